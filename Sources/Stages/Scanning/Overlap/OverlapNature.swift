// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import Store

/// What is told of the leases that were found, gathered one by one.
struct OverlapNature {
    private(set) var count = 0
    private(set) var techniques = TechniqueSet()
    /// Whether one has the family of models that was asked about.
    private(set) var hasModel = false
    /// Whether it would be known if one had.
    var tellsModels = true
    /// Whether one is about the revision that was asked about.
    private(set) var hasRevision = false
    /// The second before which the last of them is over.
    private(set) var lastEnd: UInt32 = 0

    mutating func add(_ found: LeaseIndex.Found, hasModel: Bool, hasRevision: Bool) {
        count += 1
        techniques.insert(found.lease.technique)
        self.hasModel = self.hasModel || hasModel
        self.hasRevision = self.hasRevision || hasRevision
        lastEnd = max(lastEnd, found.lease.end)
    }

    /// Whether one has the family that was asked about, where that is known.
    var sameModel: Bool? { hasModel || tellsModels ? hasModel : nil }

    mutating func add(_ other: OverlapNature) {
        count += other.count
        for technique in other.techniques.techniques { techniques.insert(technique) }
        hasModel = hasModel || other.hasModel
        tellsModels = tellsModels && other.tellsModels
        hasRevision = hasRevision || other.hasRevision
        lastEnd = max(lastEnd, other.lastEnd)
    }
}

extension OverlapAdvice.Others {
    /// What is told of leases, of which the last is over before that second.
    init?(_ nature: OverlapNature, until last: UInt32, of view: OverlapIndex.View) {
        guard let extent = OverlapAdvice.Extent(nature.count) else { return nil }
        let end = Instant(microseconds: Int64(last) * 1_000_000)
        self.init(
            extent: extent,
            techniques: nature.techniques,
            sameTechnique: nature.techniques.contains(view.question.technique),
            sameModelFamily: view.question.modelFamily.flatMap { _ in nature.sameModel },
            sameRevision: view.scope.residue?.namesRevision == true ? nature.hasRevision : nil,
            until: ScanWindow(start: end.adding(seconds: -1), end: end).days.end
        )
    }
}

extension ScopeResidue {
    /// Whether it names one revision or one version.
    var namesRevision: Bool {
        switch self {
        case .version: true
        case .source(let part): part.revision != nil
        case .ports, .versions, .platform: false
        }
    }

    /// Whether another names the same one.
    func isSameRevision(as other: ScopeResidue?) -> Bool {
        switch (self, other) {
        case (.version(let left), .version(let right)): left == right
        case (.source(let left), .source(let right)):
            left.revision != nil && left.revision == right.revision
        default: false
        }
    }
}
