// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Scanning
import Timestamps

extension ScanCommand {
    /// So many hours from a moment on.
    static func window(ofHours hours: Int, from start: Timestamp = .now) -> Wire.Window {
        let span = Int64(clamping: hours).multipliedReportingOverflow(by: 3_600_000_000)
        return Wire.Window(
            start: start,
            end: Timestamp(microseconds: start.microseconds &+ span.partialValue)
        )
    }

    /// What is scanned, from when on and for how long.
    struct Plan: ParsableArguments {
        @Argument(
            help: """
                Networks, dns: names, service: addresses, package URLs, repositories, CPE 2.3 names.
                """
        )
        var scopes: [String]

        @Option(help: "From when on: \(Moment.fromWords); now unless given.")
        var from: String?

        @Option(help: "For how many hours from then on.")
        var hours = 24

        func validate() throws {
            guard (1...ScanWindow.maximumHours).contains(hours) else {
                throw ValidationError(
                    "--hours takes a number from 1 to \(ScanWindow.maximumHours)."
                )
            }
        }

        func window() throws -> Wire.Window {
            let start = try from.map { try Moment.from($0, of: "--from") }
            return ScanCommand.window(ofHours: hours, from: start ?? .now)
        }
    }
}

extension Moment {
    /// How help says from when on something holds.
    static let fromWords = """
        a day such as 2027-01-31, from its first moment in UTC, or a time such as \
        2027-01-31T12:00:00Z
        """

    /// Reads from when on something holds: a moment, or a day, which begins it.
    static func from(_ text: String, of option: String) throws -> Timestamp {
        let day = CalendarDate(text).map(Timestamp.init(startOf:))
        guard let start = Timestamp(rfc3339: text) ?? day else {
            throw ValidationError("\(option) takes \(fromWords).")
        }
        return start
    }
}

extension Wire.Advice {
    /// When the quiet window that it proposes begins, as `--from` takes it.
    var laterStart: String? {
        quietWindow?.start.description.replacing(".000000Z", with: "Z")
    }
}

extension Wire.ScanPlan {
    /// What an owner's question about it comes to, where nothing says where it comes from; nil
    /// where that is said, or where nobody's network, name or service is touched.
    var sourceWarning: String? {
        let touches = scopes.contains { text in
            switch (try? Scope(parsing: text))?.kind {
            case .network, .name, .service: true
            case .package, .source, .platform, nil: false
            }
        }
        guard touches, sources.isEmpty else { return nil }
        // What rests on a document alone is undetermined with a token, too.
        let token = evidence == nil ? ", unless it carries a probe token" : ""
        return """
            No --source says where it comes from: an owner's alert about it is then at most \
            undetermined\(token).
            """
    }
}
