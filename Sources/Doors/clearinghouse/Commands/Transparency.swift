// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse transparency`: what a clearinghouse did, in figures that anybody may know.
struct TransparencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transparency",
        abstract: "What a clearinghouse did, month by month; no account is needed."
    )

    /// Months side by side that a terminal has room for.
    private static let monthsShown = 3

    @OptionGroup var connection: Connection

    func run() async throws {
        let told = try await connection.call(Endpoints.figures, NoParameters(), NoBody())
        connection.show(told) { style in
            let months = told.months.prefix(Self.monthsShown)
            var table = Table(["FIGURE"] + months.map(\.month))
            for figure in months.first?.figures ?? [] {
                let row = months.map { month in
                    month.figures.first { $0.name == figure.name }?.text ?? ""
                }
                table.add([figure.words] + row)
            }
            let size = told.log.size.map(String.init) ?? "no"
            let signed = told.log.signedAt.map { ", signed at \($0)" } ?? ""
            return
                ([table.text(ifEmpty: "No month has ended yet.", style: style)] + told.rules + [
                    "The log has \(size) entries\(signed). Check it: \(told.log.verify)"
                ]).joined(separator: "\n")
        }
    }
}
