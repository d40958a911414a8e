// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What a rule says, as it was sent: read into `RuleTerms`, with all faults at once.
package struct RuleDraft: Sendable {
    package var scope = ""
    package var stance = ""
    package var contact: String?
    package var format: String?
    package var requestsPerHour: Int?
    package var quiet: [ScanWindow] = []
    package var refused: [String] = []
    package var intensity: String?
    package var until: Instant?
    package var isListed = false
    package var onBehalf: String?

    package init() {}

    /// What a rule says now, to be changed.
    package init(_ rule: ScanRule) {
        scope = rule.scope.text
        stance = rule.stance.rawValue
        contact = rule.contact
        format = rule.format
        requestsPerHour = rule.requestsPerHour
        quiet = rule.quiet
        refused = rule.refused.map(\.rawValue)
        intensity = rule.intensity?.rawValue
        until = rule.until
        isListed = rule.isListed
        onBehalf = rule.onBehalf
    }
}

/// What a rule may say besides its stance, by the names of its fields.
package enum RuleTerm: String, Sendable, CaseIterable {
    case contact
    case format
    case requestsPerHour
    case quiet
    case refused
    case intensity
    case until
    case listed

    /// What it is, in words.
    package var words: String {
        switch self {
        case .contact: "contact"
        case .format: "format of reports"
        case .requestsPerHour: "requests an hour"
        case .quiet: "quiet windows"
        case .refused: "refused techniques"
        case .intensity: "highest intensity"
        case .until: "end"
        case .listed: "listing for everybody"
        }
    }
}

extension RuleDraft {
    /// What it says besides its stance.
    var said: [RuleTerm] {
        RuleTerm.allCases.filter { term in
            switch term {
            case .contact: contact != nil
            case .format: format != nil
            case .requestsPerHour: requestsPerHour != nil
            case .quiet: !quiet.isEmpty
            case .refused: !refused.isEmpty
            case .intensity: intensity != nil
            case .until: until != nil
            case .listed: isListed
            }
        }
    }
}

/// What a rule says, checked.
package struct RuleTerms: Hashable, Sendable {
    /// The longest wish for a format, in UTF-8 bytes.
    package static let formatBytes = 300
    /// The longest name of those for whom a coordinator sets a rule, in UTF-8 bytes.
    package static let onBehalfBytes = 200
    /// Quiet windows in one rule at most.
    package static let quietLimit = 32
    /// How far ahead a quiet window may begin and how long it may last, in seconds: two years.
    package static let quietSeconds: Int64 = 2 * 366 * 86_400
    /// The most requests an hour: more is no bound.
    package static let mostRequests = 1_000_000_000

    package let scope: Scope
    package let stance: Stance
    package let contact: String?
    package let format: String?
    package let requestsPerHour: Int?
    /// By their start.
    package let quiet: [ScanWindow]
    package let refused: [Technique]
    package let intensity: Intensity?
    package let until: Instant?
    package let isListed: Bool
    package let onBehalf: String?
    /// What of that it says at all.
    let said: [RuleTerm]

    /// Reads a draft; throws one refusal with all faults, each with its place.
    ///
    /// Those of what could not be read into the draft are told along with its own.
    package init(
        _ draft: RuleDraft,
        now: Instant,
        besides unread: [Refusal.Fault] = []
    ) throws(Refusal) {
        var faults = unread
        let scope = Scope(draft.scope, at: "/scope", &faults)
        let stance: Stance? = faults.word(draft.stance, at: "/stance", "unknown-stance")
        let intensity = draft.intensity.flatMap { Intensity($0, &faults) }
        let refused = Self.techniques(draft.refused, &faults)
        Self.checkWords(draft, &faults)
        Self.checkTimes(draft, now: now, &faults)
        if let stance { Self.checkStance(stance, draft, &faults) }
        guard faults.isEmpty, let scope, let stance else { throw .invalidRule(faults) }
        self.scope = scope
        self.stance = stance
        contact = draft.contact
        format = draft.format
        requestsPerHour = draft.requestsPerHour
        quiet = draft.quiet.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        self.refused = refused
        self.intensity = intensity
        until = draft.until
        isListed = draft.isListed
        onBehalf = draft.onBehalf
        said = draft.said
    }
}

// MARK: - Checks

extension RuleTerms {
    static let outsideControl = Refusal.Fault(
        place: "/scope",
        code: "outside-control",
        reason: """
            No proven control of yours contains this scope. Claim it first, or check its proof \
            again.
            """
    )

