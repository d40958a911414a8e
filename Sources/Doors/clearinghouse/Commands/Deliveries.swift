// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import FoundationEssentials
import Timestamps

/// `clearinghouse delivery`: what was released to you, and what became of it.
struct DeliveryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delivery",
        abstract: "Fetch, verify and open what was released to you, and say what became of it.",
        subcommands: [List.self, Show.self, Pull.self, GiveReceipt.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse delivery list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What was released to you.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listDeliveries,
                page,
                heads: ["DELIVERY", "RELEASED", "STATE", "TITLE", "TO DO"],
                ifEmpty: "Nothing was released to you."
            ) { delivery in
                [
                    delivery.id, delivery.madeAt.forPeople, delivery.state ?? "new",
                    delivery.description?.title ?? "", delivery.todo,
                ]
            }
        }
    }

    /// `clearinghouse delivery show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A delivery with what to do and your receipts."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The delivery.") var id: String

        func run() async throws {
            let delivery = try await connection.call(Endpoints.delivery, ByID(id), NoBody())
            connection.show(delivery) { delivery.text($0) }
        }
    }

    /// `clearinghouse delivery pull`.
    struct Pull: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch a delivery, verify it, decrypt it here and write its files.",
            discussion: """
                Nothing is written before the signature, the digests and the attestation are \
                checked. The receipts delivered and opened go back by themselves.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The delivery.") var id: String
        @Option(help: "The file with your private key.") var key = RecipientKeyCommand.usualFile
        @Option(help: "The folder to write into; made if it is not there.") var into: String
        @Option(help: "The server's attestation key in base 64, if you know it; asked for else.")
        var serverKey: String?

        func run() async throws {
            let secret = try RecipientSecret.read(key)
            let (delivery, opened) = try await connection.withClient { client in
                try await pull(client, secret)
            }
            connection.show(delivery) { style in
                var lines = [style.bold("Verified and opened into \(into):")]
                lines += opened.files.map { "  \($0.name)  \($0.bytes.count) bytes" }
                lines.append("What to do: \(Table.harmless(opened.whatToDo))")
                if let workaround = opened.workaround {
                    lines.append("Otherwise: \(Table.harmless(workaround))")
                }
                lines.append(opened.needsRestart ? "A restart is needed." : "No restart needed.")
                lines.append("Then: clearinghouse delivery receipt \(id) deployed")
                return lines.joined(separator: "\n")
            }
        }

        private func pull(
            _ client: ClearinghouseClient,
            _ secret: RecipientSecret
        ) async throws -> (Wire.Delivery, OpenedDelivery) {
            let delivery = try await client.ask(Endpoints.delivery, ByID(id), NoBody())
            guard !delivery.keys.isEmpty else { throw CommandFailure("\(DeliveryFault.noKey)") }
            let trusted = try await trustedKey(client)
            let sealed = try await client.ask(Endpoints.sealedBundle, ByID(id), NoBody())
            try await receipt("delivered", client)
            let opening = DeliveryOpening(
                delivery: delivery,
                secret: secret,
                serverKey: trusted
            )
            let opened: OpenedDelivery
            do throws(DeliveryFault) {
                opened = try opening.open(sealed.bytes)
            } catch {
                throw CommandFailure("\(error)")
            }
            try BundleFolder(into).write(opened.files)
            return (try await receipt("opened", client), opened)
        }

        private func trustedKey(_ client: ClearinghouseClient) async throws -> [UInt8] {
            let asked =
                serverKey == nil
                ? try await client.ask(Endpoints.attestationKey, NoParameters(), NoBody()).key
                : nil
            guard let text = serverKey ?? asked, let key = Data(base64Encoded: text),
                key.count == 32
            else { throw CommandFailure("--server-key takes 32 bytes in base 64.") }
            return Array(key)
        }

        @discardableResult
        private func receipt(
            _ kind: String,
            _ client: ClearinghouseClient
        ) async throws -> Wire.Delivery {
            try await client.ask(Endpoints.giveReceipt, ByID(id), Wire.NewReceipt(kind: kind))
        }
    }

    /// `clearinghouse delivery receipt`.
    struct GiveReceipt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "receipt",
            abstract: "Say what became of a delivery; others only ever see numbers."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The delivery.") var id: String
        @Argument(help: "staged, deployed, mitigated, not_affected, deferred or declined.")
        var kind: String
        @Option(help: "A note for yourselves; nobody else reads it.") var note: String?

        func run() async throws {
            let delivery = try await connection.call(
                Endpoints.giveReceipt,
                ByID(id),
                Wire.NewReceipt(kind: kind, note: note)
            )
            connection.show(delivery) { _ in
                "Noted: \(delivery.state ?? "nothing"). \(Table.harmless(delivery.todo))"
            }
        }
    }
}

extension Wire.Delivery {
    /// A delivery for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(description?.title ?? "Erased")),
            "  delivery     \(id)",
            "  released     \(madeAt.forPeople)",
            "  state        \(state ?? "new")",
            "  to do        \(Table.harmless(todo))",
            "  digest       \(digest)",
        ]
        lines += description?.lines ?? []
        lines += receipts.map { receipt in
            "  receipt      \(receipt.kind)  \(receipt.givenAt.forPeople)  "
                + Table.harmless(receipt.note ?? "")
        }
        return lines.joined(separator: "\n")
    }
}
