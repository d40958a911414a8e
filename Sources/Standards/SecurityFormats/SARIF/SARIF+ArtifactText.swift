// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// An artifact's text in UTF-8 with its lines found, so that regions become bytes of it.
    ///
    /// Lines end as the run says (section 3.14.16); a byte order mark is no part of the first
    /// (section 3.30.2).
    public struct ArtifactText: Sendable {
        /// The text's bytes, all of them.
        public let bytes: [UInt8]
        /// For each line where it begins, and where it ends without what ends it.
        private let lines: [(start: Int, end: Int)]
        /// Where the first character stands.
        private let first: Int

        /// Finds the lines of a text; bytes that are not UTF-8 count as one character each.
        public init(_ bytes: [UInt8], newlines: [String] = Run.standardNewlines) {
            self.bytes = bytes
            first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            lines = Self.lines(of: bytes, from: first, newlines.map { Array($0.utf8) })
        }

        /// The number of lines; an empty text has one.
        public var lineCount: Int { lines.count }

        private static func lines(
            of bytes: [UInt8],
            from first: Int,
            _ newlines: [[UInt8]]
        ) -> [(start: Int, end: Int)] {
            let newlines = newlines.filter { !$0.isEmpty }
            let begins = Set(newlines.map { $0[0] })
            var lines: [(start: Int, end: Int)] = []
            var start = first
            var index = first
            while index < bytes.count {
                guard begins.contains(bytes[index]),
                    let newline = newlines.first(where: { bytes[index...].starts(with: $0) })
                else {
                    index += 1
                    continue
                }
                lines.append((start, index))
                index += newline.count
                start = index
            }
            return lines + [(start, bytes.count)]
        }

        /// The bytes of a region (section 3.30); nil where it lies beyond the text or says nothing.
        ///
        /// By bytes if it gives them, else by lines and columns, else by characters. A column in
        /// the middle of a character stands for all of it.
        public func range(of region: Region, columnKind: ColumnKind) -> Range<Int>? {
            if let offset = region.byteOffset {
                return whole(offset, offset.addingReportingOverflow(region.byteLength ?? 0))
            }
            if let startLine = region.startLine {
                guard let start = offset(startLine, region.startColumn ?? 1, columnKind, .down)
                else { return nil }
                let endLine = region.endLine ?? startLine
                guard lines.indices.contains(endLine - 1) else { return nil }
                let end =
                    region.endColumn.map { offset(endLine, $0, columnKind, .up) }
                    ?? lines[endLine - 1].end
                guard let end, end >= start else { return nil }
                return start..<end
            }
            guard let charOffset = region.charOffset else { return nil }
            let all = first..<bytes.count
            guard let start = advance(charOffset, in: all, columnKind, .down),
                let end = advance(
                    region.charLength ?? 0,
                    in: start..<all.upperBound,
                    columnKind,
                    .up
                )
            else { return nil }
            return start..<end
        }

        /// A region told by lines and columns of another unit (section 3.14.17); nil beyond it.
        public func region(
            _ region: Region,
            from kind: ColumnKind,
            to other: ColumnKind
        ) -> Region? {
            guard let range = range(of: region, columnKind: kind),
                let start = position(range.lowerBound, other),
                let end = position(range.upperBound, other)
            else { return nil }
            return Region(
                line: start.line,
                column: start.column,
                endLine: end.line,
                endColumn: end.column
            )
        }

        /// The line and column of a byte; within what ends a line they are those of its end.
        public func position(_ offset: Int, _ kind: ColumnKind) -> (line: Int, column: Int)? {
            guard (first...bytes.count).contains(offset) else { return nil }
            var low = 0
            var high = lines.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if lines[middle].start <= offset { low = middle } else { high = middle }
            }
            let line = lines[low]
            return (low + 1, 1 + units(in: line.start..<min(offset, line.end), kind))
        }
    }
}

extension SARIF.ArtifactText {
    private enum Rounding {
        case down
        case up
    }

    private func whole(_ start: Int, _ end: (partialValue: Int, overflow: Bool)) -> Range<Int>? {
        guard !end.overflow, start >= 0, end.partialValue >= start, end.partialValue <= bytes.count
        else { return nil }
        return start..<end.partialValue
    }

    private func offset(
        _ line: Int,
        _ column: Int,
        _ kind: SARIF.ColumnKind,
        _ rounding: Rounding
    ) -> Int? {
        guard lines.indices.contains(line - 1), column >= 1 else { return nil }
        // A tool may count what ends the line as columns of it.
        let next = line < lines.count ? lines[line].start : bytes.count
        return advance(column - 1, in: lines[line - 1].start..<next, kind, rounding)
    }

    /// Goes so many units on; nil beyond the end.
    private func advance(
        _ count: Int,
        in range: Range<Int>,
        _ kind: SARIF.ColumnKind,
        _ rounding: Rounding
    ) -> Int? {
        var left = count
        var offset = range.lowerBound
        while left > 0, offset < range.upperBound {
            let (length, units) = character(offset, kind)
            if units > left { return rounding == .down ? offset : offset + length }
            offset += length
            left -= units
        }
        return left == 0 ? offset : nil
    }

    private func units(in range: Range<Int>, _ kind: SARIF.ColumnKind) -> Int {
        var count = 0
        var offset = range.lowerBound
        while offset < range.upperBound {
            let (length, units) = character(offset, kind)
            offset += length
            count += units
        }
        return count
    }

    /// The bytes of the character there, and the units it counts for.
    private func character(_ offset: Int, _ kind: SARIF.ColumnKind) -> (length: Int, units: Int) {
        let length = UTF8Form.length(bytes[offset...])
        return (length, kind == .utf16CodeUnits && length == 4 ? 2 : 1)
    }
}

/// Sequences of UTF-8 (RFC 3629 section 4).
private enum UTF8Form {
    /// The length of the sequence at the front; 1 for a byte that begins none.
    static func length(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first, first >= 0xC2, first <= 0xF4 else { return 1 }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        let isWhole =
            bytes.count >= length
            && bytes.dropFirst().prefix(length - 1).allSatisfy { $0 & 0xC0 == 0x80 }
        return isWhole ? length : 1
    }
}

extension SARIF.Region {
    /// The bytes of a text that the region has (section 3.30); nil where it lies beyond it.
    public func range(
        in text: SARIF.ArtifactText,
        columnKind: SARIF.ColumnKind = .utf16CodeUnits
    ) -> Range<Int>? {
        text.range(of: self, columnKind: columnKind)
    }
}
