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

/// What the field has agreed on.
///
/// Each stands alone, does no I/O and is a public product.
let standards: [Target] = [
    // RFC 8259 to the letter: exact numbers, no repeated keys, bounds, places of faults.
    .target(name: "StrictJSON", path: "Sources/Standards/StrictJSON"),
    // RFC 3339 moments in UTC.
    .target(name: "Timestamps", path: "Sources/Standards/Timestamps"),
    // package-url: parsed, checked and written in one canonical form.
    .target(name: "PackageURLs", path: "Sources/Standards/PackageURLs"),
    // How bad and how soon: CVSS, SSVC, EPSS, KEV, one folder per specification.
    .target(
        name: "Severity",
        dependencies: ["StrictJSON", "Timestamps"],
        path: "Sources/Standards/Severity"
    ),
    // Bytes to values and back, one folder per specification.
    .target(
        name: "SecurityFormats",
        dependencies: ["StrictJSON"],
        path: "Sources/Standards/SecurityFormats"
    ),
    // Merkle tree, proofs, tiles, signed checkpoints (RFC 6962, C2SP).
    .target(
        name: "TransparencyLog",
        dependencies: [crypto],
        path: "Sources/Standards/TransparencyLog"
    ),
]

/// What every stage stands on.
let foundations: [Target] = [
    .systemLibrary(name: "CLibPQ", path: "Sources/CLibPQ", pkgConfig: "libpq"),
    // One SQL on SQLite and PostgreSQL: statements, migrations, group commit, journal, blobs, jobs.
    .target(
        name: "Store",
        dependencies: [
            "CLibPQ", "StrictJSON", "Timestamps", "TransparencyLog", crypto,
            .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ],
        path: "Sources/Foundations/Store"
    ),
    // Who is asking, what a thing is marked, and the one decision whether they may.
    .target(
        name: "Access",
        dependencies: ["Store", "StrictJSON"],
        path: "Sources/Foundations/Access"
    ),
]

/// The order's verbs, in the order that work flows; a stage imports only stages before it.
let stages: [Target] = [
    // Who takes part, who acts for them, and how they prove it.
    .target(
        name: "Participants",
        dependencies: ["Access", "Store", "StrictJSON", crypto],
        path: "Sources/Stages/Participants"
    ),
    // Who scans what: intents, leases, advice.
    .target(
        name: "Scanning",
        dependencies: ["Access", "PackageURLs", "Participants", "Store", "StrictJSON"],
        path: "Sources/Stages/Scanning"
    ),
    // What they found: reports, findings, fingerprints, merges, credit.
    .target(
        name: "Discovery",
        dependencies: [
            "Access", "PackageURLs", "Participants", "Scanning", "SecurityFormats", "Store",
            "StrictJSON", crypto,
        ],
        path: "Sources/Stages/Discovery"
    ),
]

