// SPDX-License-Identifier: Apache-2.0
import Validation

extension FuzzTarget {
    /// An archive read whole and in pieces comes to the same paths, bytes and faults, and no path
    /// of it leads anywhere else.
    static let tar = FuzzTarget(name: "tar") { bytes in
        var isFed = false
        let whole = Unpacked {
            defer { isFed = true }
            return isFed ? nil : bytes
        }
        let pieced = Unpacked(pieces(bytes))
        guard whole == pieced else { return "whole: \(whole)\nin pieces: \(pieced)" }
        for path in whole.paths {
            let names = path.split(separator: "/", omittingEmptySubsequences: false)
            let isInside = names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
            guard isInside, Set(whole.paths).count == whole.paths.count else { return path }
        }
        return whole.content.count <= bytes.count ? nil : "more bytes than were sent"
    }

    private struct Unpacked: Equatable {
        var paths: [String] = []
        var content: [UInt8] = []
        var fault: ArchiveFault?

        init(_ next: () -> [UInt8]?) {
            var reader = TarReader()
            do throws(ArchiveFault) {
                while let piece = next() {
                    reader.feed(piece)
                    while let event = try reader.next() {
                        switch event {
                        case .entry(let entry): paths.append(entry.path.text)
                        case .bytes(let bytes): content += bytes
                        case .fileEnd: break
                        }
                    }
                }
                try reader.close()
            } catch {
                fault = error
            }
        }
    }

    /// A recipe is read, or refused with faults that have places; what is read is within bounds.
    static let recipe = FuzzTarget(name: "recipe") { bytes in
        guard let recipe = try? Recipe(parsing: bytes) else { return nil }
        guard !recipe.build.isEmpty, !recipe.run.isEmpty else { return "a command is missing" }
        guard recipe.input.hasPrefix("inputs/") else { return "the input lies elsewhere" }
        let isBounded =
            (1...50).contains(recipe.runs.of)
            && (1...recipe.runs.of).contains(recipe.runs.needed)
        return isBounded ? nil : "\(recipe.runs)"
    }

    /// A report is found only where its summary stands in the text.
    static let sanitizerReport = FuzzTarget(name: "sanitizer-report") { bytes in
        guard let report = SanitizerReport(in: bytes) else { return nil }
        guard SanitizerReport.isSuspected(in: bytes) else { return "found and not suspected" }
        return report.functions.count <= 8 ? nil : "\(report.functions.count) functions"
    }
}
