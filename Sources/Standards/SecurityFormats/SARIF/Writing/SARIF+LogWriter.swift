// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension SARIF {
    /// Writes a log run by run and result by result (section 3.13), without white space.
    ///
    /// Each rule and each artifact stands once in its run, and results refer to it by index; the
    /// indexes are the writer's own. What was written may be drained at any time, so that memory
    /// grows with rules and artifacts. What is written reads back equal but for those indexes.
    public struct LogWriter {
        /// Where the schema of this version lies.
        public static let schema =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
            + "sarif-schema-2.1.0.json"

        /// Why a log could not be written whole.
        public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
            /// What was asked for out of place.
            public let description: String
        }

        var json = JSONWriter()
        /// The run that is open: where its rules stand.
        private var rules: [ObjectIdentifier: RulePlace]?
        private var tool = Tool.unknown
        /// Each artifact of the run, in the order of its first result.
        private var artifacts: [ArtifactLocation] = []
        private var artifactIndexes: [ArtifactLocation: Int] = [:]
        private var refusal: Refusal?

        /// Where a rule stands in its tool.
        struct RulePlace {
            /// The extension's index; nil for the driver.
            let component: Int?
            let index: Int
        }

        /// Begins a log.
        public init() {
            json.beginObject()
            json.member("$schema", .string(Self.schema))
            json.member("version", .string(SARIF.version))
            json.key("runs")
            json.beginArray()
        }

        /// Begins a run: its tool with all rules, and what is known of it before its results.
        public mutating func beginRun(_ run: Run) {
            guard rules == nil else {
                return refuse("A run begins within another; end that first.")
            }
            tool = run.tool
            rules = Self.places(of: run.tool)
            json.beginObject()
            json.key("tool")
            write(run.tool)
            writeFacts(run)
            json.key("results")
            json.beginArray()
        }

        /// Writes one result of the open run, found by the run's tool.
        public mutating func add(_ result: Result) {
            guard let rules else { return refuse("A result stands outside of a run; begin one.") }
            guard result.tool == tool else {
                return refuse("A result is another tool's; begin a run for each tool.")
            }
            let place = result.rule.flatMap { rule in
                rules[ObjectIdentifier(rule)] ?? Self.place(of: rule, in: tool)
            }
            if result.rule != nil, place == nil {
                return refuse("A result's rule is none of its tool's; add it to the driver.")
            }
            write(result, place)
        }

        /// Ends the run: the artifacts that its results named stand after them.
        public mutating func endRun() {
            guard rules != nil else { return refuse("No run is open; begin one first.") }
            json.endArray()
            if !artifacts.isEmpty {
                json.list("artifacts", artifacts) { json, artifact in
                    json.beginObject()
                    json.key("location")
                    json.write(artifact, index: nil)
                    json.endObject()
                }
            }
            json.endObject()
            rules = nil
            artifacts = []
            artifactIndexes = [:]
        }

        /// Takes what was written so far out of memory, to be sent before the rest is known.
        public mutating func drain() -> [UInt8] { json.drain() }

        /// Ends the log: the bytes not drained yet; throws where something was out of place.
        public consuming func finish() throws -> [UInt8] {
            if rules != nil { refuse("A run is still open; end it first.") }
            if let refusal { throw refusal }
            json.endArray()
            json.endObject()
            return try json.finish()
        }

        /// The index of an artifact among the run's own, which it joins.
        mutating func index(of artifact: ArtifactLocation) -> Int? {
            guard artifact.uri != nil else { return nil }
            var bare = artifact
            bare.index = nil
            if let known = artifactIndexes[bare] { return known }
            artifacts.append(bare)
            artifactIndexes[bare] = artifacts.count - 1
            return artifacts.count - 1
        }

        private mutating func refuse(_ reason: String) {
            if refusal == nil { refusal = Refusal(description: reason) }
        }

        private static func places(of tool: Tool) -> [ObjectIdentifier: RulePlace] {
            var places: [ObjectIdentifier: RulePlace] = [:]
            for (index, rule) in tool.driver.rules.enumerated() {
                places[ObjectIdentifier(rule)] = RulePlace(component: nil, index: index)
            }
            for (component, part) in tool.extensions.enumerated() {
                for (index, rule) in part.rules.enumerated() {
                    let place = RulePlace(component: component, index: index)
                    places[ObjectIdentifier(rule)] = place
                }
            }
            return places
        }

        /// The place of a rule that is equal to this one, by its id.
        private static func place(of rule: Rule, in tool: Tool) -> RulePlace? {
            for (component, part) in ([tool.driver] + tool.extensions).enumerated() {
                guard part.rulesByID[rule.id] == rule,
                    let index = part.rules.firstIndex(where: { $0.id == rule.id })
                else { continue }
                return RulePlace(component: component == 0 ? nil : component - 1, index: index)
            }
            return nil
        }
    }
}