    static func afterProof(_ last: Instant?) -> Refusal.Fault {
        let day = last.map { " on \($0)" } ?? ""
        return Refusal.Fault(
            place: "/until",
            code: "after-proof",
            reason: "Your proof of control runs out before\(day). Check it again, or end sooner."
        )
    }

    private static func techniques(
        _ names: [String],
        _ faults: inout [Refusal.Fault]
    ) -> [Technique] {
        var found: [Technique] = []
        for (place, name) in names.enumerated() {
            let technique = Technique(name, at: "/refused/\(place)", &faults)
            if let technique, !found.contains(technique) { found.append(technique) }
        }
        return found
    }

    private static func checkWords(_ draft: RuleDraft, _ faults: inout [Refusal.Fault]) {
        if let contact = draft.contact { check(contact: contact, &faults) }
        if let format = draft.format {
            TextCheck(place: "/format", maximumBytes: formatBytes, required: true)
                .check(format, &faults)
        }
        if let onBehalf = draft.onBehalf {
            TextCheck(place: "/onBehalf", maximumBytes: onBehalfBytes, required: true)
                .check(onBehalf, &faults)
        }
        if let rate = draft.requestsPerHour, !(1...mostRequests).contains(rate) {
            let reason = "From 1 to \(mostRequests) requests an hour; to want none, opt out."
            faults.note("/requestsPerHour", "out-of-range", reason)
        }
    }

    private static func checkTimes(
        _ draft: RuleDraft,
        now: Instant,
        _ faults: inout [Refusal.Fault]
    ) {
        if let until = draft.until, until <= now {
            faults.note("/until", "past", "It has to end after now.")
        }
        guard draft.quiet.count <= quietLimit else {
            let reason = "At most \(quietLimit) quiet windows stand in one rule."
            faults.note("/quiet", "too-many", reason)
            return
        }
        for (index, window) in draft.quiet.enumerated() {
            let place = "/quiet/\(index)/end"
            if window.start >= window.end {
                let reason = "The window has to end after its start."
                faults.note(place, "reversed-window", reason)
            } else if window.end <= now {
                faults.note(place, "window-past", "The window has already ended.")
            } else if window.end > now.adding(seconds: quietSeconds) {
                let days = quietSeconds / 86_400
                faults.note(place, "too-far-ahead", "It ends at most \(days) days from now.")
            }
        }
    }

    /// What does not go together: whoever wants no scan has nothing to say on how to do it.
    private static func checkStance(
        _ stance: Stance,
        _ draft: RuleDraft,
        _ faults: inout [Refusal.Fault]
    ) {
        if stance.refuses {
            let reason = "Nothing is scanned where the stance is \(stance.rawValue); leave it out."
            let said = [
                ("/requestsPerHour", draft.requestsPerHour != nil),
                ("/quiet", !draft.quiet.isEmpty), ("/refused", !draft.refused.isEmpty),
                ("/intensity", draft.intensity != nil),
            ]
            for (place, isSaid) in said where isSaid {
                faults.note(place, "contradicts-stance", reason)
            }
        }
        if stance == .neverScan, draft.isListed {
            let reason = "What is never to be scanned stands in no public list: it would be a map."
            faults.note("/listed", "never-listed", reason)
        }
        if stance == .ask, draft.contact == nil {
            faults.note("/contact", "missing", "Say whom to ask.")
        }
    }

    /// Checks how a person can be asked.
    static func check(contact: String, _ faults: inout [Refusal.Fault]) {
        let count = faults.count
        TextCheck(place: "/contact", maximumBytes: TextCheck.contactBytes).check(contact, &faults)
        guard faults.count == count, !isContact(contact) else { return }
        let reason = "An address of e-mail, or one that begins with https:// or mailto:."
        faults.note("/contact", "invalid-contact", reason)
    }

    /// An address of e-mail with one @ between a name and a host, or an address of the web.
    private static func isContact(_ text: String) -> Bool {
        guard !text.utf8.contains(where: { $0 <= 0x20 }) else { return false }
        if let rest = text.after("https://") {
            guard let host = rest.split(separator: "/").first else { return false }
            return host.utf8.allSatisfy { byte in
                byte != UInt8(ascii: "@") && byte < 0x80
            }
        }
        let mail = text.after("mailto:") ?? text[...]
        let halves = mail.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && !halves[0].isEmpty && !halves[0].contains("/")
            && (try? Scope.host(halves[1])) != nil && halves[1].contains(".")
    }
}
