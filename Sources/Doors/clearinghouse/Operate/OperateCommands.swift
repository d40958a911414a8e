// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Scanning
import Server
import Store
import StrictJSON

/// Opens the database that the settings name, does something, and closes it.
private func withStore<Value>(
    _ arguments: SettingsArguments,
    requiring check: (Settings) throws -> Void = { _ in },
    _ body: (Store) async throws -> Value
) async throws -> Value {
    let settings = try arguments.settings()
    try check(settings)
    let store = try await Joined.openStore(settings)
    do {
        let value = try await body(store)
        await store.close()
        return value
    } catch {
        await store.close()
        throw error
    }
}

/// `clearinghouse backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write everything but the keys to a file; the server may go on meanwhile.",
        discussion: """
            Case keys are left out, so that erasing a case erases it from backups too. Back them \
            up apart with `clearinghouse keys export`.
            """
    )

    @OptionGroup var file: NewFile
    @OptionGroup var result: ResultOptions
    @OptionGroup var arguments: SettingsArguments

    func run() async throws {
        let to = try file.path()
        let summary = try await withStore(arguments, requiring: Joined.requireThere) {
            try await Backup.write($0, to: to)
        }
        let absent =
            summary.absentBlobs == 0
            ? ""
            : "\n\(summary.absentBlobs) blobs are not there; `clearinghouse doctor` names them."
        result.show(
            summary.members,
            "\(to): \(summary.tables) tables, \(summary.rows) rows, \(summary.blobs) blobs, "
                + "a journal of \(summary.journalSize) entries." + absent
        )
    }
}

/// `clearinghouse restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup into a new, empty database of either engine.",
        discussion: """
            Restore the keys first (`clearinghouse keys import`). If entries were published after \
            the backup was written, the log cannot go on as if nothing had happened: --new-epoch \
            opens a new log origin that names the old checkpoint and the loss.
            """
    )

    @Option(help: "The backup.") var from: String
    @Flag(help: "Restore although keys are lost: what they seal stays unreadable for ever.")
    var withoutKeys = false
    @Option(help: "The last published checkpoint, to open a new log origin after a loss.")
    var newEpoch: String?
    @Option(help: "What happened, in a sentence that readers of the log will see.")
    var reason = "Restored from a backup."
    @OptionGroup var result: ResultOptions
    @OptionGroup var arguments: SettingsArguments

    /// A signed note with several cosignatures is a few kilobytes.
    private static let checkpointBytes = 64 << 10

    func run() async throws {
        let check = Joined.requireMasterKey
        let summary = try await withStore(arguments, requiring: check) { store in
            let summary = try await Restore.read(from, into: store, withoutKeys: withoutKeys)
            if let newEpoch {
                let note = try TextFile.read(newEpoch, limitBytes: Self.checkpointBytes)
                let command = OpenLogEpoch(lastCheckpoint: note.bytes, reason: reason)
                _ = try await store.submit(command, by: .system)
            }
            return summary
        }
        result.show(
            summary.members,
            "\(summary.rows) rows and \(summary.blobs) blobs are restored, "
                + "with a journal of \(summary.journalSize) entries."
                + (newEpoch == nil ? try missingCheckpoint() : "")
        )
    }

    /// Without the last published checkpoint a start cannot know what others have seen.
    private func missingCheckpoint() throws -> String {
        let path = Joined.outsideCheckpoint(try arguments.settings())
        guard access(path, F_OK) != 0 else { return "" }
        return "\nPut the last published checkpoint at \(path) before the first start: without it "
            + "entries that were lost are not noticed, and the log forks."
    }
}

/// `clearinghouse migrate`.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the tables to this version, without starting the server."
    )

    @OptionGroup var result: ResultOptions
    @OptionGroup var arguments: SettingsArguments

    func run() async throws {
        let position = try await withStore(arguments) { $0.position }
        print(
            "The tables are those of \(Joined.version); the journal has \(position.next) entries."
        )
    }
}

