// SPDX-License-Identifier: Apache-2.0

package import API
package import Scanning

extension AlertReason {
    /// Why an alert has its verdict, in a sentence: the same on a page and on the command line.
    package var meaning: String {
        switch self {
        case .source: "A lease in force on the target declared this source."
        case .token: "The token proves a lease in force on the target."
        case .documentOnly:
            "A declared scan rests on a document nobody here has seen the owner sign."
        case .otherOwner:
            "Another who has proven that it controls this allowed the scan; you did not."
        case .notInForce: "A lease on the target fits, but was not in force at that moment."
        case .partOfTarget: "A lease from there covers a part of the target: ports, or a path."
        case .tokenNotInTime: "The token is for this target, and did not count at that moment."
        case .otherSource: "A lease covers the target, from other sources."
        case .otherTarget: "The source or the token is declared, for something else."
        case .otherKind:
            """
            A scan of your names or networks is declared then; which name has which address nobody \
            here knows.
            """
        case .noMoreToday:
            """
            You were told of many scans elsewhere today; of sources no more is said before \
            tomorrow (UTC).
            """
        case .tooMany: "More leases come into question than are looked at."
        case .nothing: "Nobody here declared anything that could be it."
        }
    }
}

extension AlertVerdict {
    /// What a verdict means for whom its reason is not told.
    package var meaning: String {
        switch self {
        case .confirmed: "It is shown to be a declared scan."
        case .undetermined: "It may be a declared scan; nothing shows that it is."
        case .unrelated: AlertReason.nothing.meaning
        }
    }
}

/// What whoever looks at an alert does next, and why.
package struct AlertStep: Hashable, Sendable {
    package let what: String
    package let why: String

    private init(_ what: String, _ why: String) {
        self.what = what
        self.why = why
    }

    /// One who has yet to say whether it was their scan.
    fileprivate static let answer = AlertStep(
        "Say whether it was you.",
        "An owner saw it, and decides by your answer what to do about it."
    )

    /// One who has said so.
    fileprivate static let answered = AlertStep("Nothing to do.", "Your participant has answered.")

    /// One who asked, with whether each to whom it was relayed has answered.
    fileprivate init(asked verdict: AlertVerdict, _ meaning: String, answers: [Bool]) {
        switch verdict {
        case .unrelated: self.init("Treat it as an attack.", meaning)
        case .confirmed, .undetermined:
            let what =
                answers.isEmpty
                ? "Look into it yourself."
                : answers.contains(true) ? "Read the answers." : "Wait for an answer."
            self.init(what, "It was relayed to \(Self.words[answers.count] ?? "\(answers.count)").")
        }
    }

    private static let words = [0: "nobody", 1: "one"]
}

extension Alert {
    /// What the verdict means, in a sentence.
    package var meaning: String { reason?.meaning ?? verdict.meaning }

    /// What its viewer does next.
    package var step: AlertStep {
        if isOpen { return .answer }
        guard isOwn else { return .answered }
        return AlertStep(asked: verdict, meaning, answers: relays.map { $0.answer != nil })
    }
}

extension Wire.Alert {
    /// What the verdict means, in a sentence; nil where a newer server has another one.
    package var meaning: String? {
        guard let reason else { return AlertVerdict(rawValue: verdict)?.meaning }
        return AlertReason(rawValue: reason)?.meaning
    }

    /// What its viewer does next; nil where a newer server has another verdict.
    package var step: AlertStep? {
        if relays.contains(where: { $0.isOwn && $0.answer == nil }) { return .answer }
        guard isOwn else { return .answered }
        guard let known = AlertVerdict(rawValue: verdict), let meaning else { return nil }
        return AlertStep(asked: known, meaning, answers: relays.map { $0.answer != nil })
    }
}
