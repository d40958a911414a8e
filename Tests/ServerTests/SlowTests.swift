// SPDX-License-Identifier: Apache-2.0

import API
import Server
import ServingSupport
import StrictJSON
import Testing

/// Bodies that come too slowly, and bodies in which more than one thing is wrong.
@Suite(.timeLimit(.minutes(10))) struct SlowTests {
    @Test func `a body that drips is answered 408, and others are served meanwhile`() async throws {
        let site = try await Site.open()
        let port = site.ports.main
        async let told = RawConnection.aside { () -> String? in
            let connection = RawConnection(port: port)
            connection?.say(
                "POST /v1/intake/finding HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{"
            )
            return connection?.hearToTheEnd(seconds: 60)
        }
        #expect(try await site.send("GET", "/health").status == 200)
        let answer = try #require(await told)
        #expect(answer.hasPrefix("HTTP/1.1 408"), "\(answer)")
        #expect(answer.contains("problem/request-timeout"))
        try await site.close()
    }

    @Test func `every fault of a body is told at once, each with its place`() async throws {
        let site = try await Site.open()
        let body = """
            {"kind":7,"colour":"red","sector":"\(String(repeating: "x", count: 41))"}
            """
        let got = try await site.post("/v1/participants", body, token: site.administrator)
        #expect(got.status == 422)
        let places = Set(got.places)
        #expect(places.contains("/kind wrong-type") && places.contains("/colour unknown-field"))
        #expect(places.contains("/sector too-long") && places.contains("/name missing-field"))
        let twice = #"{"kind":"researcher","kind":"operator","name":"a","name":"b"}"#
        let repeated = try await site.post("/v1/participants", twice, token: site.administrator)
        #expect(repeated.status == 400)
        #expect(Set(repeated.places) == ["/kind repeated-key", "/name repeated-key"])
        try await site.close()
    }
}
