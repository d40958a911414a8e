// SPDX-License-Identifier: Apache-2.0

package import API
package import Scanning
import Store
import Timestamps

extension ScanDraft {
    init(_ request: Wire.AdviceRequest) {
        self.init(
            scopes: request.scopes,
            technique: request.technique,
            tool: "",
            window: ScanWindow(request.window)
        )
        modelFamily = request.modelFamily
        intensity = request.intensity
    }
}

extension Wire.Window {
    init(_ window: ScanWindow) {
        self.init(start: Timestamp(window.start), end: Timestamp(window.end))
    }
}

extension Wire.Advice {
    /// The advice as everybody is told it.
    package init(_ advice: PlanAdvice) {
        self.init()
        scopes = advice.scopes.map(Wire.ScopeAdvice.init)
        quietWindow = advice.proposal.quietWindow.map(Wire.Window.init)
        uncovered = (advice.proposal.uncovered ?? []).map(\.text)
    }
}

extension Wire.ScopeAdvice {
    init(_ advice: ScanAdvice) {
        self.init()
        scope = advice.scope.text
        about = advice.about.text
        verdict = advice.verdict.rawValue
        overlapping = advice.overlap.overlapping.map(Wire.Others.init)
        covered = advice.overlap.covered.map(Wire.Covered.init)
        rules = advice.rules.map(Wire.ScanRuleTerms.init)
        requestsPerHour = advice.requestsPerHour
        own = advice.overlap.own.map(\.description)
        warning = advice.scope.warning
    }
}

extension Wire.Others {
    init(_ others: OverlapAdvice.Others) {
        self.init()
        extent = others.extent.rawValue
        techniques = others.techniques.techniques.map(\.rawValue)
        isSameTechnique = others.sameTechnique
        isSameModelFamily = others.sameModelFamily
        isSameRevision = others.sameRevision
        until = Timestamp(others.until)
    }
}

extension Wire.Probing {
    init(day: Int64, _ counts: [ProbingCount]) {
        self.init()
        self.day = Timestamp(microseconds: day * 86_400_000_000)
        self.counts = counts.map { count in
            var wire = Wire.ProbingCount()
            wire.participant = count.participant.description
            wire.asked = count.asked
            wire.places = count.places
            wire.exhausted = count.exhausted
            return wire
        }
    }
}
