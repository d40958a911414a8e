// SPDX-License-Identifier: Apache-2.0

import API
import Access
import StrictJSON
import Testing
import Timestamps

@Suite struct EndpointTests {
    @Test func `each endpoint names an action that Access decides`() {
        for endpoint in Endpoints.all {
            #expect(Action(rawValue: endpoint.facts.action) != nil, "\(endpoint.facts.template)")
        }
    }

    @Test func `an endpoint asks for an account exactly where its action needs one`() {
        for endpoint in Endpoints.all {
            guard let action = Action(rawValue: endpoint.facts.action) else { continue }
            let isOpen = endpoint.facts.caller == .anyone
            #expect(isOpen == (decide(.nobody, action) != .unknownViewer), "\(endpoint.facts.path)")
        }
    }

    @Test func `no two endpoints share a name or a way in`() {
        let operations = Endpoints.all.map(\.facts.operation)
        let templates = Endpoints.all.map(\.facts.template)
        #expect(Set(operations).count == operations.count)
        #expect(Set(templates).count == templates.count)
    }

    @Test func `every limit of a body is set, and only where there is a body`() {
        for endpoint in Endpoints.all {
            let facts = endpoint.facts
            #expect(facts.accepts.isEmpty == (facts.bodyLimitBytes == 0), "\(facts.template)")
            #expect(facts.bodyLimitBytes <= BodyLimit.bundleBytes)
        }
    }

    @Test func `each problem code has one status and one title`() {
        let titles = ProblemCode.allCases.map(\.title)
        #expect(Set(titles).count == titles.count)
        for code in ProblemCode.allCases { #expect((400...599).contains(code.status)) }
    }
}
