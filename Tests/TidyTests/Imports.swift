// SPDX-License-Identifier: Apache-2.0

/// What every target may import: the arrows of the house, written out a second time on purpose.
///
/// Whoever adds an arrow writes it here and into the manifest, and says why.
enum Imports {
    /// Our targets from the ground up; a target stands below all that import it.
    static let table: [(target: String, ours: Set<String>, others: Set<String>)] = [
        ("CLibPQ", [], []),
        ("StrictJSON", [], []),
        ("Timestamps", [], []),
        ("PackageURLs", [], []),
        ("Severity", ["StrictJSON", "Timestamps"], []),
        ("SecurityFormats", ["PackageURLs", "Severity", "StrictJSON", "Timestamps"], []),
        ("TransparencyLog", [], ["Crypto"]),
        (
            "Store",
            ["CLibPQ", "SecurityFormats", "StrictJSON", "Timestamps", "TransparencyLog"],
            ["Crypto", "GRDB", "GRDBSQLite"]
        ),
        ("Access", ["Store", "StrictJSON"], []),
        ("Sandbox", [], []),
        ("Participants", ["Access", "Store", "StrictJSON"], ["Crypto"]),
        (
            "Scanning",
            [
                "Access", "PackageURLs", "Participants", "SecurityFormats", "Store", "StrictJSON",
                "Timestamps",
            ],
            ["Crypto"]
        ),
        (
            "Discovery",
            [
                "Access", "PackageURLs", "Participants", "Scanning", "SecurityFormats", "Store",
                "StrictJSON",
            ],
            ["Crypto"]
        ),
        (
            "Validation",
            [
                "Access", "Discovery", "PackageURLs", "Participants", "Sandbox",
                "SecurityFormats", "Store", "StrictJSON", "Timestamps",
            ],
            ["Crypto"]
        ),
        (
            "Prioritization",
            [
                "Access", "Discovery", "PackageURLs", "Participants", "Severity", "Store",
                "StrictJSON", "Timestamps", "Validation",
            ],
            []
        ),
        (
            "Coordination",
            [
                "Access", "Discovery", "Participants", "Prioritization", "Store", "StrictJSON",
                "Timestamps",
            ],
            []
        ),
        (
            "Distribution",
            [
                "Access", "Coordination", "Discovery", "PackageURLs", "Participants",
                "Prioritization", "Scanning", "SecurityFormats", "Severity", "Store", "StrictJSON",
                "Timestamps", "Validation",
            ],
            ["Crypto"]
        ),
        (
            "FrontierModels", ["Access", "Participants", "Store", "StrictJSON", "Timestamps"], []
        ),
        (
            "Directives",
            [
                "Access", "Participants", "Prioritization", "Severity", "Store", "StrictJSON",
                "Timestamps",
            ],
            []
        ),
        ("API", ["StrictJSON", "Timestamps"], []),
        (
            "Server",
            [
                "API", "Access", "Coordination", "Directives", "Discovery", "Distribution",
                "FrontierModels", "PackageURLs", "Participants", "Prioritization", "Scanning",
                "SecurityFormats", "Severity", "Store", "StrictJSON", "Timestamps",
                "TransparencyLog", "Validation",
            ],
            [
                "AsyncHTTPClient", "Crypto", "HTTPTypes", "Hummingbird", "HummingbirdCore",
                "HummingbirdTLS", "Logging", "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOPosix",
                "ServiceLifecycle", "UnixSignals",
            ]
        ),
        (
            "Pages",
            [
                "API", "Access", "Coordination", "Directives", "Discovery", "Distribution",
                "FrontierModels", "Participants", "Prioritization", "Scanning", "Server",
                "Severity", "Store", "StrictJSON", "Timestamps", "TransparencyLog",
                "Validation",
            ],
            ["Mustache"]
        ),
        (
            "Client", ["API", "SecurityFormats", "StrictJSON", "TransparencyLog"],
            ["AsyncHTTPClient", "Crypto", "NIOCore", "NIOHTTP1", "NIOPosix"]
        ),
        (
            "clearinghouse",
            [
                "API", "Access", "Client", "Coordination", "Directives", "Discovery",
                "Distribution", "FrontierModels", "PackageURLs", "Pages", "Participants",
                "Prioritization", "Sandbox", "Scanning",
                "SecurityFormats", "Server", "Severity", "Store", "StrictJSON", "Timestamps",
                "TransparencyLog", "Validation",
            ],
            ["ArgumentParser", "Crypto", "Logging", "Subprocess"]
        ),
    ]

    /// Standards do no I/O and read no clock: they have Swift itself and nothing of the system.
    static let standards: Set = [
        "StrictJSON", "Timestamps", "PackageURLs", "SecurityFormats", "Severity",
        "TransparencyLog",
    ]

    /// What comes with the toolchain and asks nothing of the system.
    static let language: Set = ["Synchronization", "FoundationEssentials", "Foundation"]

    /// Where the system itself may be called.
    static let nearSystem: Set = ["Store", "Sandbox", "Server", "clearinghouse"]

    /// The target a shipped file belongs to: `Sources/Stages/Scanning/…` is Scanning's.
    static func target(of path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 3, parts[0] == "Sources" else { return nil }
        return parts[1] == "CLibPQ" ? "CLibPQ" : parts[2]
    }

    /// Everything a target may import.
    static func allowed(for target: String) -> Set<String> {
        guard let row = table.first(where: { $0.target == target }) else { return [] }
        let system: Set<String> = nearSystem.contains(target) ? ["Glibc", "Dispatch"] : []
        let language = standards.contains(target) ? [] : language
        return row.ours.union(row.others).union(language).union(system)
    }

    /// Imports that the table does not have.
    static func faults(in text: SwiftText) -> [Fault] {
        guard let target = target(of: text.path) else { return [] }
        let allowed = allowed(for: target)
        return modules(in: text).filter { !allowed.contains($0.module) }.map {
            Fault(text.path, $0.line, "\(target) may not import \($0.module)")
        }
    }

    /// The modules a file imports.
    static func modules(in text: SwiftText) -> [(line: Int, module: String)] {
        text.code.enumerated().flatMap { index, line in
            statement.groups(line).map { (index + 1, $0[1]) }
        }
    }

    private static let statement = Pattern(
        #"^\s*(?:@\w+(?:\([^)]*\))? )*(?:(?:public|package|internal|private|fileprivate) )?"#
            + #"import (?:(?:struct|class|enum|protocol|func|var|let|typealias) )?(\w+)"#
    )
}
