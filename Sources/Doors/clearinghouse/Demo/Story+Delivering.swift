// SPDX-License-Identifier: Apache-2.0

import API
import Client
import FoundationEssentials
import SecurityFormats
import Store
import Timestamps

extension Story {
    /// How long the release is waited for after its moment, in half seconds.
    private static let releasePolls = 60
    /// From now to the release moment: time for two persons to sign.
    private static let secondsToRelease: Int64 = 4

    /// Act 8: the patch goes to everybody concerned at one moment.
    mutating func deliver(_ cast: Cast, _ onCase: Wire.Case) async throws {
        narrator.act("8. One moment for all")
        let secrets = try await makeKeys(cast)
        let bundle = try await prepare(cast, onCase)
        let once = try await sign(bundle, as: cast.supplier)
        narrator.step(
            "One signature releases nothing: \(once.standing)",
            holds: once.state == "prepared" && once.signatures.count == 1
        )
        let twice = try await sign(bundle, as: cast.coordinator)
        narrator.step("The coordinator signs too.", holds: twice.signatures.count == 2)
        narrator.aside("The release moment is \(bundle.releaseAt): waiting.")
        guard let hospital = try await arrival(for: cast.hospital),
            let bank = try await arrival(for: cast.bank)
        else { return narrator.step("The bundle is released.", holds: false) }
        narrator.step(
            "Hospital and bank get it at one moment, each sealed to a key that only they hold.",
            holds: hospital.madeAt == bank.madeAt
                && hospital.keys.first?.sealed
                    != bank.keys.first?.sealed
        )
        try await compare(cast)
        try await deploy(hospital, secrets.hospital, cast)
        try await mitigate(bank, cast)
        let seen = try await cast.coordinator.client.ask(
            Endpoints.bundle,
            ByID(bundle.id),
            NoBody()
        )
        narrator.step(
            "The coordinator sees how far it has come, in numbers that name nobody: "
                + seen.progress.map { "\($0.state) \($0.recipients)" }.joined(separator: ", ")
                + ".",
            holds: !seen.progress.isEmpty
        )
    }

    private mutating func makeKeys(
        _ cast: Cast
    ) async throws -> (hospital: RecipientSecret, bank: RecipientSecret) {
        let secrets = (hospital: RecipientSecret(), bank: RecipientSecret())
        for (player, secret) in [(cast.hospital, secrets.hospital), (cast.bank, secrets.bank)] {
            var key = Wire.NewRecipientKey()
            key.publicKey = secret.publicText
            key.name = "demo"
            _ = try await player.client.ask(Endpoints.registerRecipientKey, NoParameters(), key)
        }
        narrator.step(
            "Hospital and bank make keys on their own machines; only the public parts leave them.",
            holds: true
        )
        return secrets
    }

    private func prepare(_ cast: Cast, _ onCase: Wire.Case) async throws -> Wire.Bundle {
        var plan = Wire.BundlePlan()
        plan.whatToDo = "Apply fix.patch, build, restart whatever uses the library."
        plan.workaround = "Refuse records whose values contain a comma."
        plan.needsRestart = true
        plan.releaseAt = Self.second(after: Self.secondsToRelease)
        var patch = Wire.NewBundleFile()
        patch.name = "fix.patch"
        patch.role = "patch"
        patch.content = PackageResources.fix_patch
        plan.files = [patch]
        return try await cast.supplier.client.ask(
            Endpoints.prepareBundle,
            ByID(onCase.id),
            plan
        )
    }

    private func sign(_ bundle: Wire.Bundle, as player: Player) async throws -> Wire.Bundle {
        var word = Wire.ReleaseWord()
        word.digest = bundle.digest
        word.releaseAt = bundle.releaseAt
        return try await player.client.ask(Endpoints.signRelease, ByID(bundle.id), word)
    }

    private func arrival(for player: Player) async throws -> Wire.Delivery? {
        for _ in 1...Self.releasePolls {
            let page = try await player.client.ask(
                Endpoints.listDeliveries,
                PageParameters(after: nil),
                NoBody()
            )
            if let delivery = page.items.first { return delivery }
            try await Task.sleep(for: .milliseconds(500))
        }
        return nil
    }

