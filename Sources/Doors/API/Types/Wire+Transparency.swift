// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// One figure of one month, told as the step that it lies in.
    package struct Figure: WireValue {
        package var name = ""
        package var words = ""
        package var unit = ""
        package var least: Int?
        package var most: Int?
        package var text = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 40), "The figure."),
            .required("words", \.words, .line(max: 100), "What it counts."),
            .required(
                "unit",
                \.unit,
                .line(max: 20),
                "count, in steps of 5; share, in percent; days; published, which is exact."
            ),
            .optional(
                "least",
                \.least,
                .integer(0...Int.max),
                "The least that it can be; missing where fewer than 5 lie behind it."
            ),
            .optional(
                "most",
                \.most,
                .integer(0...Int.max),
                "The most that it can be; missing where the step has no end."
            ),
            .required("text", \.text, .line(max: 60), "The step in words."),
        ]
    }

    /// A month that has ended and was counted.
    package struct FigureMonth: WireValue {
        package var month = ""
        package var countedAt = Timestamp()
        package var figures: [Figure] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("month", \.month, .line(max: 7), "The month in UTC, such as 2026-10."),
            .required("countedAt", \.countedAt, .time, "When it was counted, once and for all."),
            .list("figures", \.figures, .object(), max: 40, "What is told of it."),
        ]
    }

    /// The transparency log's newest checkpoint, in numbers.
    package struct LogState: WireValue {
        package var size: Int?
        package var signedAt: Timestamp?
        package var key = ""
        package var verify = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("size", \.size, .integer(0...Int.max), "Entries that it signs."),
            .optional("signedAt", \.signedAt, .time, "When it was signed."),
            .required("key", \.key, .line(max: 400), "The key that checks it."),
            .required("verify", \.verify, .line(max: 1_000), "The command that checks it."),
        ]
    }

    /// What a clearinghouse did.
    package struct Transparency: WireValue {
        package var months: [FigureMonth] = []
        package var rules: [String] = []
        package var log = LogState()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list("months", \.months, .object(), max: 24, "The newest first."),
            .list("rules", \.rules, .line(max: 500), max: 10, "What is not told, and why."),
            .required("log", \.log, .object(), "How to check that history only grows."),
        ]
    }
}
