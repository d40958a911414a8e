// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse recipient-key`: the keys that bundles are sealed to.
struct RecipientKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recipient-key",
        abstract: "Make a key on your own machine, and register its public part.",
        subcommands: [Make.self, Register.self, List.self, Revoke.self],
        defaultSubcommand: List.self
    )

    /// Where a key lies unless somebody says otherwise.
    static let usualFile = "clearinghouse-recipient.key"

    /// `clearinghouse recipient-key make`.
    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key: a file for you alone, and its public part on the screen.",
            discussion: "Nothing is sent to anybody. A file that is there is never replaced."
        )

        @Argument(help: "The file to make.") var file = RecipientKeyCommand.usualFile

        func run() throws {
            let secret = RecipientSecret()
            try TextFile.writePrivately(secret.file, to: file, isNew: true)
            print("The private key is in \(file); keep a copy where only you can read it.")
            print("Its public part, \(secret.fingerprint):")
            print(secret.publicText)
            print("Next: clearinghouse recipient-key register \(file)")
        }
    }

    /// `clearinghouse recipient-key register`.
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a key's public part; the private one stays here."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The key's file, or a public part that begins with hpke-x25519:.")
        var key = RecipientKeyCommand.usualFile
        @Option(help: "By which you tell it from others.") var name = "recipient key"

        func run() async throws {
            let isPublic = key.hasPrefix("hpke-x25519:")
            let text = isPublic ? key : try RecipientSecret.read(key).publicText
            let made = try await connection.call(
                Endpoints.registerRecipientKey,
                NoParameters(),
                Wire.NewRecipientKey(publicKey: text, name: name)
            )
            connection.show(made) { _ in
                """
                Registered \(made.fingerprint) as \(made.id).
                What was released to you is sealed to it now: clearinghouse delivery list
                """
            }
        }
    }

    /// `clearinghouse recipient-key list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Your participant's keys.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listRecipientKeys,
                page,
                heads: ["KEY", "FINGERPRINT", "NAME", "REGISTERED", "ENDED"],
                ifEmpty: "No key: make one with clearinghouse recipient-key make."
            ) { key in
                [
                    key.id, key.fingerprint, key.name ?? "", key.registeredAt.forPeople,
                    key.revokedAt?.forPeople ?? "",
                ]
            }
        }
    }

    /// `clearinghouse recipient-key revoke`.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a key: nothing is sealed to it any more."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The key.") var id: String

        func run() async throws {
            let ended = try await connection.call(
                Endpoints.revokeRecipientKey,
                ByID(id),
                NoBody()
            )
            connection.show(ended) { _ in "The key \(ended.fingerprint) has ended." }
        }
    }
}

extension RecipientSecret {
    /// Reads a key's file and says what is wrong with it.
    static func read(_ path: String) throws -> RecipientSecret {
        let bytes = try TextFile.read(path, limitBytes: fileBytes).bytes
        guard let secret = RecipientSecret(file: String(decoding: bytes, as: UTF8.self)) else {
            throw CommandFailure(
                "\(path) is no private key of a recipient; clearinghouse recipient-key make makes "
                    + "one."
            )
        }
        return secret
    }
}
