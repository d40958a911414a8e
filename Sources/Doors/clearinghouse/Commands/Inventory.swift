// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse inventory`: what your participant runs; nobody else sees it.
struct InventoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "What your participant runs; nobody else sees it.",
        subcommands: [List.self, Add.self, Import.self, Remove.self],
        defaultSubcommand: List.self
    )

    /// Whether something can be reached from public networks.
    enum Reach: String, ExpressibleByArgument, CaseIterable {
        case yes
        case no

        var isExposed: Bool { self == .yes }
    }

    /// `clearinghouse inventory list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The lines of your inventory.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listInventory,
                page,
                heads: ["LINE", "PACKAGE", "EXPOSED", "LABEL"],
                ifEmpty: "Nothing is listed: clearinghouse inventory add pkg:npm/left-pad@1.3.0"
            ) { item in
                [item.id, item.purl, item.exposedInWords, item.label ?? ""]
            }
        }
    }

    /// `clearinghouse inventory add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List one package in the version that runs."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "A package URL with a version: pkg:npm/left-pad@1.3.0.") var purl: String
        @Option(help: "yes or no: can it be reached from public networks?")
        var exposed: Reach?
        @Option(help: "Your own name for it; kept sealed.")
        var label: String?

        func run() async throws {
            var item = Wire.NewInventoryItem()
            item.purl = purl
            item.isExposed = exposed?.isExposed
            item.label = label
            let made = try await connection.call(Endpoints.addInventoryItem, NoParameters(), item)
            connection.show(made) { _ in
                "\(Table.harmless(made.purl)) is listed as \(made.id) (exposed: "
                    + "\(made.exposedInWords))."
            }
        }
    }

    /// `clearinghouse inventory import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "List many at once: JSON, CycloneDX or CSV; nothing if one line is wrong.",
            discussion: """
                CSV has a heading with purl, and exposed and label where you have them. JSON is \
                {"items": [{"purl": …, "exposed": true, "label": …}]}, or a CycloneDX document.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The file; - is the standard input.") var file: String
        @Option(help: "yes or no, for lines that do not say it themselves.")
        var exposed: Reach?
        @Flag(help: "Take out every line that is not in the file.")
        var replace = false

        func run() async throws {
            let bytes = try TextFile.read(file, limitBytes: BodyLimit.reportBytes).bytes
            let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
            let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            if isJSON { _ = try JSONFile.read(bytes, name: file) }
            var parameters = Wire.InventoryParameters()
            parameters.isExposed = exposed?.isExposed
            parameters.isReplacing = replace
            let done = try await connection.call(
                Endpoints.importInventory,
                parameters,
                RawBody(bytes, mediaType: isJSON ? "application/json" : "text/csv")
            )
            connection.show(done) { _ in
                "\(done.added) added, \(done.kept) there already, \(done.removed) taken out"
                    + (done.setAside > 0 ? ", \(done.setAside) without a package URL." : ".")
            }
        }
    }

    /// `clearinghouse inventory remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a line out.")

        @OptionGroup var connection: Connection
        @Argument(help: "The line.") var id: String

        func run() async throws {
            _ = try await connection.call(Endpoints.removeInventoryItem, ByID(id), NoBody())
            print(connection.json ? "{}" : "The line is out of your inventory.")
        }
    }
}

/// `clearinghouse exposure`: what affects you, what to do, by when.
struct ExposureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exposure",
        abstract: "What affects you, what to do, and by when."
    )

    @OptionGroup var connection: Connection

    func run() async throws {
        let found = try await connection.call(Endpoints.exposure, NoParameters(), NoBody())
        connection.show(found) { style in
            guard !found.items.isEmpty else {
                return found.listed == 0
                    ? "Nothing is listed, so nothing can be matched: clearinghouse inventory add …"
                    : "Nothing known to you affects what you listed."
            }
            return found.items.map { $0.text(style) }.joined(separator: "\n")
        }
    }
}

extension Wire.InventoryItem {
    /// Whether it can be reached from outside, as far as it was said.
    fileprivate var exposedInWords: String { isExposed.map { $0 ? "yes" : "no" } ?? "not said" }
}

extension Wire.Exposure {
    /// What affects an operator, for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(vulnerability.name))
                + "  \(Table.harmless(vulnerability.package))  \(vulnerability.band)"
        ]
        if let outcome, let settledAt {
            lines.append("  dealt with  \(outcome), \(settledAt.forPeople)")
        } else {
            lines += [
                "  by when     \(deadline.isOverdue ? "OVERDUE. " : "")\(deadline.sentence)",
                "  what to do  \(Table.harmless(step))",
                "  because     \(Table.harmless(vulnerability.why))",
                "  counted     \(deadline.basis)",
            ]
        }
        lines += assets.map { asset in
            let label = asset.item.label.map { "  \(Table.harmless($0))" } ?? ""
            let due = asset.deadline.due.map { "by \($0) UTC" } ?? "with the next upgrade"
            return "  runs        \(Table.harmless(asset.item.purl))\(label)  exposed: "
                + "\(asset.item.exposedInWords)  \(due)"
        }
        return lines.joined(separator: "\n")
    }
}
