// SPDX-License-Identifier: Apache-2.0

/// Why a proof does not prove what it should, or cannot be made.
public enum ProofFault: Error, Hashable, Sendable {
    /// The leaf does not stand in the tree or subtree.
    case outside(index: UInt64, start: UInt64, end: UInt64)
    /// No node of a tree has exactly these leaves.
    case noSubtree(start: UInt64, end: UInt64)
    /// The older tree is larger than the newer one.
    case shrunk(from: UInt64, to: UInt64)
    /// Every tree grew out of the empty one: there is nothing to prove.
    case fromEmptyTree(to: UInt64)
    /// The path ends too early or goes on beyond the root.
    case wrongLength(found: Int)
    /// The path leads to another root than the tree's.
    case wrongRoot(expected: LogHash, found: LogHash)
    /// The path leads to another older root (or subtree) than the one that was trusted.
    case wrongOlderRoot(expected: LogHash, found: LogHash)
}

extension ProofFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .outside(let index, let start, let end):
            "leaf \(index) is not among the leaves \(start) ..< \(end)"
        case .noSubtree(let start, let end):
            "no node of a tree covers exactly the leaves \(start) ..< \(end)"
        case .shrunk(let from, let to):
            "a tree of \(from) leaves cannot become one of \(to)"
        case .fromEmptyTree(let to):
            "nothing is to be proven from the empty tree to one of \(to) leaves"
        case .wrongLength(let found):
            "a path of \(found) hashes does not fit this proof"
        case .wrongRoot(let expected, let found):
            "the proof leads to the root \(found), not \(expected)"
        case .wrongOlderRoot(let expected, let found):
            "the proof leads to the older root \(found), not \(expected)"
        }
    }
}
