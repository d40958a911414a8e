// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// One package in one version that runs somewhere.
    package struct NewInventoryItem: WireValue {
        package var purl = ""
        package var isExposed: Bool?
        package var label: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("purl", \.purl, .line(max: 512), "A package URL with a version."),
            .optional(
                "exposed",
                \.isExposed,
                .flag,
                "Whether it can be reached from public networks; leave out if you do not know."
            ),
            .optional("label", \.label, .line(max: 200), "Your own name for it; kept sealed."),
        ]
    }

    /// A line of your inventory.
    package struct InventoryItem: WireValue {
        package var id = ""
        package var purl = ""
        package var isExposed: Bool?
        package var label: String?
        package var addedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The line."),
            .required("purl", \.purl, .line(max: 600), "In canonical form, with its version."),
            .optional("exposed", \.isExposed, .flag, "Whether it can be reached from outside."),
            .optional("label", \.label, .line(max: 200), "Your own name for it."),
            .required("addedAt", \.addedAt, .time, "When it was listed."),
        ]
    }

    /// What holds of all lines of an import.
    package struct InventoryParameters: WireValue {
        package var isExposed: Bool?
        package var isReplacing = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("exposed", \.isExposed, .flag, "For lines that do not say it themselves."),
            .defaulted("replace", \.isReplacing, .flag, "Take out what is not in the list."),
        ]
    }

    /// What an import did.
    package struct InventoryChange: WireValue {
        package var added = 0
        package var kept = 0
        package var removed = 0
        package var setAside = 0

        package init() {}

        private static let range = 0...10_000_000

        package static let fields: [WireField<Self>] = [
            .required("added", \.added, .integer(range), "Lines that were not there."),
            .required("kept", \.kept, .integer(range), "Lines that were there already."),
            .required("removed", \.removed, .integer(range), "Lines taken out."),
            .required("setAside", \.setAside, .integer(range), "Components without a purl."),
        ]
    }

    /// By when to act on one thing, and with what force.
    package struct Deadline: WireValue {
        package var force = ""
        package var timeline = ""
        package var due: String?
        package var dueBefore: Timestamp?
        package var start = Timestamp()
        package var sentence = ""
        package var basis = ""
        package var isOverdue = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required(
                "force",
                \.force,
                .line(max: 20),
                "`binding` for federal civilian agencies, `advice` for everybody else."
            ),
            .required("timeline", \.timeline, .line(max: 10), "3DF, 3D, 14D, 60D or FSU."),
            .optional("due", \.due, .line(max: 10), "The last day, a calendar date in UTC."),
            .optional("dueBefore", \.dueBefore, .time, "The moment at which that day is over."),
            .required("start", \.start, .time, "From when the days count."),
            .required("sentence", \.sentence, .line(max: 300), "In words."),
            .required("basis", \.basis, .line(max: 1_000), "What it rests on."),
            .required("overdue", \.isOverdue, .flag, "Whether the last day has gone."),
        ]
    }

    /// An affected line of your inventory.
    package struct ExposedAsset: WireValue {
        package var item = InventoryItem()
        package var deadline = Deadline()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("item", \.item, .object(), "The line."),
            .required("deadline", \.deadline, .object(), "By when."),
        ]
    }

    /// One vulnerability that affects you.
    package struct Exposure: WireValue {
        package var vulnerability = Vulnerability()
        package var step = ""
        package var deadline = Deadline()
        package var assets: [ExposedAsset] = []
        package var outcome: String?
        package var settledAt: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("vulnerability", \.vulnerability, .object(), "What it is."),
            .required("step", \.step, .text(max: 17_000), "What to do."),
            .required("deadline", \.deadline, .object(), "The first of its deadlines."),
            .list("assets", \.assets, .object(), max: 20_000, "Your affected lines."),
            .optional("outcome", \.outcome, .line(max: 20), "How you dealt with it, if you did."),
            .optional("settledAt", \.settledAt, .time, "When you did."),
        ]
    }

    /// What affects you.
    package struct Exposures: WireValue {
        package var items: [Exposure] = []
        package var listed = 0

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list("items", \.items, .object(), max: 1_000, "The first due first, settled last."),
            .required("listed", \.listed, .integer(0...1_000_000), "Lines of your inventory."),
        ]
    }
}
