// SPDX-License-Identifier: Apache-2.0
import API
import Client
import Foundation

/// Lets laboratories into a clearinghouse that runs here.
struct TownHall {
    private let administrator: ClearinghouseClient

    /// Takes the administrator's token from the file that the server made.
    init(_ server: RunningServer, tokenFile: URL) throws {
        let token = try String(contentsOf: tokenFile, encoding: .utf8)
        administrator = try Self.client(server, token.filter { !$0.isWhitespace })
    }

    /// Somebody with a token at a server.
    static func client(_ server: RunningServer, _ token: String) throws -> ClearinghouseClient {
        try ClearinghouseClient(address: "http://127.0.0.1:\(server.port)", token: token)
    }

    /// The token of a member of a new laboratory.
    func laboratory(_ number: Int) async throws -> String {
        var participant = Wire.NewParticipant()
        participant.kind = "ai-developer"
        participant.name = "Laboratory \(number)"
        let registered = try await administrator.call(Endpoints.registerParticipant, participant)
        var person = Wire.NewPerson()
        person.participant = registered.answer.id
        person.name = "Member"
        person.roles = ["member"]
        let added = try await administrator.call(Endpoints.addPerson, person).answer
        var token = Wire.NewToken()
        token.person = added.id
        token.name = "bench"
        token.lifeDays = 1
        return try await administrator.call(Endpoints.issueToken, token).answer.secret ?? ""
    }
}