/// `clearinghouse keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Back up and restore the wrapped case keys; change the master and the probe key.",
        subcommands: [Export.self, Import.self, ReplaceProbe.self, Rotate.self]
    )

    /// `clearinghouse keys export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the case keys, wrapped by the master key, to a file."
        )

        @OptionGroup var file: NewFile
        @OptionGroup var result: ResultOptions
        @OptionGroup var arguments: SettingsArguments

        func run() async throws {
            let to = try file.path()
            let count = try await withStore(arguments, requiring: Joined.requireThere) {
                try await KeysExport.write($0, to: to)
            }
            result.show(
                ["keys": .number(JSONNumber(count))],
                "\(to): \(count) keys. Whoever holds this file and the master key reads every "
                    + "case; a case erased later stays readable from this copy."
            )
        }
    }

    /// `clearinghouse keys rotate`.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wrap all keys by another master key. Stop the server first.",
            discussion: "Afterwards start it with the new file, and destroy the old one."
        )

        @Option(help: "The new master key's file; made if it is not there.") var to: String
        @OptionGroup var result: ResultOptions
        @OptionGroup var arguments: SettingsArguments

        func run() async throws {
            let count = try await withStore(arguments, requiring: Joined.requireThere) { store in
                let next = try MasterKey.load(from: to, makingIfAbsent: true)
                return try await store.changeMasterKey(to: next)
            }
            result.show(
                ["keys": .number(JSONNumber(count))],
                "\(count) keys are wrapped by the key in \(to).\n"
                    + "Start the server with \(MasterKey.variable)=\(to)."
            )
        }
    }

    /// `clearinghouse keys replace-probe`.
    struct ReplaceProbe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replace-probe",
            abstract: "Sign probe tokens by a new key; the server may run on.",
            discussion: """
                The old key stays published for a day, until its last token has ended. Say --stolen
                where somebody else has it: then its tokens end at once.
                """
        )

        @Flag(help: "Publish the old key no longer: its tokens prove nothing from now on.")
        var stolen = false
        @OptionGroup var result: ResultOptions
        @OptionGroup var arguments: SettingsArguments

        func run() async throws {
            let until = try await withStore(arguments, requiring: Joined.requireThere) { store in
                try await ProbeSigner(store).replaceKey(isStolen: stolen, now: store.clock.now())
            }
            result.show(
                ["oldKeyUntil": until.map { .string($0.description) } ?? .null],
                "Probe tokens are signed by a new key. "
                    + (until.map { "The old one is published until \($0)." }
                        ?? "The old one is published no more: scanners fetch new tokens, and who "
                        + "verifies offline fetches /.well-known/jwks.json again.")
            )
        }
    }

    /// `clearinghouse keys import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read case keys back into a new, empty clearinghouse.",
            discussion: "Before the backup is restored. Done twice, it changes nothing more."
        )

        @Option(help: "The file to read.") var from: String
        @OptionGroup var result: ResultOptions
        @OptionGroup var arguments: SettingsArguments

        func run() async throws {
            let count = try await withStore(arguments, requiring: Joined.requireMasterKey) {
                try await KeysExport.read(from, into: $0)
            }
            result.show(
                ["keys": .number(JSONNumber(count))],
                "All \(count) keys of \(from) are in place."
            )
        }
    }
}

/// A file that a verb writes, and does not write over.
struct NewFile: ParsableArguments {
    @Option(help: "The file to write.") var to: String
    @Flag(help: "Replace the file if it is there already.") var replace = false

    /// Its path; refused where something is there that was not to be replaced.
    func path() throws -> String {
        guard replace || access(to, F_OK) != 0 else {
            throw CommandFailure(
                "\(to) is there already. Name another file, or say --replace to write over it."
            )
        }
        return to
    }
}

/// How a verb says what it did.
struct ResultOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON.") var json = false

    /// Prints the members as an object, or the sentence.
    func show(_ members: JSONObject, _ sentence: String) {
        let object = JSONValue.object(members)
        print(json ? String(decoding: object.serialized(), as: UTF8.self) : sentence)
    }
}

extension BackupSummary {
    fileprivate var members: JSONObject {
        [
            "tables": .number(JSONNumber(tables)), "rows": .number(JSONNumber(rows)),
            "blobs": .number(JSONNumber(blobs)), "absentBlobs": .number(JSONNumber(absentBlobs)),
            "journalSize": .number(JSONNumber(journalSize)),
        ]
    }
}
