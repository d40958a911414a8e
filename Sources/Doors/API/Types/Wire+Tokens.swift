// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// A credential to make.
    package struct NewToken: WireValue {
        package var person: String?
        package var agent: String?
        package var name = ""
        package var lifeDays = 90

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("person", \.person, .id, "For a person; for yourself if neither is named."),
            .optional("agent", \.agent, .id, "For an agent."),
            .required("name", \.name, .line(max: 200, min: 1), "What it is for."),
            .defaulted("lifeDays", \.lifeDays, .integer(1...366), "After how many days it ends."),
        ]
    }

    /// What is known of a credential.
    package struct Token: WireValue {
        package var id = ""
        package var person: String?
        package var agent: String?
        package var participant = ""
        package var name = ""
        package var issuedAt = Timestamp()
        package var expiresAt = Timestamp()
        package var revokedAt: Timestamp?
        package var lastUsedDay: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The token."),
            .optional("person", \.person, .id, "Who holds it, if a person does."),
            .optional("agent", \.agent, .id, "Who holds it, if an agent does."),
            .required("participant", \.participant, .id, "For whom they act."),
            .required("name", \.name, .line(max: 200), "What it is for."),
            .required("issuedAt", \.issuedAt, .time, "Since when."),
            .required("expiresAt", \.expiresAt, .time, "Until when."),
            .optional("revokedAt", \.revokedAt, .time, "When it was ended."),
            .optional("lastUsedDay", \.lastUsedDay, .time, "The day of its last use."),
        ]
    }

    /// A new credential with its secret.
    package struct IssuedToken: WireValue {
        package var id = ""
        package var secret: String?
        package var expiresAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The token."),
            .optional("secret", \.secret, .line(max: 200), "Shown once; a repeat leaves it out."),
            .required("expiresAt", \.expiresAt, .time, "Until when."),
        ]
    }

    /// For whom a sign-in link is made.
    package struct NewSignInLink: WireValue {
        package var person: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("person", \.person, .id, "Yourself if nobody is named.")
        ]
    }

    /// A link by which a person signs in: once, within minutes.
    package struct SignInLink: WireValue {
        package var url: String?
        package var expiresAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("url", \.url, .line(max: 2_000), "Shown once; a repeat leaves it out."),
            .required("expiresAt", \.expiresAt, .time, "Until when."),
        ]
    }

    /// Says that one means it.
    package struct Withdrawal: WireValue {
        package var confirm = ""

        package init() {}

        package init(confirm: String) {
            self.confirm = confirm
        }

        package static let fields: [WireField<Self>] = [
            .required("confirm", \.confirm, .id, "Your participant's id, once more.")
        ]
    }

    /// What leaving did.
    package struct WithdrawalEffect: WireValue {
        package var participant = ""
        package var effects: [String] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("participant", \.participant, .id, "Who left."),
            .list(
                "effects",
                \.effects,
                .text(max: 2_000),
                max: 50,
                "What happens to what was shared."
            ),
        ]
    }
}
