// SPDX-License-Identifier: Apache-2.0

/// One setting: how it is called in each place, what it is without being set, and what it does.
package struct Setting: Sendable {
    /// The key in a file; `--` before it is the flag.
    package let key: String
    /// What stands for its value in help texts.
    package let value: String
    package let standard: String
    package let about: String
    /// Whether it holds a list, separated by commas.
    package let isList: Bool
    let set: @Sendable (inout Settings, String) -> String?

    /// `--listen`.
    package var flag: String { "--" + key }

    /// `CLEARINGHOUSE_LISTEN`.
    package var variable: String {
        "CLEARINGHOUSE_" + key.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    init(
        _ key: String,
        _ value: String,
        standard: String,
        isList: Bool = false,
        _ about: String,
        set: @escaping @Sendable (inout Settings, String) -> String?
    ) {
        self.key = key
        self.value = value
        self.standard = standard
        self.about = about
        self.isList = isList
        self.set = set
    }
}

/// Every setting there is: flags, variables, the file and the reference page are made from this
/// list.
package enum SettingsTable {
    package static let all: [Setting] = own + proofs

    private static let own: [Setting] = [
        Setting(
            "listen",
            "HOST:PORT",
            standard: "127.0.0.1:8080",
            "Where to listen; port 0 takes a free one.",
            set: setListen
        ),
        Setting("data", "FOLDER", standard: "./data", "Where keys and the SQLite database lie.") {
            $0.folder = $1
            return $1.isEmpty ? "Name a folder." : nil
        },
        Setting(
            "database",
            "URL",
            standard: "SQLite in the data folder",
            "A PostgreSQL database: postgres://user@host/name.",
            set: setDatabase
        ),
        Setting(
            "master-key-file",
            "FILE",
            standard: "keys/master.key in the data folder",
            "The key that wraps all other keys; it must be readable by its owner only."
        ) {
            $0.masterKeyFile = $1
            return $1.isEmpty ? "Name a file." : nil
        },
        Setting(
            "origin",
            "URL",
            standard: "as the asker names it",
            "The address by which others reach it, for example https://clearinghouse.example."
        ) {
            $0.origin = $1
            return Hosts.authority(of: $1) == nil ? "A scheme and a host, and no path." : nil
        },
        Setting(
            "publisher-address",
            "URL",
            standard: "the origin",
            "The https address that published advisories name as theirs."
        ) {
            $0.publisherAddress = $1
            let isAddress = $1.hasPrefix("https://") && Hosts.authority(of: $1) != nil
            return isAddress ? nil : "https:// and a host, and no path."
        },
        Setting(
            "allowed-hosts",
            "NAMES",
            standard: "the listening host and the origin's",
            isList: true,
            "Other host names that it answers to; requests for any other are refused."
        ) {
            $0.hosts = split($1)
            return nil
        },
        Setting("tls-certificate", "FILE", standard: "none", "A certificate chain in PEM.") {
            $0.tlsCertificate = $1
            return nil
        },
        Setting("tls-key", "FILE", standard: "none", "The certificate's private key in PEM.") {
            $0.tlsKey = $1
            return nil
        },
        Setting(
            "behind-proxy",
            "ADDRESSES",
            standard: "none",
            isList: true,
            "Addresses of proxies in front of it whose X-Forwarded-For and -Proto are believed."
        ) {
            $0.proxies = split($1)
            return nil
        },
        Setting(
            "metrics-port",
            "PORT",
            standard: "off",
            "A port of this machine only, on which /metrics answers; 0 takes a free one."
        ) {
            $0.metricsPort = Int($1)
            return number($1, 0...65_535)
        },
        Setting(
            "address-per-minute",
            "COUNT",
            standard: "1200",
            "Requests a minute from one address; half of them at once."
        ) {
            $0.addressPerMinute = Int($1) ?? 0
            return number($1, 2...10_000_000)
        },
        Setting(
            "token-per-minute",
            "COUNT",
            standard: "6000",
            "Requests a minute of one person or agent; half of them at once."
        ) {
            $0.tokenPerMinute = Int($1) ?? 0
            return number($1, 2...10_000_000)
        },
        Setting(
            "connections",
            "COUNT",
            standard: "1024",
            "Connections open at once; for one address an eighth of them, or 16."
        ) {
            $0.connections = Int($1) ?? 0
            return number($1, 1...100_000)
        },
        Setting(
            "stop-seconds",
            "SECONDS",
            standard: "20",
            "How long a stop waits for requests that are under way."
        ) {
            $0.stopSeconds = Int($1) ?? 0
            return number($1, 1...600)
        },
        Setting(
            "validation-workers",
            "COUNT",
            standard: "1",
            "Reproducers that run at a time in the sandbox; 0 runs none in this process."
        ) {
            $0.validationWorkers = Int($1) ?? 0
            return number($1, 0...64)
        },
        Setting(
            "log-level",
            "LEVEL",
            standard: "info",
            "trace, debug, info, notice, warning, error or critical."
        ) {
            $0.logLevel = $1
            let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
            return levels.contains($1) ? nil : "One of \(levels.joined(separator: ", "))."
        },
    ]

    @Sendable private static func setListen(_ settings: inout Settings, _ text: String) -> String? {
        guard let listen = place(text) else {
            return "A host and a port, such as 127.0.0.1:8080 or [::1]:8080."
        }
        settings.listen = listen
        return nil
    }

    /// Reads a host and a port; an IPv6 address stands in brackets.
    static func place(_ text: String) -> Settings.Listen? {
        guard let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty else { return nil }
        return Settings.Listen(host: String(host), port: Int(port))
    }

    @Sendable private static func setDatabase(
        _ settings: inout Settings,
        _ text: String
    ) -> String? {
        settings.database = text
        let isKnown = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
        return isKnown ? nil : "It begins with postgres://."
    }

    static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> String? {
        guard let value = Int(text), range.contains(value) else {
            return "A whole number from \(range.lowerBound) to \(range.upperBound)."
        }
        return nil
    }
}
