// SPDX-License-Identifier: Apache-2.0

import Store

extension OverlapIndex {
    /// One scope of a question, asked of one index.
    struct View {
        let scope: Scope
        let question: OverlapQuestion
        let now: Instant
        let pending: OverlapIndex?

        func overlapping(_ index: LeaseIndex, _ work: inout Int) -> OverlapNature {
            nature(of: found(index, &work), in: index, &work)
        }

        fileprivate func found(_ index: LeaseIndex, _ work: inout Int) -> [LeaseIndex.Found] {
            index.leases(asked(question.window.days), work: &work)
        }

        func covered(_ index: OverlapIndex, _ work: inout Int) -> [CoverageNotes.Covered] {
            index.completed.leases(asked(recent, isLatestFirst: true), work: &work).map { found in
                let told = index.notes.told(of: found.lease.scan, on: scope, work: &work)
                return (found.lease, told ?? CoverageNotes.Told())
            }
        }

        func own(
            _ standing: LeaseIndex,
            _ completed: LeaseIndex,
            _ work: inout Int
        ) -> Set<ScanID> {
            guard question.participant != nil else { return [] }
            let days = asked(question.window.days, isOwn: true)
            let recent = asked(recent, isOwn: true)
            let own = standing.leases(days, work: &work) + completed.leases(recent, work: &work)
            return Set(own.map(\.lease.scan))
        }

        private func nature(
            of found: [LeaseIndex.Found],
            in index: LeaseIndex,
            _ work: inout Int
        ) -> OverlapNature {
            let model = question.modelFamily.flatMap(index.knownNumber(ofModel:))
            var nature = OverlapNature()
            nature.tellsModels = model != nil || index.tellsFamiliesApart
            for found in found {
                nature.add(
                    found,
                    hasModel: model == found.lease.model,
                    hasRevision: index.isAboutRevision(found.lease, of: scope, work: &work)
                )
            }
            return nature
        }

        /// What was completed stands for as long as it counts as recent.
        private var recent: ScanWindow { ScanWindow(start: now, end: now.adding(seconds: 1)) }

        private func asked(
            _ window: ScanWindow,
            isOwn: Bool = false,
            isLatestFirst: Bool = false
        ) -> OverlapTally.Question {
            OverlapTally.Question(
                scope: scope,
                start: window.start.second,
                end: window.end.second,
                now: now,
                asker: question.participant,
                isOwn: isOwn,
                isLatestFirst: isLatestFirst,
                besides: question.besides,
                pending: pending
            )
        }
    }
}

extension OverlapIndex {
    /// The leases of others that overlap with a question on one scope; takes from `work` what it
    /// cost, the looking included.
    func others(
        on scope: Scope,
        _ question: OverlapQuestion,
        now: Instant,
        work: inout Int
    ) -> [LeaseIndex.Found] {
        work -= OverlapTally.lookWork
        return View(scope: scope, question: question, now: now, pending: nil)
            .found(standing, &work)
    }
}

extension LeaseIndex {
    /// The leases that a question is about: see `OverlapTally`, also for `work`.
    func leases(_ question: OverlapTally.Question, work: inout Int) -> [Found] {
        var tally = tally(question, work: work)
        trie.show(question.scope.key, &tally, in: self)
        work = tally.work
        return tally.found(in: self)
    }
}
