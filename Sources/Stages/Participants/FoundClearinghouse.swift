// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// The first start: the coordinator that runs the clearinghouse, its first administrator, and a
/// token.
package struct FoundClearinghouse: Command {
    /// What was founded.
    ///
    /// The token is there only in the first answer; write it to a file of mode 0600.
    package struct Answer: StoredAnswer {
        package let administrator: PersonID
        package let token: TokenID
        package let secret: Secret?

        init(administrator: PersonID, token: TokenID, secret: Secret?) {
            self.administrator = administrator
            self.token = token
            self.secret = secret
        }

        package init?(stored: [UInt8]) {
            guard let person = PersonID(bytes: Array(stored.prefix(16))),
                let token = TokenID(bytes: Array(stored.dropFirst(16)))
            else { return nil }
            self.init(administrator: person, token: token, secret: nil)
        }

        package var stored: [UInt8] { administrator.bytes + token.bytes }
    }

    /// The first administrator also looks after the coordinator; other roles they can give
    /// themselves, that of a coordinator until there is one.
    package static let firstRoles: Set<Role> = [.administrator, .steward]

    package let participant: ParticipantID
    package let name: String
    package let administratorName: String
    package let secret: Secret

    package init(
        participant: ParticipantID,
        name: String,
        administratorName: String,
        secret: Secret
    ) {
        self.participant = participant
        self.name = name
        self.administratorName = administratorName
        self.secret = secret
    }

    package var scopes: [SealingScope] { [Participant.scope(of: participant)] }

    package func authorize(in transaction: any Transaction) throws {
        guard transaction.actor == .system else { throw Refusal.forbidden }
    }

    package func perform(in transaction: any Transaction) throws -> Answer {
        guard try !transaction.isFounded() else { throw Refusal.alreadyFounded }
        let registered = RegisterParticipant(
            viewer: .system,
            id: participant,
            kind: .coordinator,
            sector: nil,
            name: name
        )
        _ = try registered.perform(in: transaction)
        let person = try AddPerson(
            viewer: .system,
            participant: participant,
            name: administratorName,
            email: nil,
            roles: Self.firstRoles
        ).perform(in: transaction)
        let issued = try IssueToken(
            viewer: .system,
            holder: .person(person),
            name: "first start",
            expiresAt: transaction.now.adding(seconds: Token.longestLifeSeconds),
            secret: secret
        ).perform(in: transaction)
        return Answer(administrator: person, token: issued.id, secret: issued.secret)
    }
}

extension Querying {
    /// Whether the first start has been made.
    package func isFounded() throws -> Bool {
        try first("SELECT 1 FROM participants LIMIT 1") { try $0.read(Int.self) } != nil
    }
}
