// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension ScanIntent {
    /// What is wrong with a window at that moment.
    package static func faults(of window: ScanWindow, now: Instant) -> [Refusal.Fault] {
        guard window.start < window.end else {
            return [
                fault("/window/end", "reversed-window", "The window has to end after its start.")
            ]
        }
        var faults: [Refusal.Fault] = []
        if window.end > window.start.adding(seconds: ScanWindow.maximumSeconds) {
            let days = ScanWindow.maximumSeconds / 86_400
            faults.append(
                fault("/window/end", "window-too-long", "A window lasts at most \(days) days.")
            )
        }
        if window.start > now.adding(seconds: ScanWindow.aheadSeconds) {
            let days = ScanWindow.aheadSeconds / 86_400
            faults.append(
                fault("/window/start", "too-far-ahead", "It begins at most \(days) days from now.")
            )
        }
        if window.start < now.adding(seconds: -ScanWindow.behindSeconds) {
            faults.append(
                fault(
                    "/window/start",
                    "too-far-back",
                    "It began at most a day before it is declared."
                )
            )
        }
        if window.end <= now {
            faults.append(fault("/window/end", "window-past", "The window has already ended."))
        }
        return faults
    }

    private static func fault(_ place: String, _ code: String, _ reason: String) -> Refusal.Fault {
        Refusal.Fault(place: place, code: code, reason: reason)
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