    /// The same bug is not equally urgent everywhere.
    private mutating func compare(_ cast: Cast) async throws {
        let hospital = try await exposure(of: cast.hospital).items.first?.deadline
        let bank = try await exposure(of: cast.bank).items.first?.deadline
        narrator.step(
            "They are affected unequally. The hospital: \(hospital?.sentence ?? "nothing")",
            holds: hospital?.timeline == "3D" && hospital?.force == "advice"
        )
        narrator.step(
            "The bank: \(bank?.sentence ?? "nothing")",
            holds: bank?.timeline == "60D"
        )
    }

    /// The hospital opens the bundle, applies the patch to its own copy and says so.
    private mutating func deploy(
        _ delivery: Wire.Delivery,
        _ secret: RecipientSecret,
        _ cast: Cast
    ) async throws {
        let client = cast.hospital.client
        let sealed = try await client.ask(Endpoints.sealedBundle, ByID(delivery.id), NoBody())
        let key = try await client.ask(Endpoints.attestationKey, NoParameters(), NoBody()).key
        let opening = DeliveryOpening(
            delivery: delivery,
            secret: secret,
            serverKey: Data(base64Encoded: key).map(Array.init) ?? []
        )
        let opened = try opening.open(sealed.bytes)
        narrator.step(
            "The hospital pulls it, checks signature, digests and the proof, and opens it.",
            holds: opened.hasAttestation
        )
        let copy = try SampleLibrary(folder: folder, name: "hospital")
        let patch = opened.files.first { $0.name == "fix.patch" }?.bytes ?? []
        let isPatched = try await copy.apply(patch)
        for kind in ["delivered", "opened", "deployed"] {
            var receipt = Wire.NewReceipt()
            receipt.kind = kind
            _ = try await client.ask(Endpoints.giveReceipt, ByID(delivery.id), receipt)
        }
        let settled = try await exposure(of: cast.hospital).items.first
        narrator.step(
            "It patches its copy and says so: \(settled?.outcome ?? "nothing").",
            holds: isPatched && settled?.outcome == "deployed"
        )
    }

    private mutating func mitigate(_ delivery: Wire.Delivery, _ cast: Cast) async throws {
        var receipt = Wire.NewReceipt()
        receipt.kind = "mitigated"
        let told = try await cast.bank.client.ask(
            Endpoints.giveReceipt,
            ByID(delivery.id),
            receipt
        )
        narrator.step("The bank takes the workaround for now.", holds: told.state == "mitigated")
    }

    /// Act 9: when those who run it have the patch, everybody is told.
    mutating func publish(_ cast: Cast, _ onCase: Wire.Case) async throws {
        narrator.act("9. Then everybody")
        var text = Wire.AdvisoryText()
        text.summary = "A crafted record overflows a buffer of tr_join."
        text.details = "Separators inside values are written twice and counted once."
        let advisory = try await cast.coordinator.client.ask(
            Endpoints.publishAdvisory,
            ByID(onCase.id),
            text
        )
        let name = Wire.ByName(advisory.line.name)
        let osv = try await stranger.ask(Endpoints.advisoryOSV, name, NoBody())
        let csaf = try await stranger.ask(Endpoints.advisoryCSAF, name, NoBody())
        narrator.step(
            "\(advisory.line.name) is public, as OSV (\(osv.bytes.count) bytes) and as CSAF 2.0 "
                + "(\(csaf.bytes.count) bytes), without an account.",
            holds: !osv.bytes.isEmpty && !csaf.bytes.isEmpty
        )
        try keep(osv.bytes, "\(advisory.line.name).osv.json")
        try keep(csaf.bytes, CSAF.fileName(trackingID: advisory.line.name))
        narrator.step(
            "It credits the finder word for word: \(advisory.credits.joined(separator: " · ")).",
            holds: advisory.credits == ["Aspen Laboratory, Avery"]
        )
    }

    /// Keeps a document where the person who started the demo asked for it.
    private func keep(_ bytes: [UInt8], _ name: String) throws {
        guard let documents else { return }
        let files = FileManager.default
        try files.createDirectory(atPath: documents, withIntermediateDirectories: true)
        guard files.createFile(atPath: "\(documents)/\(name)", contents: Data(bytes)) else {
            throw CommandFailure("\(documents)/\(name) cannot be written.")
        }
    }

    private static func second(after seconds: Int64) -> Timestamp {
        let second: Int64 = 1_000_000
        let now = SystemClock().now().microseconds
        return Timestamp(microseconds: (now / second + seconds) * second)
    }
}
