// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Records that somebody is about to read a report as received; the bytes leave only after that.
///
/// The record is durable before the answer (RULES J4).
package struct OpenRawReport: Command {
    package let viewer: Viewer
    package let report: ReportID

    package init(viewer: Viewer, report: ReportID) {
        self.viewer = viewer
        self.report = report
    }

    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        let hidden = try transaction.require(viewer, .readReport, on: report, now: transaction.now)
        guard !hidden.contains(.rawReport) else { throw Refusal.notFound }
    }

    package func perform(in transaction: any Transaction) throws -> RawReport {
        let found = try transaction.first("SELECT blob, kind FROM reports WHERE id = \(report)") {
            row in RawReport(address: try row.read(), kind: try row.read())
        }
        guard let found else { throw Refusal.notFound }
        try transaction.append(EntryDraft(.reportOpened, subject: report, body: [:]))
        return found
    }
}

/// Where a report's bytes lie, for whoever may read them now.
package struct RawReport: StoredAnswer, Hashable {
    package let address: BlobAddress
    package let kind: ReportKind

    package init(address: BlobAddress, kind: ReportKind) {
        self.address = address
        self.kind = kind
    }

    package var stored: [UInt8] { address.bytes + Array(kind.rawValue.utf8) }

    package init?(stored: [UInt8]) {
        guard stored.count > 32, let address = BlobAddress(bytes: Array(stored[..<32])),
            let kind = ReportKind(rawValue: String(decoding: stored[32...], as: UTF8.self))
        else { return nil }
        self.init(address: address, kind: kind)
    }
}

/// A report's bytes as a file.
package struct RawReportFile: Sendable {
    package let name: String
    package let bytes: [UInt8]
}

extension Store {
    /// Hands a report's bytes out as they were received; that they were opened is durable before
    /// (RULES J4).
    package func rawReport(_ id: ReportID, for viewer: Viewer) async throws -> RawReportFile {
        let opening = OpenRawReport(viewer: viewer, report: id)
        let opened = try await submit(opening, by: viewer.actor).answer
        guard let bytes = try await blobs.get(opened.address) else { throw Refusal.erased }
        return RawReportFile(name: "report-\(id).\(opened.kind.fileEnding)", bytes: bytes)
    }
}

extension Refusal {
    static let erased = Refusal(
        .gone,
        code: "erased",
        detail: "The report was erased at the wish of whoever sent it."
    )
}
