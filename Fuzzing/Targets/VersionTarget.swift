// SPDX-License-Identifier: Apache-2.0
import PackageURLs

extension FuzzTarget {
    /// The lines are read by every scheme: what reads has one place in one order, and a fault
    /// lies within its text.
    static let version = FuzzTarget(name: "version") { bytes in
        let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
        let texts = lines.compactMap { String(validating: $0, as: UTF8.self) }
        for scheme in VersionScheme.allCases {
            var versions: [Version] = []
            for text in texts {
                do throws(VersionFault) {
                    versions.append(try Version(text, scheme: scheme))
                } catch {
                    guard (0...text.utf8.count).contains(error.offset) else {
                        return "\(error) is outside the text"
                    }
                }
            }
            if let problem = disorder(versions.sorted()) { return "\(scheme): \(problem)" }
        }
        return nil
    }

    private static func disorder(_ sorted: [Version]) -> String? {
        for (index, left) in sorted.enumerated() {
            for right in sorted[index...] {
                if right < left { return "\(right) is before \(left), which sorted before it" }
                if left < right, left == right { return "\(left) is both before and \(right)" }
                if left == right, left.hashValue != right.hashValue {
                    return "\(left) and \(right) are equal and hash differently"
                }
            }
            if (try? Version(left.text, scheme: left.scheme)) != left {
                return "\(left) does not read again"
            }
        }
        return nil
    }
}
