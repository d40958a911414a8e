// SPDX-License-Identifier: Apache-2.0

import API
import Distribution
import Prioritization
import Store
import Timestamps

extension Wire.RecipientKey {
    init(_ key: RecipientKey) {
        self.init()
        id = key.id.description
        publicKey = key.publicKey.text
        fingerprint = key.publicKey.fingerprint
        name = key.name
        registeredAt = Timestamp(key.registeredAt)
        revokedAt = key.revokedAt.map(Timestamp.init(_:))
    }
}

extension Wire.BundleDescription {
    init(_ description: BundleDescription) {
        self.init()
        title = description.title
        package = description.package
        range = description.range
        cve = description.cve
        vulnerability = description.vulnerability.description
        whatToDo = description.whatToDo
        workaround = description.workaround
        needsRestart = description.needsRestart
        files = description.files.map { file in
            var wire = Wire.BundleFile()
            wire.name = file.name
            wire.role = file.role.rawValue
            wire.size = file.sizeBytes
            wire.digest = file.digest.hexadecimal
            return wire
        }
    }
}

extension Wire.Bundle {
    init(_ bundle: Bundle) {
        self.init()
        id = bundle.id.description
        onCase = bundle.caseID.description
        state = bundle.state.rawValue
        digest = bundle.digest.hexadecimal
        releaseAt = Timestamp(bundle.moment)
        preparedAt = Timestamp(bundle.preparedAt)
        releasedAt = bundle.releasedAt.map(Timestamp.init(_:))
        description = bundle.description.map(Wire.BundleDescription.init)
    }

    init(_ detail: BundleDetail) {
        self.init(detail.bundle)
        signatures = detail.signatures.map { signature in
            var wire = Wire.ReleaseSignature()
            wire.asCoordinator = signature.asCoordinator
            wire.isOwn = signature.isOwn
            wire.signedAt = Timestamp(signature.signedAt)
            return wire
        }
        standing = detail.standing
        canSign = detail.canSign
        recipients = detail.progress?.recipients?.description
        progress = (detail.progress?.counts ?? []).map { count in
            var wire = Wire.RolloutCount()
            wire.state = count.state?.rawValue ?? "silent"
            wire.recipients = count.recipients.description
            return wire
        }
    }
}

extension Wire.Delivery {
    init(_ delivery: Delivery) {
        self.init()
        id = delivery.id.description
        bundle = delivery.bundle.description
        madeAt = Timestamp(delivery.madeAt)
        state = delivery.state?.rawValue
        step = delivery.step.rawValue
        todo = delivery.step.sentence
        digest = delivery.digest.hexadecimal
        sealedDigest = delivery.sealedDigest.hexadecimal
        sealedSize = Int(delivery.sealedSizeBytes)
        releaseAt = delivery.description.map { Timestamp($0.moment) }
        description = delivery.description.map(Wire.BundleDescription.init)
        keys = delivery.keys.map { sealed in
            var wire = Wire.SealedKey()
            wire.key = sealed.key.description
            wire.encapsulated = sealed.seal.encapsulated
            wire.sealed = sealed.seal.sealed
            return wire
        }
    }

    init(_ detail: DeliveryDetail) {
        self.init(detail.delivery)
        receipts = detail.receipts.map { receipt in
            var wire = Wire.Receipt()
            wire.kind = receipt.kind.rawValue
            wire.note = receipt.note
            wire.givenAt = Timestamp(receipt.givenAt)
            return wire
        }
    }
}
