// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Discovery
import Store
import StrictJSON
import Timestamps
import Validation

extension Handlers {
    static func validation(_ routes: inout RouteTable) {
        routes.on(Endpoints.requestValidation) { call in
            let taken = try await ValidationIntake(store: call.services.store).accept(
                call.body.mediaType == "application/gzip" ? .gzip : .tar,
                bytes: call.body.bytes,
                of: try FindingID(wire: call.parameters.id),
                viewer: call.viewer,
                repeating: call.repeatKey
            )
            let (viewer, now) = (call.viewer, call.services.clock.now())
            let found = try await call.readBack(taken.position) {
                try $0.validation(taken.answer, viewer: viewer, now: now)
            }
            return Reply(Wire.Validation(found.summary, for: viewer), at: taken.position)
        }
        validationLists(&routes)
        routes.on(Endpoints.validationOfID) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ValidationID(wire: call.parameters.id)
            let found = try await call.read { try $0.validation(id, viewer: viewer, now: now) }
            return Reply(Wire.ValidationDetail(found, for: viewer))
        }
        attestations(&routes)
    }

    private static func validationLists(_ routes: inout RouteTable) {
        routes.on(Endpoints.findingValidations) { call in
            let (viewer, now) = (call.viewer, call.now)
            let finding = try FindingID(wire: call.parameters.id)
            let found = try await call.read {
                try $0.validations(of: finding, viewer: viewer, now: now)
            }
            return Reply(Page(items: found.map { Wire.Validation($0, for: viewer) }, next: nil))
        }
        routes.on(Endpoints.listValidations) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readValidation,
                id: \.id,
                as: { Wire.Validation($0, for: viewer) },
                { try $0.validations(viewer: viewer, now: now, after: $1, limit: $2) }
            )
        }
    }

    private static func attestations(_ routes: inout RouteTable) {
        routes.on(Endpoints.attestation) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ValidationID(wire: call.parameters.id)
            let bytes = try await call.read {
                try $0.attestation(of: id, viewer: viewer, now: now)
            }
            return Reply(RawBody(bytes, mediaType: "application/json"))
        }
        routes.on(Endpoints.attestationKey) { call in
            let key = try await AttestationSigner(call.services.store).publicKey()
            var answer = Wire.AttestationKey()
            answer.keyID = key.keyID
            answer.algorithm = AttestationKey.algorithm
            answer.key = key.text
            return Reply(answer)
        }
    }
}

extension Wire.Validation {
    init(_ summary: ValidationSummary, for viewer: Viewer) {
        self.init()
        id = summary.id.description
        finding = summary.finding.description
        isOwn = summary.isOwn(of: viewer)
        status = summary.status.rawValue
        reason = summary.verdict.reason?.rawValue
        verdict = summary.verdict.sentence
        grade = summary.patchGrade?.rawValue
        hasFix = summary.hasFix
        fired = summary.fired
        ran = summary.ran
        requestedAt = Timestamp(summary.requested)
        endedAt = summary.ended.map(Timestamp.init(_:))
        hasAttestation = summary.hasAttestation
    }
}

extension Wire.ValidationDetail {
    init(_ detail: ValidationDetail, for viewer: Viewer) {
        self.init()
        validation = Wire.Validation(detail.summary, for: viewer)
        form = detail.form.rawValue
        size = Int(detail.sizeBytes)
        tlp = detail.tlp.rawValue
        guard let evidence = detail.evidence else { return }
        treeDigest = evidence.treeDigest
        patchedTreeDigest = evidence.patchedTreeDigest
        recipeDigest = evidence.recipeDigest
        oracle = evidence.oracle
        controls = evidence.controls.isEmpty ? nil : .object(evidence.controls)
        compiler = evidence.compiler
        limitMode = evidence.limitMode
        faults = evidence.faults.map { fault in
            var told = Wire.BundleFault()
            told.place = fault.place
            told.code = fault.code
            told.reason = fault.reason
            return told
        }
        logs = evidence.logs.map { log in
            var told = Wire.StepLog()
            told.step = log.step
            told.text = log.text
            return told
        }
    }
}
