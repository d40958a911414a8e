// SPDX-License-Identifier: Apache-2.0

import API
import Client

/// The demo's story, played through the public HTTP interface by the same client that people use.
struct Story {
    let address: String
    /// Where the sample library is laid out and results are written.
    let folder: String
    let logKey: String
    /// Where advisories are kept beyond the story, if anywhere.
    var documents: String?
    let administrator: ClearinghouseClient
    let stranger: ClearinghouseClient
    var narrator = Narrator(style: .standardOutput())
    /// Those who played, once the story is over.
    private var cast: Cast?

    /// The package that both laboratories look at.
    static let package = "pkg:generic/tinyrecord@1.0.0"

    init(address: String, folder: String, administratorToken: String, logKey: String) throws {
        self.address = address
        self.folder = folder
        self.logKey = logKey
        administrator = try Self.client(address, administratorToken)
        stranger = try Self.client(address, nil)
    }

    /// Somebody's client; a server that is started anew in the middle of the story is waited for.
    static func client(_ address: String, _ token: String?) throws -> ClearinghouseClient {
        try ClearinghouseClient(address: address, token: token, waitsForServer: true)
    }

    /// Plays every act; answers whether every step held.
    mutating func play() async -> Bool {
        do {
            narrator.say("A new clearinghouse listens on \(address), with an empty database.")
            let cast = try await takePart()
            let scans = try await declareScans(cast)
            try await own(cast)
            try await askAboutProbe(cast)
            let reports = try await report(cast, scans)
            try await tellCoverage(cast, scans)
            try await meet(cast, reports)
            try await loop(cast)
            try await engage(cast)
            try await lookFromOutside(cast, reports)
            self.cast = cast
        } catch let fault as ClientFault {
            narrator.step("The server refused: \(fault)", holds: false)
        } catch {
            narrator.step("The story broke off: \(error)", holds: false)
        }
        narrator.tell("\n" + narrator.closing())
        await stranger.close()
        return narrator.failed.isEmpty
    }

    /// From a proof to a patched hospital.
    private mutating func loop(_ cast: Cast) async throws {
        guard let proof = try await prove(cast) else { return }
        let vulnerability = try await rank(cast, proof)
        let onCase = try await coordinate(cast, vulnerability)
        try await deliver(cast, onCase)
        try await publish(cast, onCase)
    }

    /// Leaves a way in for the person who watches: everybody makes a link of their own.
    func invite() async {
        narrator.tell("\nLook around. Each link works once, within ten minutes:")
        let guests = [
            ("Coordinator", cast?.coordinator), ("Aspen", cast?.aspen),
            ("Hospital", cast?.hospital), ("Bank", cast?.bank), ("Agency", cast?.agency),
        ]
        for (name, player) in guests {
            guard let client = player?.client else { continue }
            do {
                let link = try await client.ask(
                    Endpoints.signInLink,
                    NoParameters(),
                    Wire.NewSignInLink()
                )
                narrator.tell("  \(name): \(link.url ?? "")")
            } catch {
                narrator.tell("  No sign-in link could be made: \(error)")
            }
            await client.close()
        }
        narrator.tell("\nThe server stays up. Press Ctrl-C to end it; its data goes with it.")
    }
}

/// One who plays: somebody's client, and whom they act for.
struct Player {
    let client: ClearinghouseClient
    let participant: String
}

/// Who plays.
struct Cast {
    let coordinator: Player
    let aspen: Player
    let birch: Player
    let supplier: Player
    let hospital: Player
    let bank: Player
    let agency: Player
}
