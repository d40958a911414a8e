// SPDX-License-Identifier: Apache-2.0

import API
import HTTPTypes

/// One way in: a method, a path, what is checked before, and what answers.
package struct Route: Sendable {
    /// Which credential counts, and in what form a refusal goes back.
    package enum Kind: Sendable {
        /// The interface for programs: a token, and problem documents.
        case machine
        /// A page: a session, and a page that says what is wrong.
        case page
    }

    package typealias Handle = @Sendable (Exchange) async throws -> Answer

    let kind: Kind
    let method: HTTPRequest.Method
    /// As the table of endpoints writes it, with parameters in braces.
    package let path: String
    let needsAccount: Bool
    let bodyLimitBytes: Int
    let accepts: [String]
    let handle: Handle

    /// Whether it changes nothing.
    package var isRead: Bool { method == .get }

    /// Bytes of a form at most: the longest description that the report form takes, encoded.
    package static let formBytes = 512 << 10
    /// Fields of a form at most.
    static let formFields = 64
    static let formType = "application/x-www-form-urlencoded"

    /// A page to look at.
    package static func page(_ path: String, _ handle: @escaping Handle) -> Route {
        Route(
            kind: .page,
            method: .get,
            path: path,
            needsAccount: false,
            bodyLimitBytes: 0,
            accepts: [],
            handle: handle
        )
    }

    /// What a form is sent to: a POST whose origin and form token are checked first.
    package static func form(_ path: String, _ handle: @escaping Handle) -> Route {
        Route(
            kind: .page,
            method: .post,
            path: path,
            needsAccount: false,
            bodyLimitBytes: formBytes,
            accepts: [formType],
            handle: handle
        )
    }

    /// An endpoint of the table.
    init(_ facts: EndpointFacts, _ handle: @escaping Handle) {
        let method: HTTPRequest.Method =
            switch facts.method {
            case .get: .get
            case .post: .post
            case .delete: .delete
            }
        self.init(
            kind: .machine,
            method: method,
            path: facts.path,
            needsAccount: facts.caller == .account,
            bodyLimitBytes: facts.bodyLimitBytes,
            accepts: facts.accepts,
            handle: handle
        )
    }

    private init(
        kind: Kind,
        method: HTTPRequest.Method,
        path: String,
        needsAccount: Bool,
        bodyLimitBytes: Int,
        accepts: [String],
        handle: @escaping Handle
    ) {
        self.kind = kind
        self.method = method
        self.path = path
        self.needsAccount = needsAccount
        self.bodyLimitBytes = bodyLimitBytes
        self.accepts = accepts
        self.handle = handle
    }

    /// What logs, counters and repeat keys call it: never the path that was asked for (RULES D3).
    var template: String { "\(method.rawValue) \(path)" }
}
