// SPDX-License-Identifier: Apache-2.0
import StrictJSON
public import Timestamps

extension CVE {
    /// Which container of a record something stands in.
    public enum Origin: Sendable, Hashable, CustomStringConvertible {
        /// The CNA's.
        case cna
        /// That of an Authorized Data Publisher, from 0.
        case adp(Int)

        /// As a JSON Pointer: `/containers/adp/0`.
        public var description: String {
            switch self {
            case .cna: "/containers/cna"
            case .adp(let index): "/containers/adp/\(index)"
            }
        }
    }

    /// Something said in a record, and by whom.
    public struct Said<Value: Sendable & Hashable>: Sendable, Hashable {
        /// What is said.
        public let value: Value
        /// Who says it.
        public let provider: Provider
        /// Where it stands.
        public let origin: Origin

        init(_ value: Value, _ provider: Provider, _ origin: Origin) {
            self.value = value
            self.provider = provider
            self.origin = origin
        }
    }

    /// An entry of CISA's catalogue of known exploited vulnerabilities, as its ADP repeats it.
    public struct KEVListing: Sendable, Hashable {
        /// The day on which it came into the catalogue.
        public let dateAdded: CalendarDate
        /// Where the catalogue is.
        public let reference: String?
    }
}

extension CVE.Record {
    /// What is said in each container, the CNA's first.
    public func said<Value>(
        _ read: (CVE.Container) -> [Value]
    ) -> [CVE.Said<Value>] {
        let adp = containers.adp.enumerated().map { (CVE.Origin.adp($0), $1) }
        return ([(CVE.Origin.cna, containers.cna)] + adp).flatMap { origin, container in
            read(container).map { CVE.Said($0, container.provider, origin) }
        }
    }

    /// When it came into CISA's catalogue of known exploited vulnerabilities, as containers say.
    public var kev: [CVE.Said<CVE.KEVListing>] {
        said { container in
            container.metrics.compactMap { metric in
                guard let other = metric.other, other.isOf("kev"),
                    let date = other["dateAdded"]?.stringValue.flatMap({ CalendarDate($0) })
                else { return nil }
                return CVE.KEVListing(
                    dateAdded: date,
                    reference: other["reference"]?.stringValue
                )
            }
        }
    }

    /// The numbers of the Common Weakness Enumeration that containers name, each once.
    ///
    /// By `cweId`, or where that is not there, by a description that begins with `CWE-` and one.
    public var weaknesses: [CVE.Said<Int>] {
        said { container in
            var seen: Set<Int> = []
            return container.problemTypes.flatMap(\.descriptions).compactMap { weakness in
                guard let number = Weakness.number(in: weakness.cwe ?? weakness.text)
                else { return nil }
                return seen.insert(number).inserted ? number : nil
            }
        }
    }
}

extension CVE.OtherMetric {
    /// Whether the method has this name, in letters of either case.
    func isOf(_ name: String) -> Bool { type.lowercased() == name }

    /// A member of the content by its name, in letters of either case where no other is so called.
    subscript(name: String) -> JSONValue? { content.value(of: name) }
}
