// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Begins a look at what an owner published: durable before anybody's server is asked, so that
/// nobody makes this one ask them without rest.
package struct BeginCheck: Command {
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
        var held = try transaction.held(control)
        try held.beginCheck(now: transaction.now)
        if let place = held.place { try transaction.look(at: place, by: held.participant) }
        try transaction.save(held)
        return control
    }
}

/// Writes down what was seen, or why nothing was.
package struct RecordCheck: Command {
    package let viewer: Viewer
    package let control: ControlID
    /// Nil where the token stood there.
    package let fault: ControlFault?

    package init(viewer: Viewer, control: ControlID, fault: ControlFault?) {
        self.viewer = viewer
        self.control = control
        self.fault = fault
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeControl, on: control, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ControlID {
        let now = transaction.now
        let held = try transaction.change(try transaction.held(control)) { control in
            try control.see(fault, now: now)
        }
        let draft =
            if let fault {
                EntryDraft(
                    .controlChecked,
                    subject: control,
                    body: ["fault": .string(fault.rawValue)]
                )
            } else {
                EntryDraft(
                    .controlProven,
                    subject: control,
                    body: ["until": .string((held.until ?? held.claimed).description)]
                )
            }
        try transaction.append(draft)
        return control
    }
}

/// A coordinator's word that a scope is the claimant's, with its reason.
package struct ApproveControl: Command {
    /// The longest reason, in UTF-8 bytes.
    package static let reasonBytes = 1_000

    package let viewer: Viewer
    package let control: ControlID
    package let reason: String

    package init(viewer: Viewer, control: ControlID, reason: String) {
        self.viewer = viewer
        self.control = control
        self.reason = reason
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .vouchControl, on: control, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ControlID {
        try Self.check(reason)
        let claimed = try transaction.held(control)
        guard claimed.participant != viewer.participant else { throw Refusal.ownClaim }
        let (reason, now) = (reason, transaction.now)
        let held = try transaction.change(claimed) { control in
            try control.approve(reason: reason, now: now)
        }
        try transaction.append(
            EntryDraft(
                .controlProven,
                subject: control,
                body: [
                    "until": .string((held.until ?? held.claimed).description),
                    "reason": .string(reason),
                ]
            )
        )
        return control
    }

    /// Refuses a coordinator's reason that says nothing, or too much.
    fileprivate static func check(_ reason: String) throws(Refusal) {
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/reason", maximumBytes: reasonBytes, required: true, lines: true)
            .check(reason, &faults)
        guard faults.isEmpty else { throw .invalidControl(faults) }
    }
}

/// A coordinator refuses a claim, or takes a proof back, with its reason; what rested on it ends.
///
/// For what was never the claimant's or is so no more: a proof by what is published stands for a
/// year, and names and addresses change hands.
package struct RefuseControl: Command {
    package let viewer: Viewer
    package let control: ControlID
    package let reason: String

    package init(viewer: Viewer, control: ControlID, reason: String) {
        self.viewer = viewer
        self.control = control
        self.reason = reason
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .vouchControl, on: control, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ControlID {
        try ApproveControl.check(reason)
        let held = try transaction.held(control)
        guard held.participant != viewer.participant else { throw Refusal.ownClaim }
        try transaction.end(held, because: reason)
        return control
    }
}
