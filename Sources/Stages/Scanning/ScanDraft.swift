// SPDX-License-Identifier: Apache-2.0

package import Store

/// A plan to scan as somebody sent it, before anything is checked.
package struct ScanDraft: Sendable {
    package var scopes: [String]
    package var technique: String
    package var tool: String
    package var modelFamily: String?
    package var intensity: String?
    package var window: ScanWindow
    package var evidence: ScanEvidence?
    package var sources: [String] = []
    package var contact: String?
    package var note: String?
    /// What the sender's clock said.
    package var clock: Instant?

    package init(scopes: [String], technique: String, tool: String, window: ScanWindow) {
        self.scopes = scopes
        self.technique = technique
        self.tool = tool
        self.window = window
    }
}
