// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A page that is looked at, and who looks.
struct PageVisit {
    let name: String
    let path: String
    let visitor: PageVisitor
}

/// Somebody's browser, signed in.
struct PageVisitor {
    private let server: RunningServer
    /// The cookie of the session, as a browser sends it back.
    private let cookie: String

    init(_ server: RunningServer, signingInBy link: String) throws {
        self.server = server
        let code = link.split(separator: "=").last.map(String.init) ?? ""
        let body = "link=\(code)&token="
        let answer = Self.ask(
            server,
            "POST /sign-in",
            "Origin: http://127.0.0.1:\(server.port)\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: \(body.utf8.count)\r\n",
            body
        )
        let head = String(decoding: answer ?? [], as: UTF8.self)
        let set = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("set-cookie: ")
        }
        guard let set else { throw PeerAbsent("signing in was answered with \(head.prefix(300))") }
        cookie = String(set.dropFirst("set-cookie: ".count).prefix { $0 != ";" })
    }

    /// How long a page takes, each time, and how long it is.
    func visit(_ path: String, rounds: Int) throws -> (seconds: [Double], bytes: Int) {
        var waits: [Double] = []
        var bytes = 0
        for _ in 0..<rounds {
            let began = seconds()
            let answer = Self.ask(server, "GET \(path)", "Cookie: \(cookie)\r\n") ?? []
            waits.append(seconds() - began)
            guard LocalSocket.status(of: answer) == 200 else {
                let told = String(decoding: answer.prefix(200), as: UTF8.self)
                throw PeerAbsent("\(path) was answered with \(told)")
            }
            bytes = answer.count
        }
        return (waits, bytes)
    }

    private static func ask(
        _ server: RunningServer,
        _ target: String,
        _ fields: String,
        _ body: String = ""
    ) -> [UInt8]? {
        let request =
            "\(target) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nConnection: close\r\n"
            + fields + "\r\n" + body
        return LocalSocket.answer(port: server.port, request: Data(request.utf8))
    }
}
