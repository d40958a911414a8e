// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// The manifest is the map of the house: a target may import only what is listed under it.
import PackageDescription

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")

/// What each target of a folder stands on.
typealias Rooms = KeyValuePairs<String, [Target.Dependency]>

/// The targets of a folder.
func targets(_ rooms: Rooms, in folder: String) -> [Target] {
    rooms.map { name, dependencies in
        name.hasSuffix("Tests")
            ? .testTarget(name: name, dependencies: dependencies)
            : .target(name: name, dependencies: dependencies, path: "\(folder)/\(name)")
    }
}

/// What the field has agreed on.
///
/// Each stands alone, does no I/O and is a public product.
let standards: Rooms = [
    // RFC 8259 to the letter: exact numbers, no repeated keys, bounds, places of faults.
    "StrictJSON": [],
    // RFC 3339 moments in UTC.
    "Timestamps": [],
    // package-url: parsed, checked and written in one canonical form.
    "PackageURLs": [],
    // How bad and how soon: CVSS, SSVC, EPSS, KEV, one folder per specification.
    "Severity": ["StrictJSON", "Timestamps"],
    // Bytes to values and back, one folder per specification.
    "SecurityFormats": ["PackageURLs", "Severity", "StrictJSON", "Timestamps"],
    // Merkle tree, proofs, tiles, signed checkpoints (RFC 6962, C2SP).
    "TransparencyLog": [crypto],
]

/// What every stage stands on.
let foundations: Rooms = [
    // One SQL on SQLite and PostgreSQL: statements, migrations, group commit, journal, blobs, jobs.
    "Store": [
        "CLibPQ", "SecurityFormats", "StrictJSON", "Timestamps", "TransparencyLog", crypto,
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
    ],
    // Who is asking, what a thing is marked, and the one decision whether they may.
    "Access": ["Store", "StrictJSON"],
    // One untrusted program at a time, without a network and within limits.
    "Sandbox": [],
]

/// The order's verbs, in the order that work flows; a stage imports only stages before it.
let stages: Rooms = [
    // Who takes part, who acts for them, and how they prove it.
    "Participants": ["Access", "Store", "StrictJSON", crypto],
    // Who scans what: intents, leases, advice.
    "Scanning": [
        "Access", "PackageURLs", "Participants", "SecurityFormats", "Store", "StrictJSON",
        "Timestamps", crypto,
    ],
    // What they found: reports, findings, fingerprints, merges, credit.
    "Discovery": [
        "Access", "PackageURLs", "Participants", "Scanning", "SecurityFormats", "Store",
        "StrictJSON", crypto,
    ],
    // Whether it is so, and whether the patch helps: reproducers run, verdicts signed.
    "Validation": [
        "Access", "Discovery", "PackageURLs", "Participants", "Sandbox", "SecurityFormats",
        "Store", "StrictJSON", "Timestamps", crypto,
    ],
    // What comes first, for whom and why now: vulnerabilities, facts, inventories, the queue.
    "Prioritization": [
        "Access", "Discovery", "PackageURLs", "Participants", "Severity", "Store",
        "StrictJSON", "Timestamps", "Validation",
    ],
    // Who works on it together, and in silence until when: cases, embargoes, messages.
    "Coordination": [
        "Access", "Discovery", "Participants", "Prioritization", "Store", "StrictJSON",
        "Timestamps",
    ],
    // How a patch reaches every operator at one moment: bundles, receipts, advisories.
    "Distribution": [
        "Access", "Coordination", "Discovery", "PackageURLs", "Participants",
        "Prioritization", "Scanning", "SecurityFormats", "Severity", "Store", "StrictJSON",
        "Timestamps", "Validation", crypto,
    ],
    // Voluntary, bounded, recorded access to a frontier model: engagements, windows, grants.
    "FrontierModels": ["Access", "Participants", "Store", "StrictJSON", "Timestamps"],
    // What the order asks of agencies, until when, and where it stands.
    "Directives": [
        "Access", "Participants", "Prioritization", "Severity", "Store", "StrictJSON",
        "Timestamps",
    ],
]

