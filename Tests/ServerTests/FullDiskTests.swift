// SPDX-License-Identifier: Apache-2.0

import Foundation
import ServingSupport
import StrictJSON
import Testing

/// A disk that fills, or fails, under the real server on SQLite (RULES S5).
@Suite(.timeLimit(.minutes(10))) struct FullDiskTests {
    private static func participant(_ name: String) -> String {
        #"{"kind":"researcher","name":"\#(name)"}"#
    }

    private static let report = #"{"package":"pkg:npm/x","title":"t","description":"d"}"#

    @Test(arguments: ["SHIM_FULL", "SHIM_BROKEN"])
    func `on a broken disk nothing is acknowledged that is not kept, and room is all it needs`(
        fault: String
    ) async throws {
        let order = FileManager.default.temporaryDirectory.path + "/broken-\(UUID().uuidString)"
        let shim = ["LD_PRELOAD": Program.shim, fault: order]
        let server = try Program(environment: shim)
        let token = server.administrator
        func register(_ name: String, _ headers: [(String, String)] = []) async throws -> Got {
            let body = Self.participant(name)
            return try await server.post("/v1/participants", body, token: token, headers: headers)
        }
        #expect(try await register("before").status == 201)
        #expect(FileManager.default.createFile(atPath: order, contents: nil))
        var unknown: [String] = []
        for number in 0..<5 {
            let key = [("Idempotency-Key", "k-\(number)")]
            let got = try await register("during-\(number)", key)
            #expect([503, 504].contains(got.status), "\(got.text)")
            #expect(got["Retry-After"].flatMap { Int($0) } ?? 0 > 0)
            if got.status == 504 { unknown.append("during-\(number)") }
        }
        let report = try await server.post("/v1/intake/finding", Self.report)
        #expect([503, 504].contains(report.status), "\(report.text)")
        #expect(try await server.send("GET", "/health").status == 200)
        try FileManager.default.removeItem(atPath: order)
        #expect(try await register("after").status == 201)
        #expect(try await server.post("/v1/intake/finding", Self.report).status == 201)
        let listed = try await server.send("GET", "/v1/participants?limit=99", token: token)
        let items = try JSONValue(parsing: listed.bytes)["items"]?.arrayValue ?? []
        let names = Set(items.compactMap { $0["name"]?.stringValue })
        #expect(names.subtracting(unknown) == ["Coordinator", "before", "after"])
        // The same request again, now that there is room: stored once, whatever came of the first.
        let repeated = try await register("during-0", [("Idempotency-Key", "k-0")])
        #expect(repeated.status == 201, "\(repeated.text)")
        try await server.close()
    }
}
