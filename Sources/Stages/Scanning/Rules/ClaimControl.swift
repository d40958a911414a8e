// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Claims that a scope is the participant's own; what is to be published follows from the answer.
package struct ClaimControl: Command {
    package let viewer: Viewer
    package let scope: Scope
    package let method: ControlMethod
    package let token: String

    /// Checks what was sent, and makes a token outside the command (RULES S1).
    ///
    /// Without a method it is the quickest that can prove something about the scope.
    package init(
        viewer: Viewer,
        scope text: String,
        method: ControlMethod?,
        using generator: inout some RandomNumberGenerator
    ) throws(Refusal) {
        var faults: [Refusal.Fault] = []
        guard let scope = Scope(text, at: "/scope", &faults) else {
            throw .invalidControl(faults)
        }
        let available = ControlMethod.available(for: scope)
        if let method, !available.contains(method) {
            let reason = Self.reason(method, scope, available)
            faults.note("/method", "method-proves-nothing", reason)
            throw .invalidControl(faults)
        }
        self.viewer = viewer
        self.scope = scope
        self.method = method ?? available.first ?? .coordinator
        token =
            (0..<Control.tokenBytes).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }.hexadecimal
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .claimControl).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> ControlID {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        let claims: [String] = try transaction.all(
            """
            SELECT scope, method FROM controls
            WHERE participant = \(participant) AND ended IS NULL
            """
        ) { row in "\(try row.read(String.self)) \(try row.read(String.self))" }
        guard !claims.contains("\(scope.text) \(method.rawValue)") else {
            throw Refusal.alreadyClaimed
        }
        guard claims.count < Control.limit else { throw Refusal.tooManyControls }
        let control = transaction.newID(ControlMark.self)
        try transaction.run(
            """
            INSERT INTO controls (id, participant, scope, scope_key, scope_bits, method, token,
                claimed)
            VALUES (\(control), \(participant), \(scope.text), \(scope.key.bytes),
                \(scope.key.bits), \(method), \(token), \(transaction.now))
            """
        )
        try transaction.mark(
            Marking(thing: ID(control), kind: .control, owner: participant, tlp: .amberStrict)
        )
        try transaction.append(
            EntryDraft(
                .controlClaimed,
                subject: control,
                body: [
                    "scope": .string(scope.text), "method": .string(method.rawValue),
                    "participant": .string(participant.description),
                ]
            )
        )
        return control
    }

    private static func reason(
        _ method: ControlMethod,
        _ scope: Scope,
        _ available: [ControlMethod]
    ) -> String {
        let ways = available.map(\.rawValue).joined(separator: " or ")
        return switch (method, scope.kind) {
        case (.dns, .network):
            """
            The reverse zone of this network is not its own: claim networks that end at an octet \
            (IPv4) or a nibble (IPv6), or use \(ways).
            """
        case (.file, .name):
            "A file speaks for one host, not for the names below it; use \(ways)."
        default: "This proves nothing about this scope; use \(ways)."
        }
    }
}

/// Gives a claim up; what rested on it ends with it.
package struct EndControl: Command {
    package let viewer: Viewer
    package let control: ControlID

    package init(viewer: Viewer, control: ControlID) {
        self.viewer = viewer
        self.control = control
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeControl, on: control, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ControlID {
        try transaction.end(try transaction.held(control))
        return control
    }
}

extension EntryKind {
    package static let controlClaimed = EntryKind("control.claimed")
    package static let controlChecked = EntryKind("control.checked")
    package static let controlProven = EntryKind("control.proven")
    package static let controlEnded = EntryKind("control.ended")
}