/// Where people and programs come in.
let doors: Rooms = [
    // Wire types, the table of endpoints, problem codes; shared by server and client.
    "API": ["StrictJSON", "Timestamps"],
    // HTTP: turns endpoints into calls on stages.
    "Server": [
        "API", "Access", "Coordination", "Directives", "Discovery", "Distribution",
        "FrontierModels", "PackageURLs", "Participants", "Prioritization", "Scanning",
        "SecurityFormats", "Severity", "Store", "StrictJSON", "Timestamps", "TransparencyLog",
        "Validation", crypto, httpClient, hummingbird, logging, nioCore, nioHTTP1, nioPosix,
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    ],
    // Calls a clearinghouse.
    "Client": [
        "API", "SecurityFormats", "StrictJSON", "TransparencyLog", crypto, httpClient,
        nioCore, nioHTTP1, nioPosix,
    ],
]

/// Doors with pages and samples inside them.
let furnished: [Target] = [
    // The web interface: each page a model and a template.
    .target(
        name: "Pages",
        dependencies: [
            "API", "Access", "Coordination", "Directives", "Discovery", "Distribution",
            "FrontierModels", "Participants", "Prioritization", "Scanning", "Server",
            "Severity", "Store", "StrictJSON", "Timestamps", "TransparencyLog", "Validation",
            .product(name: "Mustache", package: "swift-mustache"),
        ],
        path: "Sources/Doors/Pages",
        resources: [.embedInCode("Resources")]
    ),
    // The command, and the only place where parts are joined.
    .executableTarget(
        name: "clearinghouse",
        dependencies: [
            "API", "Access", "Client", "Coordination", "Directives", "Discovery", "Distribution",
            "FrontierModels", "PackageURLs", "Pages", "Participants", "Prioritization", "Sandbox",
            "Scanning", "SecurityFormats", "Server", "Severity", "Store", "StrictJSON",
            "Timestamps", "TransparencyLog", "Validation", crypto, logging,
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Subprocess", package: "swift-subprocess"),
        ],
        path: "Sources/Doors/clearinghouse",
        resources: [.embedInCode("Samples/tinyrecord")]
    ),
]

/// What is measured: run by `make bench` and `make conformance`, never shipped.
let measures: [Target] = [
    // A figure, its peer, its bar, and the report they go into.
    .target(name: "Measuring", dependencies: ["StrictJSON"], path: "Benchmarks/Measuring"),
    // Every benchmark; `package` symbols are why it is no package of its own (docs/adr/0001).
    .executableTarget(
        name: "bench",
        dependencies: [
            "API", "Access", "CLibPQ", "Client", "CommunitySupport", "Coordination", "Discovery",
            "Distribution", "Measuring", "PackageURLs", "Participants", "Prioritization",
            "Sandbox", "Scanning", "SecurityFormats", "Severity", "Store", "StrictJSON",
            "TestSupport", "Timestamps", "TransparencyLog", "Validation", crypto, hummingbird,
            logging,
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ],
        path: "Benchmarks",
        exclude: ["Measuring", "peers.txt"]
    ),
]

/// What tests of a community stand on.
let community: [Target.Dependency] = [
    "Access", "CommunitySupport", "Participants", "Store", "StrictJSON", "TestSupport",
]

/// Who reads bytes from outside: held against suites, and fed by the fuzzer.
let readers: [Target.Dependency] = ["PackageURLs", "SecurityFormats", "Severity", "StrictJSON"]

/// What every stage after Discovery is tested with.
let findings: [Target.Dependency] = community + ["Discovery", "PackageURLs", "Scanning"]

