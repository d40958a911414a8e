// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Counts what overlaps with one scope while the index is walked.
struct OverlapTally {
    let scope: Scope
    let question: OverlapQuestion
    private var overlapping = Group()
    private var covered = Group()
    private var own: [ScanID] = []

    /// Scans of one nature.
    private struct Group {
        var count = 0
        var techniques = TechniqueSet()
        var until = Instant(microseconds: .min)
        /// A scan stands once for each of its scopes with this key, one beside the other.
        var last: ScanID?

        func others(than technique: Technique) -> OverlapAdvice.Others? {
            OverlapAdvice.Extent(count).map { extent in
                OverlapAdvice.Others(
                    extent: extent,
                    techniques: techniques,
                    sameTechnique: techniques.contains(technique),
                    until: until
                )
            }
        }

        mutating func add(
            _ held: HeldScan,
            question: OverlapQuestion,
            scope: Scope,
            own: inout [ScanID]
        ) {
            guard held.scan != question.besides, held.scan != last,
                Scope.versionsMeet(held.version, scope.version)
            else { return }
            last = held.scan
            if held.participant == question.participant {
                if !own.contains(held.scan) { own.append(held.scan) }
                return
            }
            count += 1
            techniques.insert(held.technique)
            until = max(until, held.window.end)
        }
    }

    init(scope: Scope, question: OverlapQuestion) {
        self.scope = scope
        self.question = question
    }

    /// Counts a scan that is in force or planned.
    mutating func count(held scan: HeldScan) {
        overlapping.add(scan, question: question, scope: scope, own: &own)
    }

    /// Counts a scan that was completed.
    mutating func count(completed scan: HeldScan) {
        covered.add(scan, question: question, scope: scope, own: &own)
    }

    /// The advice on what was counted.
    func advice() -> OverlapAdvice {
        OverlapAdvice(
            scope: scope,
            overlapping: overlapping.others(than: question.technique),
            covered: covered.others(than: question.technique),
            own: own.sorted()
        )
    }
}
