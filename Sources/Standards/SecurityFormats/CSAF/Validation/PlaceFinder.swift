// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Finds lines and columns of pointers in one pass over a document.
struct PlaceFinder {
    /// What is looked for below a value, by key; nodes are numbers, the document is 0.
    private var children: [[ExactText: Int]] = [[:]]
    private var places: [Int: JSONPlace] = [:]

    /// Gives every fault its place; a pointer to a member that is absent gets that of its parent.
    static func place(_ faults: inout [CSAF.Fault], in bytes: [UInt8], _ limits: JSONLimits) {
        guard !faults.isEmpty else { return }
        var finder = PlaceFinder()
        let ways = faults.map { finder.way(along: $0.pointer) }
        let found = try? JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
            try finder.visit(0, &reader)
            return finder.places
        }
        for (offset, way) in ways.enumerated() {
            faults[offset].place = way.last { found?[$0] != nil }.flatMap { found?[$0] }
        }
    }

    /// The nodes on the way to a pointer's value, the document first.
    private mutating func way(along pointer: String) -> [Int] {
        var way = [0]
        for step in Self.steps(of: pointer) {
            let here = way[way.count - 1]
            let key = ExactText(
                step.utf8.contains(UInt8(ascii: "~"))
                    ? String(step).replacing("~1", with: "/").replacing("~0", with: "~")
                    : String(step)
            )
            if let next = children[here][key] {
                way.append(next)
            } else {
                children[here][key] = children.count
                way.append(children.count)
                children.append([:])
            }
        }
        return way
    }

    private static func steps(of pointer: String) -> some Sequence<Substring> {
        pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .dropFirst().lazy.map(Substring.init)
    }

    private mutating func visit(_ node: Int, _ reader: inout JSONReader) throws(JSONFaults) {
        places[node] = try reader.place()
        guard !children[node].isEmpty, let kind = try reader.peek() else {
            return try reader.skip()
        }
        switch kind {
        case .object:
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object) {
                try visit(children[node][ExactText(key)], &reader)
            }
        case .array:
            guard let array = try reader.array() else { return }
            var offset = 0
            while try reader.nextElement(in: array) {
                try visit(children[node][ExactText("\(offset)")], &reader)
                offset += 1
            }
        case .null, .bool, .number, .string: try reader.skip()
        }
    }

    private mutating func visit(_ node: Int?, _ reader: inout JSONReader) throws(JSONFaults) {
        guard let node else { return try reader.skip() }
        try visit(node, &reader)
    }
}