let tests: Rooms = [
    "APITests": ["API", "Access", "StrictJSON", "Timestamps"],
    "AccessTests": ["Access", "Store", "StrictJSON", "TestSupport"],
    // The command itself, run as people run it.
    "ClearinghouseTests": ["Pages", "clearinghouse"],
    "ClientTests": [
        "API", "Client", "SecurityFormats", "Store", "StrictJSON", "TransparencyLog", crypto,
    ],
    // The outside suites, counted and held against their bars.
    "ConformanceTests": readers + [
        "Access", "Discovery", "Measuring", "Store", "Timestamps", "TransparencyLog", crypto,
    ],
    "FuzzingTests": ["FuzzTargets"],
    "PackageURLsTests": ["PackageURLs"],
    "ParticipantsTests": community,
    "SeverityTests": ["Severity", "StrictJSON", "Timestamps"],
    "SecurityFormatsTests": readers + ["Timestamps"],
    "ServerTests": community + [
        "API", "Client", "Server", "ServingSupport", "Timestamps", "TransparencyLog",
        "Validation", "clearinghouse", crypto,
    ],
    // The pages, used as a browser uses them.
    "PagesTests": ["Pages", "ServingSupport", "Store", "StrictJSON", "TestSupport", "Validation"],
    "SandboxTests": ["Sandbox"],
    "ScanningTests": community + ["Scanning", "SecurityFormats", "Timestamps", crypto],
    "DiscoveryTests": community + ["Discovery", "Scanning"],
    "ValidationTests": findings + ["Sandbox", "SecurityFormats", "Validation", crypto],
    "PrioritizationTests": findings + ["Prioritization", "Severity", "Timestamps", "Validation"],
    "CoordinationTests": findings + ["Coordination", "Prioritization", "Validation"],
    "DistributionTests": findings + [
        "Coordination", "Distribution", "Prioritization", "SecurityFormats", "Validation",
        crypto,
    ],
    "FrontierModelsTests": community + ["FrontierModels", "Timestamps"],
    "DirectivesTests": community + ["Directives", "Prioritization", "Severity", "Timestamps"],
    "StoreTests": ["Store", "StrictJSON", "TestSupport", "TransparencyLog", "store-probe", crypto],
    "StrictJSONTests": ["StrictJSON"],
    "TransparencyLogTests": ["TransparencyLog"],
    "TimestampsTests": ["Timestamps"],
    // A PostgreSQL cluster for a test run, empty stores, a clock that tests move.
    "TestSupport": ["CLibPQ", "Store", "StrictJSON"],
    // A founded clearinghouse, and a community in it.
    "CommunitySupport": ["Access", "Participants", "Store", "TestSupport"],
    // A clearinghouse that serves, and short ways to ask it.
    "ServingSupport": [
        "API", "Access", "CommunitySupport", "Coordination", "Directives", "Discovery",
        "Distribution", "FrontierModels", "Participants", "Prioritization", "Scanning", "Server",
        "Store", "StrictJSON", "TestSupport", "Validation", httpClient, logging, nioCore, nioHTTP1,
    ],
]

/// Tests and what they stand on, where a folder or more is said.
let instruments: [Target] = [
    // What must hold of readers whatever the bytes: for libFuzzer, and for the cases it found.
    .target(
        name: "FuzzTargets",
        dependencies: readers + ["Scanning", "Server", "Validation"],
        path: "Fuzzing/Targets"
    ),
    // Preloaded by tests: the order of writes, syncs and answers, and a disk that fails.
    .target(name: "FaultShim", path: "Tests/FaultShim", linkerSettings: [.linkedLibrary("dl")]),
    // A process that writes under load, to be killed.
    .executableTarget(
        name: "store-probe",
        dependencies: ["Store", "TestSupport"],
        path: "Tests/StoreProbe"
    ),
    // The rules of the house, read off the tree itself.
    .testTarget(name: "TidyTests", exclude: ["ratchet.txt"]),
]

let github = "https://github.com/"
let package = Package(
    name: "clearinghouse",
    products: [
        .executable(name: "clearinghouse", targets: ["clearinghouse"]),
        .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
    ] + standards.map { .library(name: $0.key, targets: [$0.key]) },
    dependencies: [
        .package(url: github + "hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: github + "hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: github + "swift-server/async-http-client", from: "1.37.0", traits: []),
        .package(url: github + "groue/GRDB.swift", from: "7.10.0"),
        .package(url: github + "apple/swift-crypto", from: "4.5.2"),
        .package(url: github + "apple/swift-argument-parser", from: "1.8.2"),
        .package(url: github + "apple/swift-log", from: "1.16.2"),
        .package(url: github + "swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        // What hummingbird itself stands on: its types appear in the code that uses it.
        .package(url: github + "apple/swift-http-types.git", from: "1.8.0"),
        .package(url: github + "apple/swift-nio.git", from: "2.101.2"),
        .package(url: github + "apple/swift-nio-extras.git", from: "1.34.0"),
        .package(url: github + "swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [.systemLibrary(name: "CLibPQ", path: "Sources/CLibPQ", pkgConfig: "libpq")]
        + targets(standards, in: "Sources/Standards")
        + targets(foundations, in: "Sources/Foundations")
        + targets(stages, in: "Sources/Stages") + targets(doors, in: "Sources/Doors")
        + targets(tests, in: "Tests") + furnished + measures + instruments
)

/// The strict features hold for every target of ours.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
    ]
    if Context.environment["CI"] != nil {
        target.swiftSettings?.append(.treatAllWarnings(as: .error))
    }
}
