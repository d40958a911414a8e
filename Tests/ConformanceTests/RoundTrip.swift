// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Timestamps

/// A document, what it was made into, and what of it has to be there.
struct RoundTrip {
    let source: JSONValue
    let conversion: AdvisoryConversion
    private let options: ConversionOptions

    /// All that any target could ask for.
    static func options() -> ConversionOptions {
        var options = ConversionOptions()
        options.publisher = CSAF.Publisher(
            .coordinator,
            name: "Example Clearinghouse",
            namespace: "https://clearinghouse.example"
        )
        options.osvPrefix = "x_EXAMPLE"
        options.author = "Example Clearinghouse"
        options.documentID = "https://clearinghouse.example/vex/1"
        options.action = "Update."
        options.assigner = "8254265b-2729-46b6-b9e3-3dfca2d5bfca"
        return options
    }

    static func there(
        _ bytes: [UInt8],
        _ source: AdvisoryFormat,
        to target: AdvisoryFormat,
        vulnerability: String? = nil
    ) throws -> RoundTrip {
        var options = options()
        if source == .osv { options.osvPrefix = nil }
        options.vulnerability = vulnerability
        let conversion = try AdvisoryConversion(
            of: bytes,
            from: source,
            to: target,
            options: options
        )
        let trip = RoundTrip(
            source: try JSONValue(parsing: bytes),
            conversion: conversion,
            options: options
        )
        return trip
    }

    /// Reads the result as strictly as anybody else's.
    func read() throws {
        let bytes = conversion.document.serialized()
        switch conversion.target {
        case .osv: _ = try OSV.Record(parsing: bytes)
        case .csaf: _ = try CSAF.Document(parsing: bytes)
        case .cve: _ = try CVE.Record(parsing: bytes)
        case .openvex: _ = try OpenVEX.Document(parsing: bytes)
        }
    }

    /// What of the source no loss names and does not come back, where and as it was.
    ///
    /// A place is compared without its indexes: lists may come back in another order.
    func missing() throws -> [String] {
        let back = try AdvisoryConversion(
            of: conversion.document.serialized(),
            from: conversion.target,
            to: conversion.source,
            options: options
        )
        var found: Set<String> = []
        collect(back.document, []) { found.insert("\(Self.erased($0)): \(Self.comparable($1))") }
        var missing: [String] = []
        let told = Set(conversion.losses.map(\.pointer))
        collect(source, told) { pointer, value in
            let text = "\(Self.erased(pointer)): \(Self.comparable(value))"
            if !found.contains(text) { missing.append(text) }
        }
        return missing
    }

    /// What of the source no loss names and is not said anywhere in the result, not even in words.
    func unsaid() -> [String] {
        var found: Set<String> = []
        var texts: [String] = []
        collect(conversion.document, []) { _, value in
            found.insert(Self.comparable(value))
            if let text = value.stringValue { texts.append(text) }
        }
        var unsaid: [String] = []
        collect(source, Set(conversion.losses.map(\.pointer))) { pointer, value in
            guard !Self.isStructure(pointer) else { return }
            let text = Self.comparable(value)
            if found.contains(text) || texts.contains(where: { $0.contains(text) }) { return }
            unsaid.append("\(pointer): \(text)")
        }
        return unsaid
    }

    /// Losses by what they are about, without indexes.
    var kinds: [String] {
        conversion.losses.filter(\.isReal).map { "\(Self.erased($0.pointer)) \($0.kind.rawValue)" }
    }

    /// Whether a member is a word of its format or a name within the source: another stands there.
    private static func isStructure(_ pointer: String) -> Bool {
        let names = pointer.split(separator: "/").filter { Int($0) == nil }
        let words: Set<Substring> = [
            "category", "system_name", "product_ids", "group_ids", "products", "product_status",
            "ecosystem", "namespace", "state", "status", "type", "defaultStatus", "tags",
            "versionType", "label",
        ]
        return !words.isDisjoint(with: names.suffix(2))
    }

    /// The pointer with `*` for every index.
    private static func erased(_ pointer: String) -> String {
        pointer.split(separator: "/").map { Int($0) == nil ? "/\($0)" : "/*" }.joined()
    }

    /// A moment by what it denotes, all else by its text.
    private static func comparable(_ value: JSONValue) -> String {
        guard let text = value.stringValue else { return value.description }
        return DateTime(assumingUTC: text).map { $0.timestamp.description } ?? text
    }

    private func collect(
        _ value: JSONValue,
        _ told: Set<String>,
        at pointer: String = "",
        _ take: (String, JSONValue) -> Void
    ) {
        guard !told.contains(pointer) else { return }
        switch value {
        case .object(let object):
            for (key, child) in object {
                let name = key.replacing("~", with: "~0").replacing("/", with: "~1")
                collect(child, told, at: "\(pointer)/\(name)", take)
            }
        case .array(let elements):
            for (index, child) in elements.enumerated() {
                collect(child, told, at: "\(pointer)/\(index)", take)
            }
        case .null, .bool, .number, .string: take(pointer, value)
        }
    }
}