/// Where people and programs come in.
let doors: [Target] = [
    // Wire types, the table of endpoints, problem codes; shared by server and client.
    .target(name: "API", dependencies: ["StrictJSON", "Timestamps"], path: "Sources/Doors/API"),
    // HTTP: turns endpoints into calls on stages.
    .target(
        name: "Server",
        dependencies: [
            "API", "Access", "Discovery", "PackageURLs", "Participants", "Scanning",
            "SecurityFormats", "Store", "StrictJSON", "Timestamps", "TransparencyLog", crypto,
            hummingbird, logging, nioCore, nioHTTP1,
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HummingbirdTLS", package: "hummingbird"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ],
        path: "Sources/Doors/Server"
    ),
    // The web interface: each page a model and a template.
    .target(
        name: "Pages",
        dependencies: [
            "API", "Access", "Discovery", "Participants", "Scanning", "Server", "Store",
            "StrictJSON", "TransparencyLog",
            .product(name: "Mustache", package: "swift-mustache"),
        ],
        path: "Sources/Doors/Pages",
        resources: [.embedInCode("Resources")]
    ),
    // Calls a clearinghouse.
    .target(
        name: "Client",
        dependencies: [
            "API", "StrictJSON", "TransparencyLog", httpClient, nioCore, nioHTTP1, nioPosix,
        ],
        path: "Sources/Doors/Client"
    ),
    // The command, and the only place where parts are joined.
    .executableTarget(
        name: "clearinghouse",
        dependencies: [
            "API", "Access", "Client", "Discovery", "PackageURLs", "Pages", "Participants",
            "Scanning", "SecurityFormats", "Server", "Severity", "Store", "StrictJSON",
            "Timestamps", "TransparencyLog", logging,
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
            "Access", "CLibPQ", "Measuring", "PackageURLs", "Scanning", "SecurityFormats",
            "Severity", "Store", "StrictJSON", "TestSupport", "TransparencyLog", crypto,
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ],
        path: "Benchmarks",
        exclude: ["Measuring", "peers.txt"]
    ),
]

/// What tests of a community stand on.
let community: [Target.Dependency] = [
    "Access", "CommunitySupport", "Participants", "Store", "TestSupport",
]

/// Who reads bytes from outside: held against suites, and fed by the fuzzer.
let readers: [Target.Dependency] = ["PackageURLs", "SecurityFormats", "Severity", "StrictJSON"]

let tests: [Target] = [
    .testTarget(name: "APITests", dependencies: ["API", "Access", "StrictJSON", "Timestamps"]),
    .testTarget(
        name: "AccessTests",
        dependencies: ["Access", "Store", "StrictJSON", "TestSupport"]
    ),
    // The command itself, run as people run it.
    .testTarget(name: "ClearinghouseTests", dependencies: ["clearinghouse"]),
    .testTarget(
        name: "ClientTests",
        dependencies: ["API", "Client", "Store", "StrictJSON", "TransparencyLog"]
    ),
    // The outside suites, counted and held against their bars.
    .testTarget(
        name: "ConformanceTests",
        dependencies: readers + ["Measuring", "TransparencyLog", crypto]
    ),
    // What must hold of readers whatever the bytes: for libFuzzer, and for the cases it found.
    .target(name: "FuzzTargets", dependencies: readers, path: "Fuzzing/Targets"),
    .testTarget(name: "FuzzingTests", dependencies: ["FuzzTargets"]),
    .testTarget(name: "PackageURLsTests", dependencies: ["PackageURLs"]),
    .testTarget(name: "ParticipantsTests", dependencies: community + ["StrictJSON"]),
    .testTarget(name: "SeverityTests", dependencies: ["Severity", "StrictJSON", "Timestamps"]),
    .testTarget(name: "SecurityFormatsTests", dependencies: ["SecurityFormats", "StrictJSON"]),
    .testTarget(
        name: "ServerTests",
        dependencies: community + [
            "API", "Client", "Server", "ServingSupport", "StrictJSON", "Timestamps",
            "TransparencyLog", "clearinghouse",
        ]
    ),
    // The pages, used as a browser uses them.
    .testTarget(
        name: "PagesTests",
        dependencies: ["Pages", "ServingSupport", "StrictJSON", "TestSupport"]
    ),
    .testTarget(name: "ScanningTests", dependencies: community + ["Scanning"]),
    .testTarget(name: "DiscoveryTests", dependencies: community + ["Discovery", "Scanning"]),
    .testTarget(
        name: "StoreTests",
        dependencies: [
            "Store", "StrictJSON", "TestSupport", "TransparencyLog", "store-probe", crypto,
        ]
    ),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"]),
    .testTarget(name: "TransparencyLogTests", dependencies: ["TransparencyLog"]),
    .testTarget(name: "TimestampsTests", dependencies: ["Timestamps"]),
    // Preloaded by tests: the order of writes, syncs and answers, and a disk that fails.
    .target(name: "FaultShim", path: "Tests/FaultShim", linkerSettings: [.linkedLibrary("dl")]),
    // A process that writes under load, to be killed.
    .executableTarget(
        name: "store-probe",
        dependencies: ["Store", "TestSupport"],
        path: "Tests/StoreProbe"
    ),
    // A PostgreSQL cluster for a test run, empty stores, a clock that tests move.
    .target(
        name: "TestSupport",
        dependencies: ["CLibPQ", "Store", "StrictJSON"],
        path: "Tests/TestSupport"
    ),
    // A founded clearinghouse, and a community in it.
    .target(
        name: "CommunitySupport",
        dependencies: ["Access", "Participants", "Store", "TestSupport"],
        path: "Tests/CommunitySupport"
    ),
    // A clearinghouse that serves, and short ways to ask it.
    .target(
        name: "ServingSupport",
        dependencies: [
            "API", "Access", "CommunitySupport", "Discovery", "Participants", "Scanning",
            "Server", "Store", "StrictJSON", "TestSupport", httpClient, logging, nioCore, nioHTTP1,
        ],
        path: "Tests/ServingSupport"
    ),
    // The rules of the house, read off the tree itself.
    .testTarget(name: "TidyTests", exclude: ["ratchet.txt"]),
]

let github = "https://github.com/"

let package = Package(
    name: "clearinghouse",
    products: [
        .executable(name: "clearinghouse", targets: ["clearinghouse"]),
        .library(name: "StrictJSON", targets: ["StrictJSON"]),
        .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
        .library(name: "PackageURLs", targets: ["PackageURLs"]),
        .library(name: "SecurityFormats", targets: ["SecurityFormats"]),
        .library(name: "Severity", targets: ["Severity"]),
        .library(name: "Timestamps", targets: ["Timestamps"]),
        .library(name: "TransparencyLog", targets: ["TransparencyLog"]),
    ],
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
    targets: standards + foundations + stages + doors + measures + tests
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
