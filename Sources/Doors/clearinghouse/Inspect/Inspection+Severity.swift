// SPDX-License-Identifier: Apache-2.0

import Severity
import StrictJSON

extension Inspection {
    /// Explains a CVSS vector of any version.
    mutating func explainCVSS(_ text: String, _ place: LinePlace, effects: Bool) {
        do throws(CVSSFault) {
            let vector = try CVSSVector(parsing: text)
            summary =
                "A CVSS \(vector.version.rawValue) vector: \(vector.score), "
                + "\(vector.rating.rawValue)."
            canonical = vector.description
            add(scoresOf: vector)
            add(metricsOf: vector)
            if effects { add(effectsOf: vector) }
            if vector.description != text {
                note("It reads, but its canonical form is another: \(vector).")
            }
        } catch {
            let isLowered = text.prefix(5) != "CVSS:" && text.prefix(5).uppercased() == "CVSS:"
            let sentence =
                isLowered ? "The prefix is CVSS: in capitals" : "It \(error.reason)"
            let advice = Self.write(Self.mended(text)) ?? Self.adviceForCVSS(error)
            fail(broken, place.fault(sentence, error.offset, advice: advice))
        }
    }

    private mutating func add(scoresOf vector: CVSSVector) {
        add("cvss", vector.version.rawValue)
        add("score", vector.score.json)
        add("rating", vector.rating.rawValue)
        add("nomenclature", vector.nomenclature?.rawValue)
        let scores = vector.scores
        if vector.version != .v40 {
            add("base score", scores.base.json)
            if vector.defines(.threat) { add("temporal score", scores.threat.json) }
            if vector.defines(.environmental) {
                add("environmental score", scores.environmental.json)
            }
        }
        if let subscores = vector.subscores {
            add("impact", subscores.impact.json)
            add("exploitability", subscores.exploitability.json)
            if vector.defines(.environmental) {
                add("modified impact", subscores.modifiedImpact.json)
                add("modified exploitability", subscores.modifiedExploitability.json)
            }
        }
        if let macro = vector.macroVector {
            add("macro vector", macro.description)
            add("macro vector score", macro.score.json)
            var listing = Listing(name: "macro vector", heads: ["class", "level", "means"])
            for (index, (level, meaning)) in zip(macro.levels, macro.meanings).enumerated() {
                listing.rows.append([
                    .string("EQ\(index + 1)"), .number(JSONNumber(level)), .string(meaning),
                ])
            }
            listings.append(listing)
        }
    }

    private mutating func add(metricsOf vector: CVSSVector) {
        var listing = Listing(
            name: "metrics",
            heads: ["group", "metric", "value", "name", "means"]
        )
        for metric in CVSSMetric.all(of: vector.version) {
            guard let value = vector[metric],
                metric.isMandatory || value.name != metric.values.first?.name
            else { continue }
            listing.rows.append(
                [
                    metric.group.name(in: vector.version), metric.abbreviation,
                    value.abbreviation, metric.name, value.name,
                ].map { .string($0) }
            )
        }
        listings.append(listing)
    }

    private mutating func add(effectsOf vector: CVSSVector) {
        let effects = vector.effects
        var listing = Listing(
            name: "what if",
            heads: ["metric", "from", "to", "score", "change", "rating"]
        )
        for effect in effects where effect.tenths != 0 {
            let sign = effect.tenths > 0 ? "" : "-"
            let size = CVSSScore(tenths: abs(effect.tenths))
            listing.rows.append([
                .string(effect.metric.abbreviation), .string(effect.from.abbreviation),
                .string(effect.to.abbreviation), effect.score.json,
                JSONNumber(text: sign + size.description).map { .number($0) } ?? .null,
                .string(effect.vector.rating.rawValue),
            ])
        }
        listings.append(listing)
        let still = effects.count - listing.rows.count
        if still > 0 { note("Other changes of one metric (\(still)) leave the score as it is.") }
    }

    /// The vector that was probably meant: case, order, prefix and what stands around set right.
    private static func mended(_ text: String) -> String? {
        guard text.utf8.count <= CVSSVector.byteLimit else { return nil }
        let capitals = text.uppercased()
        let words = capitals.split { "()[] \t,;\"'#".contains($0) }
        let body = words.max { $0.utf8.count < $1.utf8.count } ?? ""
        var parts = body.split(separator: "/").map { $0.split(separator: ":").map(String.init) }
        // What is no metric in front is a prefix of any spelling, or a score.
        parts.trimPrefix { $0.first == "CVSS" || $0.count != 2 }
        guard !parts.isEmpty, parts.allSatisfy({ $0.count == 2 }) else { return nil }
        let stated = CVSSVersion.allCases.first { capitals.hasPrefix("CVSS:\($0.rawValue)") }
        // Without its prefix a vector of 3.0 cannot be told from one of 3.1.
        let versions = (stated.map { [$0] } ?? []) + [.v40, .v31, .v20]
        return versions.firstNonNil { assembled(parts, $0)?.description }
    }

    /// The vector of these metrics in the order of a version, each taken as often as it is there.
    private static func assembled(_ parts: [[String]], _ version: CVSSVersion) -> CVSSVector? {
        let metrics = CVSSMetric.all(of: version)
        var ordered: [String] = []
        for metric in metrics {
            let found = parts.filter { $0[0] == metric.abbreviation.uppercased() }
            guard Set(found).count <= 1 else { return nil }
            guard let value = found.first?[1] else { continue }
            let known = metric.values.first { $0.abbreviation.uppercased() == value }
            guard let known else { return nil }
            ordered.append("\(metric.abbreviation):\(known.abbreviation)")
        }
        let names = Set(metrics.map { $0.abbreviation.uppercased() })
        guard parts.allSatisfy({ names.contains($0[0]) }) else { return nil }
        return try? CVSSVector(parsing: version.prefix + ordered.joined(separator: "/"))
    }

    private static func adviceForCVSS(_ fault: CVSSFault) -> String? {
        switch fault.reason {
        case .missing(let metric):
            let values = metric.values.map { "\(metric):\($0) (\($0.name))" }
            return "Add one of " + values.joined(separator: ", ") + "."
        case .unknownValue(let metric, _):
            let values = metric.values.map { "\($0) (\($0.name))" }
            return "Write one of " + values.joined(separator: ", ") + "."
        case .repeated(let metric): return "Leave one \(metric) out."
        case .unknownMetric(let name):
            let others = CVSSVersion.allCases.filter { version in
                CVSSMetric.all(of: version).contains { $0.abbreviation == name }
            }
            guard !others.isEmpty else { return nil }
            let versions = others.map(\.rawValue).joined(separator: ", ")
            return "\(name) is a metric of CVSS \(versions): is the prefix right?"
        case .version: return "Known are CVSS:3.0, CVSS:3.1, CVSS:4.0, and 2.0 without a prefix."
        default: return nil
        }
    }
}

extension CVSSScore {
    /// The score as JSON, exactly.
    var json: JSONValue { JSONNumber(text: description).map { .number($0) } ?? .null }
}

extension CVSSGroup {
    /// As the version's own specification calls it.
    func name(in version: CVSSVersion) -> String {
        self == .threat && version != .v40 ? "Temporal" : rawValue
    }
}
