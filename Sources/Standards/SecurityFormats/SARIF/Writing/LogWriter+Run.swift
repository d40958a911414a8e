// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Writes what a run holds beside its results (sections 3.14, 3.18, 3.19, 3.49).
extension SARIF.LogWriter {
    /// Writes a tool (section 3.18).
    mutating func write(_ tool: SARIF.Tool) {
        json.beginObject()
        json.key("driver")
        json.write(tool.driver)
        if !tool.extensions.isEmpty {
            json.list("extensions", tool.extensions) { json, part in json.write(part) }
        }
        json.endObject()
    }

    /// Writes what is known of a run before its results.
    mutating func writeFacts(_ run: SARIF.Run) {
        json.member("columnKind", .string(run.columnKind.rawValue))
        if run.newlineSequences != SARIF.Run.standardNewlines {
            json.texts("newlineSequences", run.newlineSequences)
        }
        if let id = run.automationID {
            json.member("automationDetails", .object(["id": .string(id)]))
        }
        if !run.uriBases.isEmpty {
            json.key("originalUriBaseIds")
            json.beginObject()
            for (id, base) in run.uriBases.sorted(by: { $0.key < $1.key }) {
                json.key(id)
                json.write(base, index: nil)
            }
            json.endObject()
        }
        if !run.versionControl.isEmpty {
            json.list("versionControlProvenance", run.versionControl) { json, revision in
                json.beginObject()
                json.text("repositoryUri", revision.repositoryURI)
                json.text("revisionId", revision.revisionID)
                json.text("branch", revision.branch)
                json.endObject()
            }
        }
        if !run.taxonomies.isEmpty {
            json.list("taxonomies", run.taxonomies) { json, taxonomy in json.write(taxonomy) }
        }
    }
}

extension JSONWriter {
    /// Writes a tool component (section 3.19).
    fileprivate mutating func write(_ component: SARIF.Component) {
        beginObject()
        member("name", .string(component.name))
        text("version", component.version)
        text("semanticVersion", component.semanticVersion)
        text("organization", component.organization)
        text("informationUri", component.informationURI)
        text("guid", component.guid)
        messages("globalMessageStrings", component.messageStrings)
        if !component.rules.isEmpty {
            list("rules", component.rules) { json, rule in json.write(rule) }
        }
        if !component.taxa.isEmpty {
            list("taxa", component.taxa) { json, taxon in json.write(taxon) }
        }
        endObject()
    }

    /// Writes a reporting descriptor (section 3.49).
    private mutating func write(_ rule: SARIF.Rule) {
        beginObject()
        member("id", .string(rule.id))
        texts("deprecatedIds", rule.deprecatedIDs)
        text("name", rule.name)
        text("guid", rule.guid)
        message("shortDescription", rule.shortDescription)
        message("fullDescription", rule.fullDescription)
        messages("messageStrings", rule.messageStrings)
        text("helpUri", rule.helpURI)
        if rule.level != .warning || !rule.isEnabled {
            key("defaultConfiguration")
            beginObject()
            if !rule.isEnabled { member("enabled", false) }
            if rule.level != .warning { member("level", .string(rule.level.rawValue)) }
            endObject()
        }
        writeWeaknesses(of: rule)
        writeProperties(of: rule)
        endObject()
    }

    /// Section 3.49.15: those that the tags do not name, as classes of CWE.
    private mutating func writeWeaknesses(of rule: SARIF.Rule) {
        let tagged = Set(rule.tags.compactMap(Weakness.number(in:)))
        let others = rule.weaknesses.filter { !tagged.contains($0) }
        guard !others.isEmpty else { return }
        list("relationships", others) { json, number in
            json.beginObject()
            json.key("target")
            json.writeClass(number)
            json.texts("kinds", ["superset"])
            json.endObject()
        }
    }

    private mutating func writeProperties(of rule: SARIF.Rule) {
        guard !rule.tags.isEmpty || rule.securitySeverity != nil else { return }
        key("properties")
        beginObject()
        texts("tags", rule.tags)
        text("security-severity", rule.securitySeverity.map { $0.description })
        endObject()
    }
}

extension JSONWriter {
    /// Writes a list that a function writes entry by entry.
    mutating func list<Entry>(
        _ key: String,
        _ entries: [Entry],
        _ write: (inout JSONWriter, Entry) -> Void
    ) {
        self.key(key)
        beginArray()
        for entry in entries { write(&self, entry) }
        endArray()
    }

    /// Writes a text that is known.
    mutating func text(_ key: String, _ text: String?) {
        if let text { member(key, .string(text)) }
    }

    /// Writes a number that is known.
    mutating func number(_ key: String, _ number: Int?) {
        guard let number else { return }
        self.key(key)
        write(number)
    }

    /// Writes texts, if there are any.
    mutating func texts(_ key: String, _ texts: [String]) {
        if !texts.isEmpty { list(key, texts) { json, text in json.write(text) } }
    }

    /// Writes a message that is known (sections 3.11 and 3.12).
    mutating func message(_ key: String, _ text: String?) {
        if let text { member(key, .object(["text": .string(text)])) }
    }

    /// Writes messages by their ids (sections 3.19.22, 3.38.9 and 3.49.11).
    mutating func messages(_ key: String, _ messages: [String: String]) {
        guard !messages.isEmpty else { return }
        self.key(key)
        beginObject()
        for (id, text) in messages.sorted(by: { $0.key < $1.key }) { message(id, text) }
        endObject()
    }

    /// Writes a reference to a class of CWE by its number (section 3.52).
    mutating func writeClass(_ number: Int) {
        write(
            .object([
                "id": .string(String(number)), "toolComponent": .object(["name": .string("CWE")]),
            ])
        )
    }

    /// Writes where an artifact is (section 3.4).
    mutating func write(_ artifact: SARIF.ArtifactLocation, index: Int?) {
        beginObject()
        text("uri", artifact.uri)
        text("uriBaseId", artifact.uriBaseID)
        number("index", index)
        endObject()
    }
}
