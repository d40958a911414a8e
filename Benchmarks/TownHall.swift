// SPDX-License-Identifier: Apache-2.0
import API
import Client
import Foundation
import Timestamps

/// Lets laboratories into a clearinghouse that runs here.
struct TownHall {
    private let server: RunningServer
    private let administrator: ClearinghouseClient

    /// Takes the administrator's token from the file that the server made.
    init(_ server: RunningServer, tokenFile: URL) throws {
        self.server = server
        let token = try String(contentsOf: tokenFile, encoding: .utf8)
        administrator = try Self.client(server, token.filter { !$0.isWhitespace })
    }

    /// Somebody with a token at a server.
    static func client(_ server: RunningServer, _ token: String) throws -> ClearinghouseClient {
        try ClearinghouseClient(address: "http://127.0.0.1:\(server.port)", token: token)
    }

    /// A new participant with one person in it.
    struct Member {
        let participant: String
        let token: String
    }

    /// A member of a new laboratory.
    func laboratory(_ number: Int) async throws -> Member {
        var participant = Wire.NewParticipant()
        participant.kind = "ai-developer"
        participant.name = "Laboratory \(number)"
        let registered = try await administrator.call(Endpoints.registerParticipant, participant)
        return try await member("member", of: registered.answer.id)
    }

    /// An owner who proved networks by a coordinator's word, and allows laboratories to scan them.
    func allow(_ laboratories: [Member], on networks: [String], until: Timestamp) async throws {
        let owner = try Self.client(server, try await laboratory(-1).token)
        let me = try await administrator.call(Endpoints.me).answer.participant ?? ""
        let coordinator = try Self.client(server, try await member("coordinator", of: me).token)
        for network in networks {
            var claim = Wire.ControlClaim()
            (claim.scope, claim.method) = (network, "coordinator")
            let claimed = try await owner.call(Endpoints.claimControl, claim).answer
            var word = Wire.ControlWord()
            word.reason = "Called back."
            _ = try await coordinator.call(Endpoints.vouchControl, ByID(claimed.id), word)
            for laboratory in laboratories {
                var terms = Wire.AuthorizationTerms()
                (terms.participant, terms.scope) = (laboratory.participant, network)
                (terms.intensity, terms.until) = ("active", until)
                _ = try await owner.call(Endpoints.giveAuthorization, terms)
            }
        }
        await owner.close()
        await coordinator.close()
    }

    private func member(_ role: String, of participant: String) async throws -> Member {
        var person = Wire.NewPerson()
        person.participant = participant
        person.name = "Member"
        person.roles = [role]
        let added = try await administrator.call(Endpoints.addPerson, person).answer
        var token = Wire.NewToken()
        token.person = added.id
        token.name = "bench"
        token.lifeDays = 1
        let issued = try await administrator.call(Endpoints.issueToken, token).answer
        return Member(participant: participant, token: issued.secret ?? "")
    }
}
