// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A host with a certificate of an authority of a test's own, which serves files over TLS.
///
/// A file holds a whole answer, status line included.
final class TestHost {
    let port: Int
    /// The authority's certificate.
    let authority: String
    private let folder: String
    private let server = Process()

    struct NotStarted: Error {}

    /// Makes an authority and a certificate for names, and serves `folder`.
    init(names: [String], in folder: String) throws {
        self.folder = folder
        authority = folder + "/authority.pem"
        try Self.certify(names, in: folder)
        let said = Pipe()
        server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        server.currentDirectoryURL = URL(fileURLWithPath: folder)
        server.arguments = [
            "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "host.pem", "-key",
            "host.key", "-HTTP",
        ]
        server.standardOutput = said
        server.standardError = FileHandle.nullDevice
        server.standardInput = Pipe()
        try server.run()
        var text = "\n"
        while !text.contains("\nACCEPT ") || !text.hasSuffix("\n") {
            let piece = said.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw NotStarted() }
            text += String(decoding: piece, as: UTF8.self)
        }
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...].filter(\.isNumber))
        else { throw NotStarted() }
        self.port = port
    }

    private static func certify(_ names: [String], in folder: String) throws {
        let authority = folder + "/authority.pem"
        let (key, request) = (folder + "/host.key", folder + "/host.csr")
        let alternatives = names.map { "DNS:\($0)" }.joined(separator: ",")
        try openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Authority",
            "-keyout", folder + "/authority.key", "-out", authority,
        ])
        try openssl([
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=\(names[0])", "-keyout", key,
            "-out", request,
        ])
        try Data("subjectAltName=\(alternatives)".utf8)
            .write(to: URL(fileURLWithPath: folder + "/names.txt"))
        try openssl([
            "x509", "-req", "-in", request, "-CA", authority, "-CAkey", folder + "/authority.key",
            "-CAcreateserial", "-days", "2", "-extfile", folder + "/names.txt", "-out",
            folder + "/host.pem",
        ])
    }

    /// Puts a whole answer at a path.
    func serve(
        _ path: String,
        status: String = "200 OK",
        fields: String = "",
        _ body: String
    )
        throws
    {
        let place = URL(fileURLWithPath: folder + path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let answer =
            "HTTP/1.0 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
        try Data(answer.utf8).write(to: place)
    }

    func end() {
        // A test that heeds signals leaves them ignored to what it starts.
        kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
    }

    private static func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotStarted() }
    }
}
