// SPDX-License-Identifier: Apache-2.0

import Foundation
import ServingSupport
import Store
import TestSupport
import Testing

/// A server with a certificate of its own, asked by another program's TLS.
@Suite struct TLSTests {
    /// Runs `openssl`, which comes with PostgreSQL's packages; answers what it said.
    private func openssl(_ arguments: [String], input: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let (given, said) = (Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = said
        process.standardError = said
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        // Left open until the other end has answered: its end would end the connection.
        let bytes = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `over TLS a server proves itself, speaks no old version, and says so to browsers`()
        throws
    {
        let folder = try TestStore.configuration(.sqlite).folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        let made = try openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key,
            "-out", certificate,
        ])
        #expect(FileManager.default.fileExists(atPath: certificate), "\(made)")
        let server = try Program(["--tls-certificate", certificate, "--tls-key", key])
        defer { server.end() }
        #expect(server.address.hasPrefix("https://127.0.0.1:"))
        let place = String(server.address.dropFirst("https://".count))
        let request = "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        func ask(_ version: [String]) throws -> String {
            let client = ["s_client", "-connect", place, "-CAfile", certificate, "-ign_eof"]
            return try openssl(client + ["-verify_return_error"] + version, input: request)
        }
        for version in ["-tls1_2", "-tls1_3"] {
            let answer = try ask([version])
            #expect(answer.contains("Verify return code: 0 (ok)"), "\(answer)")
            #expect(answer.contains("HTTP/1.1 401"), "\(answer)")
            #expect(answer.lowercased().contains("strict-transport-security: max-age="))
        }
        for version in ["-tls1_1", "-tls1"] {
            #expect(!(try ask([version])).contains("HTTP/1.1"))
        }
        // Without TLS nobody is let in, and the server goes on.
        #expect(try ask([]).contains("HTTP/1.1 401"))
    }

    @Test func `a server whose key does not fit its certificate does not start`() throws {
        let folder = try TestStore.configuration(.sqlite).folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data("no certificate".utf8).write(to: URL(fileURLWithPath: folder + "/bad.pem"))
        let settings = ["--tls-certificate", folder + "/bad.pem", "--tls-key", folder + "/bad.pem"]
        #expect(throws: Program.NotStarted.self) { try Program(settings) }
    }
}
