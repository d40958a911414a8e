// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import Logging
import Server
import Store

/// `clearinghouse serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the server: SQLite under ./data, or --database postgres://…",
        discussion: "Settings:\n" + SettingsArguments.help
    )

    @OptionGroup var arguments: SettingsArguments

    func run() async throws {
        let settings = try arguments.settings()
        // Before anything is founded: a start that fails leaves nothing behind.
        try ListeningPort.requireFree(settings)
        let logger = Self.logger(settings.logLevel)
        let joined = try await Joined.open(settings, logger: logger)
        if let file = try await Founding.foundIfNew(
            joined.store,
            name: "Coordinator",
            administrator: "Administrator",
            folder: settings.folder
        ) {
            print("First start: the administrator's token is in \(file).")
        }
        let key = try await joined.publisher.verifierKey()
        do {
            try await joined.run(try joined.server(), heedsSignals: true) { ports in
                print("Clearinghouse \(Joined.version) listens on \(settings.address(ports.main)).")
                print("Its log's key is \(key)")
                if let port = ports.metrics { print("Metrics: http://127.0.0.1:\(port)/metrics") }
                fflush(nil)
            }
        } catch {
            // Another program may have taken the port since.
            try ListeningPort.requireFree(settings)
            throw error
        }
    }

    static func logger(_ level: String) -> Logger {
        var logger = Logger(label: "clearinghouse") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .info
        return logger
    }
}

extension Settings {
    /// The address that a person would type.
    func address(_ port: Int) -> String {
        let scheme = tlsCertificate == nil ? "http" : "https"
        let host = listen.host.contains(":") ? "[\(listen.host)]" : listen.host
        return "\(scheme)://\(host):\(port)"
    }
}

/// The settings of a server on the command line: every flag is a line of the one table (RULES D4).
struct SettingsArguments: ParsableArguments {
    @Option(help: "A file with settings; CLEARINGHOUSE_CONFIG otherwise.")
    var config: String?

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("Settings as --key value.", valueName: "settings")
    )
    var rest: [String] = []

    /// Bytes of a settings file at most; a longer one is another file than was meant.
    private static let fileBytes = 1 << 20

    /// One line for each setting.
    static var help: String {
        SettingsTable.all.map { setting in
            """
              \(setting.flag) \(setting.value)
                  \(setting.about) Without it: \(setting.standard).
            """
        }.joined(separator: "\n")
    }

    /// The settings from flags, variables and file.
    func settings() throws -> Settings {
        let path = config ?? Environment[Settings.fileVariable]
        let file = try path.map { try TextFile.read($0, limitBytes: Self.fileBytes).bytes }
        do {
            return try Settings.read(
                flags: try flags(),
                environment: Environment.all,
                file: file
            )
        } catch let faults as SettingFaults {
            throw CommandFailure(faults.description)
        }
    }

    private func flags() throws -> [String: String] {
        var flags: [String: String] = [:]
        var words = rest[...]
        while let word = words.popFirst() {
            guard word.hasPrefix("--") else {
                throw ValidationError("\(word) is no setting; they begin with --.")
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1)
            let key = parts.first.map(String.init) ?? ""
            guard let value = parts.count == 2 ? String(parts[1]) : words.popFirst() else {
                throw ValidationError("--\(key) needs a value.")
            }
            guard key != "port" else {
                throw CommandFailure(
                    "There is no setting port; a server listens where --listen says, here "
                        + "--listen 127.0.0.1:\(value)."
                )
            }
            flags[key] = value
        }
        return flags
    }
}
