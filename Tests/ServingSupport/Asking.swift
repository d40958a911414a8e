// SPDX-License-Identifier: Apache-2.0

package import API
package import AsyncHTTPClient
import NIOCore
package import NIOHTTP1
import Server
import StrictJSON

/// What came back.
package struct Got: Sendable {
    package let status: Int
    private let headers: HTTPHeaders
    package let bytes: [UInt8]

    package init(status: Int, headers: HTTPHeaders, bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    package subscript(name: String) -> String? { headers.first(name: name) }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var problem: Problem? {
        try? Problem.reading(bytes, mediaType: "", isStrict: true)
    }

    /// Each fault as `place code`.
    package var places: [String] { problem?.errors.map { "\($0.place) \($0.code)" } ?? [] }
}

/// A clearinghouse over HTTP, in this process or in another.
package protocol Asking: Sendable {
    var http: HTTPClient { get }
    var address: String { get }
    /// The text of the first administrator's token.
    var administrator: String { get }
}

extension Asking {
    /// Sends one request as it is.
    package func send(
        _ method: String,
        _ path: String,
        token: String? = nil,
        type: String? = "application/json",
        body: [UInt8]? = nil,
        headers: [(String, String)] = [],
        port: Int? = nil
    ) async throws -> Got {
        let address = port.map { "http://127.0.0.1:\($0)" } ?? address
        var request = HTTPClientRequest(url: address + path)
        request.method = HTTPMethod(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        if let body {
            request.body = .bytes(ByteBuffer(bytes: body))
            if let type { request.headers.add(name: "Content-Type", value: type) }
        }
        let response = try await http.execute(request, timeout: .minutes(5))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Got(
            status: Int(response.status.code),
            headers: response.headers,
            bytes: Array(bytes.readableBytesView)
        )
    }

    /// Sends a JSON text.
    package func post(
        _ path: String,
        _ body: String,
        token: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Got {
        try await send("POST", path, token: token, body: Array(body.utf8), headers: headers)
    }

    /// Makes something by the administrator and answers one text of what was made.
    package func make(_ path: String, _ body: String, answering key: String) async throws -> String
    {
        let made = try await post(path, body, token: administrator)
        guard made.status == 201, let text = try JSONValue(parsing: made.bytes)[key]?.stringValue
        else { throw NotMade(description: "\(path): \(made.text)") }
        return text
    }

    /// Registers a participant and answers its id.
    package func register(_ name: String) async throws -> String {
        let body = #"{"kind":"ai-developer","name":"\#(name)"}"#
        return try await make("/v1/participants", body, answering: "id")
    }
}

private struct NotMade: Error, CustomStringConvertible {
    let description: String
}
