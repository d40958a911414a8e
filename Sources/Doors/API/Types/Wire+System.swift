// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// The types of the interface; their names stand in its description.
package enum Wire {}

extension Wire {
    /// The answer to "are you there".
    package struct Health: WireValue {
        package var status = "alive"
        package var version = ""

        package init() {}

        package init(version: String) {
            self.version = version
        }

        package static let fields: [WireField<Self>] = [
            .required("status", \.status, .line(max: 40), "`alive`."),
            .required("version", \.version, .line(max: 40), "The server's version."),
        ]
    }

    /// Whether requests can be served, and why not.
    package struct Readiness: WireValue {
        package var status = ""
        package var checks: [Check] = []

        package init() {}

        package init(checks: [Check]) {
            self.checks = checks
            status = isGood ? "ready" : "not-ready"
        }

        package var isGood: Bool { checks.allSatisfy(\.isGood) }

        package static let fields: [WireField<Self>] = [
            .required("status", \.status, .line(max: 40), "`ready` or `not-ready`."),
            .list("checks", \.checks, .object(), max: 20, "What was looked at."),
        ]
    }

    /// One thing that has to hold for a server to be ready.
    package struct Check: WireValue {
        package var name = ""
        package var isGood = false
        package var about = ""

        package init() {}

        package init(name: String, isGood: Bool, about: String) {
            self.name = name
            self.isGood = isGood
            self.about = about
        }

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 40), "What was looked at."),
            .required("good", \.isGood, .flag, "Whether it holds."),
            .required("about", \.about, .line(max: 200), "In words."),
        ]
    }

    /// A JSON document that is described elsewhere.
    package struct Document: WireBody {
        package static let mediaTypes = ["application/json"]

        package let value: JSONValue

        package init(_ value: JSONValue) {
            self.value = value
        }

        package var bytes: [UInt8] { value.serialized() }
        package var mediaType: String? { Self.mediaTypes.first }

        package static func reading(
            _ bytes: [UInt8],
            mediaType: String,
            isStrict: Bool
        ) throws -> Self {
            Self(try JSONValue(parsing: bytes, limits: .standard))
        }

        package static func schema(in book: inout SchemaBook) -> JSONObject { ["type": "object"] }
    }

    /// Which entry of the log.
    package struct BySequence: WireValue {
        package var sequence = 0

        package init() {}

        package init(_ sequence: Int) {
            self.sequence = sequence
        }

        package static let fields: [WireField<Self>] = [
            .required("sequence", \.sequence, .integer(0...Int.max >> 10), "The entry's number.")
        ]
    }

    /// Which tile of the log: the rest of its path, as C2SP tlog-tiles has it.
    package struct TilePath: WireValue {
        package var path = ""

        package init() {}

        package init(_ path: String) {
            self.path = path
        }

        package static let fields: [WireField<Self>] = [
            .required("path", \.path, .line(max: 100, min: 1), "For example `0/x001/234.p/5`.")
        ]
    }

    /// Proof that an entry stands in the log, and what it says, for those who may read it in full.
    package struct LogEntry: WireValue {
        package var sequence = 0
        package var opening = ""
        package var salt = ""
        package var commitment = ""
        package var size = 0
        package var proof: [String] = []
        package var checkpoint = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("sequence", \.sequence, .integer(0...Int.max >> 10), "The entry's number."),
            .required("opening", \.opening, .text(max: 4 << 20), "Canonical JSON of the entry."),
            .required("salt", \.salt, .line(max: 64), "32 bytes, hexadecimal."),
            .required("commitment", \.commitment, .line(max: 64), "The leaf's data, hexadecimal."),
            .required("size", \.size, .integer(0...Int.max >> 10), "The size of the proof's tree."),
            .list("proof", \.proof, .line(max: 64), max: 64, "Inclusion proof, hexadecimal."),
            .required("checkpoint", \.checkpoint, .text(max: 4_000), "The signed checkpoint."),
        ]
    }
}
