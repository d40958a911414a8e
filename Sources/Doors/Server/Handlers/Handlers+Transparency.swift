// SPDX-License-Identifier: Apache-2.0

import API
import Access
package import Distribution
package import Store
import Timestamps
import TransparencyLog

extension Handlers {
    static func transparency(_ routes: inout RouteTable) {
        routes.on(Endpoints.figures) { call in
            let told = try await call.read { try $0.transparency() }
            let (key, address) = (call.services.logKey, call.exchange.publisherAddress)
            return Reply(Wire.Transparency(told, key: key, address: address))
        }
    }
}

/// What everybody is told of a clearinghouse's work: its months, and its log's newest checkpoint.
package struct TransparencyReport: Sendable {
    package let months: [ToldMonth]
    /// Nil before the first checkpoint.
    package let logSize: UInt64?
    package let signedAt: Instant?

    /// The command by which anybody checks the log.
    package static func verification(of address: String, key: String) -> String {
        "clearinghouse log verify \(address) --key '\(key)'"
    }
}

extension Querying {
    /// The report, the same for everybody.
    package func transparency() throws -> TransparencyReport {
        let size = try logCheckpoint().flatMap { note in
            (try? SignedNote(parsing: note)).flatMap { try? Checkpoint(parsing: $0.text) }?.size
        }
        return TransparencyReport(
            months: try publicFigures(),
            logSize: size,
            signedAt: try logCheckpointTime()
        )
    }
}

extension Wire.Transparency {
    fileprivate init(_ told: TransparencyReport, key: String, address: String) {
        self.init()
        months = told.months.map(Wire.FigureMonth.init)
        rules = PublicFigures.rules
        log.size = told.logSize.map { Int(clamping: $0) }
        log.signedAt = told.signedAt.map(Timestamp.init)
        log.key = key
        log.verify = TransparencyReport.verification(of: address, key: key)
    }
}

extension Wire.FigureMonth {
    fileprivate init(_ told: ToldMonth) {
        self.init()
        month = told.month.text
        countedAt = Timestamp(told.countedAt)
        figures = told.figures.map(Wire.Figure.init)
    }
}

extension Wire.Figure {
    fileprivate init(_ told: ToldFigure) {
        self.init()
        name = told.figure.rawValue
        words = told.figure.words
        unit = told.figure.unit.rawValue
        least = told.least
        most = told.most
        text = told.text
    }
}
