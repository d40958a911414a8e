// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension CSAF {
    /// The editions of CSAF that are read.
    public enum Edition: String, Sendable, Hashable, CaseIterable {
        /// The standard of 2022.
        case v20 = "2.0"
        /// What is to follow it, as drafted by August 2026: read where the caller asks for it.
        case draft21 = "2.1"

        /// The number by which shapes know it.
        var number: Int { self == .v20 ? 0 : 1 }

        /// The edition that a document names; 2.0 where it names none that is read.
        init(of bytes: [UInt8], _ limits: JSONLimits) throws(JSONFaults) {
            self = try Self.named(in: bytes, limits)?.edition ?? .v20
        }

        /// One sentence in place of everything that 2.0 finds wrong with a document of 2.1.
        static func refusal(of bytes: [UInt8], _ limits: JSONLimits) -> JSONFaults? {
            guard let named = try? named(in: bytes, limits), named.edition == .draft21 else {
                return nil
            }
            let reason =
                "This is a document of CSAF 2.1, a draft, which is read only where allowed."
            return JSONFaults(JSONFault(.invalid(reason), at: named.place))
        }

        private static func named(
            in bytes: [UInt8],
            _ limits: JSONLimits
        ) throws(JSONFaults) -> (edition: Edition, place: JSONPlace)? {
            let found = try JSONReader.document(bytes, limits: limits) {
                reader throws(JSONFaults) in
                try Named(&reader)
            }
            return found.edition.map { ($0, found.place) }
        }
    }
}

/// What stands at `/document/csaf_version`.
private struct Named {
    var edition: CSAF.Edition?
    var place = JSONPlace.documentStart

    init(_ reader: inout JSONReader) throws(JSONFaults) {
        guard try reader.peek() == .object, let outer = try reader.object() else { return }
        while let key = try reader.nextKey(in: outer) {
            guard key == "document", try reader.peek() == .object,
                let inner = try reader.object()
            else { continue }
            while let key = try reader.nextKey(in: inner) {
                guard key == "csaf_version", try reader.peek() == .string else { continue }
                place = try reader.place()
                edition = try reader.string().flatMap(CSAF.Edition.init(rawValue:))
            }
        }
    }
}

/// An object of a CSAF document: in 2.1 it has no members of others.
protocol CSAFShape: JSONShape {}

extension CSAFShape {
    static func isClosed(in edition: Int) -> Bool { edition == CSAF.Edition.draft21.number }
}

extension Editions {
    static let v20 = Editions.first
    static let draft21 = Editions.second
}

extension Member {
    /// The edition of a document, which has to be the one that it is read as.
    static func edition(_ name: String, _ path: Path<CSAF.Edition>) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            guard let text = try reader.string() else { return }
            if let edition = CSAF.Edition(rawValue: text), edition.number == reader.edition {
                shape[keyPath: path] = edition
            } else {
                try reader.note(.invalid("Only CSAF 2.0 is read, and 2.1 where it is allowed."))
            }
        } write: { shape in
            .string(shape[keyPath: path].rawValue)
        }
    }

    /// Identifiers of products or groups where CSAF 2.1 alone has them.
    static func draftIDs(_ name: String, _ path: Path<[String]>) -> Self {
        .texts(name, path, .unique, of: .filled).only(in: .draft21)
    }

    /// Contents beyond CSAF 2.1.
    static func extensions(_ path: Path<[CSAF.Extension]>) -> Self {
        .shapes("x_extensions", path, .unique).only(in: .draft21)
    }
}

extension CSAF.TLPLabel: EditionWord {
    var editions: Editions {
        switch self {
        case .white: .v20
        case .amberStrict, .clear: .draft21
        case .amber, .green, .red: .all
        }
    }
}

extension CSAF.Publisher.Category: EditionWord {
    var editions: Editions { self == .multiplier ? .draft21 : .all }
}

extension CSAF.Branch.Category: EditionWord {
    var editions: Editions {
        switch self {
        case .legacy: .v20
        case .platform: .draft21
        case .architecture, .hostName, .language, .patchLevel, .productFamily, .productName,
            .productVersion, .productVersionRange, .servicePack, .specification, .vendor:
            .all
        }
    }
}

extension CSAF.Remediation.Category: EditionWord {
    var editions: Editions { self == .fixPlanned || self == .optionalPatch ? .draft21 : .all }
}

extension CSAF.Report {
    /// What is said of a document of an edition whose tests are not here.
    init(untested edition: CSAF.Edition) {
        let reason = "Tests are of CSAF \(CSAF.version): one of \(edition.rawValue) is only read."
        faults = [
            CSAF.Fault(
                test: CSAF.Test.schema.id,
                group: .schema,
                pointer: "/document/csaf_version",
                reason: reason
            )
        ]
    }
}
