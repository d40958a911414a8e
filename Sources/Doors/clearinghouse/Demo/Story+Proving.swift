// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Store
import StrictJSON

extension Story {
    /// What was proved: the finding, and the signed statement on it.
    struct Proof {
        let finding: String
        let attestation: [UInt8]
    }

    /// How long a verdict is waited for, in half seconds: a build and a dozen runs take some, and
    /// a worker that died keeps its lease for half a minute.
    private static let verdictPolls = 160

    /// Act 5: a third bug is shown in the sandbox, and its patch too.
    mutating func prove(_ cast: Cast) async throws -> Proof? {
        narrator.act("5. Is it so?")
        let sent = try await cast.aspen.client.ask(
            Endpoints.intakeFinding,
            NoParameters(),
            RawBody(Self.overflow.serialized(), mediaType: "application/json")
        )
        guard let finding = sent.outcomes.first?.finding else {
            narrator.step("Aspen's fuzzer reports an overflow.", holds: false)
            return nil
        }
        narrator.say(
            "Aspen's fuzzer finds an overflow, and sends what shows it: the source, an input, a "
                + "patch, and a recipe."
        )
        let sample = try SampleLibrary(folder: folder, name: "proof")
        let asked = try await cast.aspen.client.ask(
            Endpoints.requestValidation,
            ByID(finding),
            RawBody(try sample.reproducer(), mediaType: "application/x-tar")
        )
        guard let seen = try await verdict(on: asked.id, cast) else { return nil }
        let controls = seen.controls
        narrator.step(
            "The sandbox builds it without a network and sees "
                + "\(seen.oracle ?? "nothing"), \(seen.validation.fired ?? 0) of "
                + "\(seen.validation.ran ?? 0) times; the harmless input stays silent.",
            holds: seen.validation.status == "passed" && seen.validation.fired == 5
        )
        narrator.step(
            "With the patch the same input is silent in every run, and the library's own tests "
                + "pass as before: \(seen.validation.grade ?? "no grade").",
            holds: seen.validation.grade == "deployable" && controls?["patchedSilent"] != nil
        )
        return try await attest(finding, asked.id, cast)
    }

    /// Waits for the verdict; says what keeps the sandbox from running if none comes (RULES B2).
    private mutating func verdict(
        on validation: String,
        _ cast: Cast
    ) async throws -> Wire.ValidationDetail? {
        for _ in 1...Self.verdictPolls {
            let seen = try await cast.aspen.client.ask(
                Endpoints.validationOfID,
                ByID(validation),
                NoBody()
            )
            if seen.validation.endedAt != nil { return seen }
            try await Task.sleep(for: .milliseconds(500))
        }
        let checks = try await stranger.ask(Endpoints.ready, NoParameters(), NoBody()).checks
        let why = checks.first { $0.name == "sandbox" }?.about ?? "nobody knows why"
        narrator.step("The sandbox comes to a verdict. It waits: \(why)", holds: false)
        return nil
    }

    private mutating func attest(
        _ finding: String,
        _ validation: String,
        _ cast: Cast
    ) async throws -> Proof {
        let file = try await cast.aspen.client.ask(
            Endpoints.attestation,
            ByID(validation),
            NoBody()
        )
        let known = try await stranger.ask(Endpoints.attestationKey, NoParameters(), NoBody())
        let key = AttestationKey(text: known.key)
        let checked = try key.map { try CheckedAttestation(file.bytes, key: $0) }
        let text = String(decoding: file.bytes, as: UTF8.self)
        narrator.step(
            "The verdict is signed. Whoever has the key checks it offline, without the input that "
                + "shows the bug: only a salted commitment to it is inside.",
            holds: checked != nil && !text.contains("0,1,2,3")
        )
        narrator.aside(
            "in-toto Statement in a DSSE envelope, Ed25519 key \(known.keyID.prefix(16))"
        )
        return Proof(finding: finding, attestation: file.bytes)
    }

    private static let overflow: JSONValue = [
        "package": .string(package),
        "title": "tr_join writes past its buffer",
        "description": "Separators inside values are written twice and counted once.",
        "weakness": "CWE-787",
        "credit": "Aspen Laboratory, Avery",
        "symbol": ["function": "tr_join", "file": "tinyrecord.c"],
    ]
}
