// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// One side's move on an engagement: looked up, changed by the rules, written and told.
package protocol EngagementChange: Command where Answer == EngagementID {
    var viewer: Viewer { get }
    var engagement: EngagementID { get }
    /// What Access is asked for: the developer's own, or what each side does for itself.
    var action: Action { get }
    /// Makes the move; what it answers is told to whom the engagement is shown.
    func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews
}

/// What a move is told as, and to whom.
package struct EngagementNews {
    let kind: EntryKind
    let body: JSONObject
    /// Whether the developer alone is told (ORDER C8).
    let isForDeveloper: Bool

    init(_ kind: EntryKind, _ body: JSONObject = [:], forDeveloper: Bool = false) {
        self.kind = kind
        self.body = body
        isForDeveloper = forDeveloper
    }
}

extension EngagementChange {
    package var scopes: [SealingScope] { [SealingScope(engagement)] }

    /// Asks Access, for the viewer as of this moment.
    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, action, on: engagement, now: transaction.now)
    }

    /// Looks the engagement up, makes the move, and writes what came of it.
    package func perform(in transaction: any Transaction) throws -> EngagementID {
        guard let before = try transaction.engagementForSystem(engagement) else {
            throw Refusal.notFound
        }
        // Whoever sees it is one of two sides; a third would be told what a stranger is.
        guard let side = before.lifecycle.side(of: viewer.participant) else {
            throw Refusal.notFound
        }
        var record = before
        let news = try change(&record, by: side, in: transaction)
        try transaction.save(record, was: before)
        try transaction.tell(news, of: record)
        return engagement
    }
}

extension Transaction {
    /// Appends what came of a move.
    func tell(
        _ news: EngagementNews,
        of record: EngagementRecord,
        scope: SealingScope? = nil
    ) throws {
        let subject: ID<AnyThing> = news.isForDeveloper ? ID(record.log) : ID(record.id)
        try append(
            EntryDraft(
                news.kind,
                subject: subject,
                body: .object(news.body),
                scope: scope ?? record.scope
            )
        )
    }

    /// Refuses texts that cannot stand on an engagement, all faults at once.
    func check(_ body: (inout [Refusal.Fault]) throws -> Void) throws {
        var faults: [Refusal.Fault] = []
        try body(&faults)
        guard faults.isEmpty else { throw Refusal.invalidEngagement(faults) }
    }

    /// How many rows of a kind an engagement has.
    func count(_ rows: Statement) throws -> Int {
        try first("SELECT COUNT(*) FROM \(fragment: rows)") { try $0.read(Int.self) } ?? 0
    }

    /// Seals a text with an engagement's key.
    func seal(_ text: String, on engagement: EngagementID) throws -> [UInt8] {
        try seal(Array(text.utf8), for: SealingScope(engagement))
    }
}

extension Viewer {
    /// The person who acts; software does not take part in engagements.
    var personID: PersonID? {
        guard case .person(let id) = identity else { return nil }
        return id
    }
}
