// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What became of each leaf of a source: every one is lost until a writer has carried it.
///
/// So nothing is dropped in silence: what nobody thought of is told as lost.
struct LossLedger: Sendable {
    private struct Reason: Hashable {
        let kind: Loss.Kind
        let sentence: String
    }

    private let source: SourceNode
    private let standard: Reason
    private var isCarried: [Bool]
    private var reasons: [Int: Reason] = [:]

    init(_ source: SourceNode, target: AdvisoryFormat) {
        self.source = source
        standard = Reason(kind: .noPlace, sentence: "\(target.name) has no place for it.")
        isCarried = Array(repeating: false, count: source.leaves.count)
    }

    /// Takes down that the result says this, and gives it.
    mutating func carry<Value>(_ told: Told<Value>) -> Value {
        for leaves in told.leaves {
            for leaf in leaves { isCarried[leaf] = true }
        }
        return told.value
    }

    /// The same for what may be missing.
    mutating func carry<Value>(_ told: Told<Value>?) -> Value? { told.map { carry($0) } }

    /// Says why leaves are lost, unless they are carried or a reason is known already.
    mutating func lose<Value>(_ told: Told<Value>?, _ kind: Loss.Kind, _ sentence: String) {
        for leaves in told?.leaves ?? [] { lose(leaves, kind, sentence) }
    }

    /// The same for all that lies below a node.
    mutating func lose(_ node: SourceNode?, _ kind: Loss.Kind, _ sentence: String) {
        if let node { lose(node.leaves, kind, sentence) }
    }

    private mutating func lose(_ leaves: Range<Int>, _ kind: Loss.Kind, _ sentence: String) {
        for leaf in leaves where reasons[leaf] == nil {
            reasons[leaf] = Reason(kind: kind, sentence: sentence)
        }
    }

    /// All that the result does not say, in the order of the source.
    ///
    /// Where all below a member is lost for one reason, the member is told once.
    var losses: [Loss] {
        var losses: [Loss] = []
        var path: [String] = []
        _ = collect(source, &path, bytes: 0, &losses)
        return losses
    }

    /// Adds what is lost below a node; gives the reason where it is one for all of it.
    private func collect(
        _ node: SourceNode,
        _ path: inout [String],
        bytes: Int,
        _ losses: inout [Loss]
    ) -> Reason? {
        let start = losses.count
        let isWhole = node.children.isEmpty || bytes > Self.longestPointerBytes
        var shared = isWhole ? reason(ofWhole: node) : nil
        for (index, (key, child)) in (isWhole ? [] : node.children).enumerated() {
            path.append(key.replacing("~", with: "~0").replacing("/", with: "~1"))
            let below = bytes + 1 + key.utf8.count
            let reason = collect(child, &path, bytes: below, &losses)
            shared = index == 0 || reason == shared ? reason : nil
            path.removeLast()
        }
        if let shared {
            let pointer = path.map { "/" + $0 }.joined()
            losses.removeSubrange(start...)
            losses.append(Loss(pointer: pointer, kind: shared.kind, sentence: shared.sentence))
        }
        return shared
    }

    /// 1 024 bytes: no member that a format names lies as deep, and what lies below a longer
    /// pointer is told as a whole, as each loss there would repeat the pointer.
    private static let longestPointerBytes = 1024

    /// Why a leaf, or something of what is told as a whole, is lost; nil where all is carried.
    private func reason(ofWhole node: SourceNode) -> Reason? {
        guard let leaf = node.leaves.first(where: { !isCarried[$0] }) else { return nil }
        guard node.children.isEmpty else { return reasons[leaf] ?? standard }
        switch node.value {
        case .null, .array, .object, "": return Reason(kind: .form, sentence: "It says nothing.")
        default: return reasons[leaf] ?? standard
        }
    }
}
