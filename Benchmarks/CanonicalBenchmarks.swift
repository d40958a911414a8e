// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import StrictJSON

/// Both canonical forms of a document, beside the Python libraries that signers use.
func canonicalForms(_ bench: Bench) async throws {
    let entries = 20_000
    let value = JSONValue.array(
        (0..<entries).map { number in
            [
                "version": .number(JSONNumber(number)), "path": "targets/\(number).json",
                "hashes": ["sha512": "0123456789abcdef", "sha256": .string("é\"\\/\(number)")],
                "custom": ["unknown": [true, nil, []]],
            ]
        }
    )
    let file = bench.peersFolder.appending(path: "canonical.json")
    try FileManager.default.createDirectory(
        at: bench.peersFolder,
        withIntermediateDirectories: true
    )
    try Data(value.serialized()).write(to: file)
    let jcs = try await timed { keep(try value.canonical()) }
    let olpc = try await timed { keep(try value.canonicalOLPC()) }
    for (name, timing, module, call) in [
        ("jcs", jcs, "rfc8785", "rfc8785.dumps(value)"),
        ("olpc", olpc, "securesystemslib.formats", "encode(value).encode()"),
    ] {
        let peer = bench.peer(module) {
            let lines = try Child(bench.python(), ["-c", peerScript(module, call), file.path])
                .lines()
            return try figure("entries_per_s", in: lines.last ?? "")
        }
        try bench.record(
            Figure(
                "canonical-json.\(name)",
                Double(entries) / timing.processorSeconds,
                "entries/s",
                better: .more,
                peer: peer,
                note: "\(entries) entries of nine members, from values to bytes"
            )
        )
    }
}

private func peerScript(_ module: String, _ call: String) -> String {
    """
    import json, statistics, sys, time, \(module)
    encode = getattr(\(module), "encode_canonical", None)
    value = json.load(open(sys.argv[1], encoding="utf-8"))
    times = []
    for _ in range(6):
        began = time.process_time()
        \(call)
        times.append(time.process_time() - began)
    print(json.dumps({"entries_per_s": len(value) / statistics.median(times[1:])}))
    """
}

/// How the time for a hostile byte grows from 10³ to 10⁶ entries, for reading and writing.
func jsonGrowth(_ bench: Bench) async throws {
    for document in HostileJSON.allCases {
        try await bench.recordGrowth(
            "json-growth.\(document.rawValue)",
            of: { Array(document.text($0).utf8) },
            document.use
        )
    }
}

/// What costs most to read, to keep as received, to make canonical, or to write.
private enum HostileJSON: String, CaseIterable {
    case keys
    case repeatedKeys = "repeated-keys"
    case faults
    case receivedMembers = "received-members"
    case receivedChunks = "received-chunks"
    case canonicalKeys = "canonical-keys"
    case canonicalOLPC = "canonical-olpc"
    case writtenKeys = "written-keys"

    func text(_ count: Int) -> String {
        let numbers = 0..<count
        return switch self {
        case .keys, .receivedMembers, .canonicalKeys, .canonicalOLPC, .writtenKeys:
            "{" + numbers.map { "\"alike-\($0)\":0" }.joined(separator: ",") + "}"
        case .repeatedKeys: "{" + numbers.map { "\"\($0 % 40)\":0" }.joined(separator: ",") + "}"
        case .faults, .receivedChunks:
            "[" + numbers.map { "{\"\($0)\":\"\\uD800\"}" }.joined(separator: ",\n") + "]"
        }
    }

    func use(_ bytes: [UInt8]) {
        let limits = JSONLimits(faults: .max)
        switch self {
        case .keys, .repeatedKeys, .faults:
            keep(try? JSONReader.read(bytes, limits: limits) { try $0.skip() })
        case .receivedMembers: keep(try? ReceivedJSON(parsing: bytes).members())
        case .receivedChunks:
            var rest = bytes[...]
            let source: JSONReader.Source = {
                defer { rest = rest.dropFirst(64) }
                return rest.isEmpty ? nil : Array(rest.prefix(64))
            }
            keep(try? JSONReader.read(chunks: source, limits: limits) { try $0.received() })
        case .canonicalKeys: keep(try? JSONValue(parsing: bytes).canonical())
        case .canonicalOLPC: keep(try? JSONValue(parsing: bytes).canonicalOLPC())
        case .writtenKeys:
            var writer = JSONWriter()
            writer.beginObject()
            writer.members((try? JSONValue(parsing: bytes))?.objectValue ?? JSONObject())
            writer.endObject()
            keep(try? writer.finish())
        }
    }
}
