// SPDX-License-Identifier: Apache-2.0

import Access
import Store

extension ScanIntent {
    /// Notes what is wrong with a window at that moment.
    static func check(_ window: ScanWindow, now: Instant, _ faults: inout [Refusal.Fault]) {
        guard window.start < window.end else {
            let reason = "The window has to end after its start."
            faults.note("/window/end", "reversed-window", reason)
            return
        }
        if window.end > window.start.adding(seconds: ScanWindow.maximumSeconds) {
            let days = ScanWindow.maximumSeconds / 86_400
            faults.note("/window/end", "window-too-long", "A window lasts at most \(days) days.")
        }
        if window.start > now.adding(seconds: ScanWindow.aheadSeconds) {
            let reason = "It begins at most \(ScanWindow.aheadSeconds / 86_400) days from now."
            faults.note("/window/start", "too-far-ahead", reason)
        }
        if window.start < now.adding(seconds: -ScanWindow.behindSeconds) {
            let reason = "It began at most a day before it is declared."
            faults.note("/window/start", "too-far-back", reason)
        }
        if window.end <= now {
            faults.note("/window/end", "window-past", "The window has already ended.")
        }
    }

    /// How far a sender's clock may be off, in seconds: past it its window says another time than
    /// it means.
    package static let clockSeconds: Int64 = 120

    static func check(clock: Instant?, now: Instant, _ faults: inout [Refusal.Fault]) {
        guard let clock,
            clock < now.adding(seconds: -clockSeconds)
                || clock > now.adding(seconds: clockSeconds)
        else { return }
        let reason = """
            Your clock says \(clock) and this server's \(now); they may differ by \(clockSeconds) \
            seconds. Set it, or the window is not the one you mean.
            """
        faults.note("/clock", "clock-off", reason)
    }

    /// Networks, names and services have somebody who is touched: how hard has to be said there.
    static func intensity(
        _ name: String?,
        of scopes: [Scope],
        faults: inout [Refusal.Fault]
    ) -> Intensity? {
        if let name { return Intensity(name, &faults) }
        if !scopes.contains(where: \.kind.needsOwner) { return .passive }
        let known = Intensity.allCases.map(\.rawValue).joined(separator: ", ")
        let reason = "Say how hard you touch what somebody runs: \(known)."
        faults.note("/intensity", "missing", reason)
        return nil
    }

    /// Networks that one scan comes from at most.
    package static let sourceLimit = 16

    static func sources(_ texts: [String], faults: inout [Refusal.Fault]) -> [Scope] {
        guard texts.count <= sourceLimit else {
            let reason = "A scan comes from at most \(sourceLimit) networks."
            faults.note("/sources", "too-many", reason)
            return []
        }
        var sources: [Scope] = []
        for (index, text) in texts.enumerated() {
            do throws(Scope.Fault) {
                let source = try Scope(parsing: text)
                guard source.kind == .network, source.residue == nil else { throw .badNetwork }
                let isNarrow =
                    source.networkPrefix.map { prefix in
                        prefix >= (source.isIPv4 ? Scope.sourcePrefix4 : Scope.sourcePrefix6)
                    } ?? false
                guard isNarrow else { throw .wideSource }
                if !sources.contains(source) { sources.append(source) }
            } catch {
                faults.append(Refusal.Fault(error, at: "/sources/\(index)"))
            }
        }
        return sources
    }
}

extension Refusal {
    static func invalidScan(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-scan",
            detail: "The scan cannot be declared like this; see the faults.",
            faults: faults
        )
    }
}
