// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import Severity
import StrictJSON
import Testing

/// What a share of the CVE records comes to: by our readers, and by walking the same documents.
struct CVETally: Sendable {
    var cases = 0
    var equal = 0
    /// How often something was found by the readers.
    var ours: [String: Int] = [:]
    /// How often the same was found by its keys alone.
    var walked: [String: Int] = [:]
    /// What only our readers can tell.
    private var told: [String: Int] = [:]

    init() {}

    init(_ lines: ArraySlice<Substring>) throws {
        for line in lines {
            cases += 1
            let bytes = Array(line.utf8)
            let record = try CVE.Record(parsing: bytes)
            let document = try JSONValue(parsing: bytes)
            let isEqual = record.json == document
            #expect(isEqual, "\(record.metadata.id)")
            if isEqual { equal += 1 }
            count(record)
            walk(document["containers"] ?? .null)
        }
    }

    mutating func add(_ other: CVETally) {
        cases += other.cases
        equal += other.equal
        ours.merge(other.ours, uniquingKeysWith: +)
        walked.merge(other.walked, uniquingKeysWith: +)
        told.merge(other.told, uniquingKeysWith: +)
    }

    /// What only our readers can tell, in words.
    var summary: String {
        told.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    private mutating func count(_ record: CVE.Record) {
        if record.containers.adp.count > 1 { ours["several adp", default: 0] += 1 }
        for said in record.ssvc {
            ours["ssvc", default: 0] += 1
            for option in said.value.options {
                ours["ssvc option", default: 0] += 1
                ours["value \(option.value)", default: 0] += 1
                if option.selection != nil { told["SSVC selections", default: 0] += 1 }
            }
        }
        for said in record.cvss {
            ours["cvss", default: 0] += 1
            ours["cvss \(said.value.stated.version.rawValue)", default: 0] += 1
            if said.value.vector == nil { told["vectors refused", default: 0] += 1 }
            for mismatch in said.value.mismatches {
                switch mismatch {
                case .version: told["vectors of another version", default: 0] += 1
                case .score: told["scores that the vector does not come to", default: 0] += 1
                case .severity: told["ratings that do not fit", default: 0] += 1
                case .metric: told["metrics that contradict the vector", default: 0] += 1
                }
            }
        }
        ours["kev", default: 0] += record.kev.count
        for said in record.affectedRanges() {
            ours["affected", default: 0] += 1
            if said.value.range != nil { told["version ranges", default: 0] += 1 }
            if said.value.fault != nil { told["versions refused", default: 0] += 1 }
        }
        for said in record.weaknesses { ours["CWE-\(said.value)", default: 0] += 1 }
    }

    private mutating func walk(_ containers: JSONValue) {
        let adp = containers["adp"]?.arrayValue ?? []
        if adp.count > 1 { walked["several adp", default: 0] += 1 }
        for container in [containers["cna"] ?? .null] + adp {
            for metric in container["metrics"]?.arrayValue ?? [] { walk(metric: metric) }
            walked["affected", default: 0] += container["affected"]?.arrayValue?.count ?? 0
            var numbers: Set<String> = []
            for type in container["problemTypes"]?.arrayValue ?? [] {
                for entry in type["descriptions"]?.arrayValue ?? [] {
                    let text = entry["cweId"]?.stringValue ?? entry["description"]?.stringValue
                    let match = text?.prefixMatch(
                        of: /(?i)cwe[-:_ ]?0*([0-9]{1,5})(?![0-9A-Za-z_])/
                    )
                    if let match { numbers.insert("CWE-\(match.1)") }
                }
            }
            for number in numbers { walked[number, default: 0] += 1 }
        }
    }

    private mutating func walk(metric: JSONValue) {
        for (name, value) in metric.objectValue ?? [:] where name.hasPrefix("cvss") {
            walked["cvss", default: 0] += 1
            walked["cvss \(value["version"]?.stringValue ?? "")", default: 0] += 1
        }
        let content = metric["other"]?["content"]
        if metric["other"]?["type"] == "kev" { walked["kev", default: 0] += 1 }
        guard metric["other"]?["type"] == "ssvc" else { return }
        walked["ssvc", default: 0] += 1
        for option in content?["options"]?.arrayValue ?? [] {
            for (_, value) in option.objectValue ?? [:] {
                walked["ssvc option", default: 0] += 1
                walked["value \(value.stringValue ?? "")", default: 0] += 1
            }
        }
    }
}
