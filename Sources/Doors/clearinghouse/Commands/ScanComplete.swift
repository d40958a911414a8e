// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser

extension ScanCommand {
    /// `clearinghouse scan complete`.
    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a scan is complete, and what it looked at.",
            discussion: """
                Others are told by how many, how completely and at which revisions a scope was \
                looked at, never by whom. Without coverage they learn only that it was.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @OptionGroup var told: CoverageOptions

        func run() async throws {
            let scopes = try await connection.call(Endpoints.scan, ByID(id), NoBody()).scopes
            let scan = try await connection.call(
                Endpoints.endScan,
                ByID(id),
                Wire.ScanEnd(outcome: "completed", coverage: try told.coverage(of: scopes))
            )
            connection.show(scan) { _ in
                told.isEmpty
                    ? "Scan \(id) is completed. Say what it saw: clearinghouse coverage record"
                    : "Scan \(id) is completed, and its coverage recorded."
            }
        }
    }
}
