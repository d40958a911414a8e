// SPDX-License-Identifier: Apache-2.0

/// What a component says, while it is being read.
struct ComponentParts {
    var name: String?
    var version: String?
    var semanticVersion: String?
    var organization: String?
    var informationURI: String?
    var guid: String?
    var rules: [SARIF.Rule] = []
    var taxa: [SARIF.Rule] = []
    var messages: [String: String] = [:]
}

/// What a rule says, while it is being read.
struct RuleParts {
    var id: String?
    var name: String?
    var guid: String?
    var shortDescription: String?
    var fullDescription: String?
    var helpURI: String?
    var level: SARIF.Level?
    var isEnabled = true
    var deprecatedIDs: [String] = []
    var related: [Reference] = []
    var messages: [String: String] = [:]
    var bag = PropertyBag()
}

/// A reference to a rule or a class (section 3.52), in a component (section 3.54).
struct Reference: Sendable, Hashable {
    var id: String?
    var index: Int?
    var guid: String?
    var componentName: String?
    var componentIndex: Int?
    var componentGUID: String?

    /// Whether it leads out of the tool's driver.
    var namesComponent: Bool {
        componentName != nil || componentIndex != nil || componentGUID != nil
    }

    /// Where it leads, without what it means there.
    var component: Reference {
        Reference(
            componentName: componentName,
            componentIndex: componentIndex,
            componentGUID: componentGUID
        )
    }

    /// The CWE number it names by itself.
    var weakness: Int? {
        guard let componentName, Weakness.isNamed(componentName) else { return nil }
        return id.flatMap(Weakness.number(ofClass:))
    }
}

/// The properties that are read of a property bag (section 3.8); all others are free.
struct PropertyBag {
    var tags: [String] = []
    /// The property `cwe`, a text or several, which some tools use for want of tags.
    var weaknesses: [String] = []
    var securitySeverity: Double?
}

/// A message (section 3.11) before it is put together.
struct MessageParts: Sendable, Hashable {
    var text: String?
    var id: String?
    var arguments: [String] = []

    /// Whether something is to be looked up or put in.
    var isOpen: Bool { id != nil || !arguments.isEmpty }
}

/// A result as it stands in the log, before what it refers to is looked up.
///
/// Not copyable, since it is large and there are many.
struct Draft: ~Copyable {
    var result = SARIF.Result()
    var message = MessageParts()
    var level: SARIF.Level?
    var ruleIndex: Int?
    var rule: Reference?
    var taxa: [Reference] = []
    var bag = PropertyBag()
    var invocationIndex: Int?
    /// Whether some location gives an artifact by index alone.
    var needsArtifacts = false
    /// Whether some location gives a logical location by index.
    var needsLogicalLocations = false
    /// Whether some location's URI is relative to a base.
    var needsBases = false
    /// Whether some step of a code flow is given by index alone.
    var needsSteps = false
    /// Steps of code flows read so far.
    var stepCount = 0
    /// Whether some place or flow has a message that is not whole.
    var needsMessages = false
}

/// A rule whose configuration a run changed (section 3.51).
struct LevelOverride {
    var rule = Reference()
    var level: SARIF.Level?
}

/// A result that waits for what it refers to.
final class WaitingDraft {
    var draft: Draft

    init(_ draft: consuming Draft) { self.draft = draft }
}

/// How a log is read.
struct LogPlan {
    let limits: SARIF.Limits
    let details: SARIF.Details
    /// Whether URIs are brought into their normal form, for which bases must be known.
    let isNormal: Bool
    /// Opens parts of a log in chunks once more.
    let again: SARIF.Reopening?

    init(
        limits: SARIF.Limits,
        details: SARIF.Details,
        isNormal: Bool = false,
        again: SARIF.Reopening? = nil
    ) {
        self.limits = limits
        self.details = details
        self.isNormal = isNormal
        self.again = again
    }
}
