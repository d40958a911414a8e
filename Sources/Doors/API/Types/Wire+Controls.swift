// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// A scope that is claimed to be one's own.
    package struct ControlClaim: WireValue {
        package var scope = ""
        package var method: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("scope", \.scope, .line(max: 1_024), "What is yours."),
            .optional(
                "method",
                \.method,
                .line(max: 40),
                "dns, file or coordinator; the quickest that proves it where it is left out."
            ),
        ]
    }

    /// A participant's hold on a scope.
    package struct Control: WireValue {
        package var id = ""
        package var scope = ""
        package var method = ""
        package var state = ""
        package var place: String?
        package var publish: String?
        package var participant: String?
        package var claimant: String?
        package var fault: String?
        package var faultWords: String?
        package var reason: String?
        package var takenBack: Bool?
        package var claimedAt = Timestamp()
        package var checkedAt: Timestamp?
        package var provenAt: Timestamp?
        package var until: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The claim."),
            .required("scope", \.scope, .line(max: 1_100), "In canonical form."),
            .required("method", \.method, .line(max: 40), "dns, file or coordinator."),
            .required("state", \.state, .line(max: 40), "claimed, proven, expired or ended."),
            .optional(
                "place",
                \.place,
                .line(max: 400),
                "Where to publish: the name of a TXT record, or a file's address."
            ),
            .optional(
                "publish",
                \.publish,
                .line(max: 200),
                "What to publish: the record's text, or a line of the file."
            ),
            .optional("participant", \.participant, .id, "Whose it is."),
            .optional("claimant", \.claimant, .line(max: 400), "Its name, for who may vouch."),
            .optional("fault", \.fault, .line(max: 40), "Why the last look showed nothing."),
            .optional("faultWords", \.faultWords, .line(max: 400), "The same in words."),
            .optional(
                "reason",
                \.reason,
                .text(max: 1_000),
                "Why a coordinator approved it, or refused it (`takenBack`)."
            ),
            .optional("takenBack", \.takenBack, .flag, "Whether a coordinator ended it."),
            .required("claimedAt", \.claimedAt, .time, "When it was claimed."),
            .optional("checkedAt", \.checkedAt, .time, "When it was last looked at."),
            .optional("provenAt", \.provenAt, .time, "When it was last proven."),
            .optional("until", \.until, .time, "Until when the proof holds."),
        ]
    }

    /// A coordinator's word.
    package struct ControlWord: WireValue {
        package var reason = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("reason", \.reason, .text(max: 1_000), "What you looked at, or why not.")
        ]
    }

    /// A lease on a scope of one's own.
    package struct SeenLease: WireValue {
        package var id = ""
        package var state = ""
        package var scopes: [String] = []
        package var basis = ""
        package var document: String?
        package var technique = ""
        package var intensity = ""
        package var window = Window()
        package var endedAt: Timestamp?
        package var sources: [String] = []
        package var scanner: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The handle by which it is named, and stopped."),
            .required("state", \.state, .line(max: 40), "planned, active, lapsed, over, …"),
            .list("scopes", \.scopes, .line(max: 1_100), max: 64, "Those that are yours."),
            .required(
                "basis",
                \.basis,
                .line(max: 40),
                "On what it rests: own, authorized, open or document (nobody here saw it signed)."
            ),
            .optional(
                "document",
                \.document,
                .line(max: 80),
                "SHA-256 of the document that it states, where it rests on one."
            ),
            .required("technique", \.technique, .line(max: 80), "How it looks."),
            .required("intensity", \.intensity, .line(max: 40), "How hard it touches."),
            .required("window", \.window, .object(), "When it was declared to run."),
            .optional("endedAt", \.endedAt, .time, "When it ended, or was stopped."),
            .list("sources", \.sources, .line(max: 80), max: 16, "The networks it comes from."),
            .optional("scanner", \.scanner, .line(max: 400), "Who, where you authorized them."),
        ]
    }

    /// How a scanner can ask why its scan was stopped.
    package struct LeaseStop: WireValue {
        package var contact: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional(
                "contact",
                \.contact,
                .line(max: TextLimit.contact),
                "E-mail, https:// or mailto:; what your rule there names, unless given."
            )
        ]
    }

    /// A lease that was stopped.
    package struct StoppedLease: WireValue {
        package var id = ""
        package var state = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The handle."),
            .required("state", \.state, .line(max: 40), "stopped."),
        ]
    }
}
