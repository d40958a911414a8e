// SPDX-License-Identifier: Apache-2.0

package import Severity

/// A vulnerability's place in the queue: band, then shortest timeline, then CVSS, then age.
package struct Rank: Sendable, Hashable {
    package let band: Band
    package let timeline: BOD2604.Timeline
    /// The score in tenths; a vulnerability without a vector stands after those with one.
    package let score: Int

    package init(_ facts: RankingFacts, cvss: CVSSVector?) {
        band = BandRule(facts).band
        timeline = facts.shortest
        score = cvss?.score.tenths ?? Self.unscored
    }

    /// Below every score.
    static let unscored = -1
}
