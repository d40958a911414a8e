// SPDX-License-Identifier: Apache-2.0

package import Access
import PackageURLs
package import Store

/// Whether an asset can be reached from public networks by those who are not trusted.
package enum AssetReach: String, Sendable, CaseIterable, SQLConvertible {
    case exposed
    case inside
    /// Nobody said; the directive names no assumption, so both are reckoned with.
    case unknown

    package init(isExposed: Bool?) {
        self = isExposed.map { $0 ? .exposed : .inside } ?? .unknown
    }

    package var isExposed: Bool? {
        switch self {
        case .exposed: true
        case .inside: false
        case .unknown: nil
        }
    }
}

/// One line of what an operator runs; seen by that operator alone (ORDER C6).
package struct InventoryItem: Hashable, Sendable {
    package let id: InventoryItemID
    /// The canonical package URL with its version.
    package let purl: String
    package let reach: AssetReach
    /// The operator's own words for it; nil where it gave none.
    package let label: String?
    package let addedAt: Instant
}

/// A line to be listed, read and checked.
package struct InventoryLine: Hashable, Sendable {
    /// Bytes of a package URL at most, as everywhere at this door.
    package static let purlBytes = 512
    /// Bytes of a label at most: a name of a system.
    package static let labelBytes = 200

    package let purl: String
    let package: String
    let version: String
    package let reach: AssetReach
    package let label: String?

    /// Reads a line; what is wrong with it is added to the faults, at its place.
    package init?(
        purl text: String,
        isExposed: Bool?,
        label: String?,
        at place: String,
        _ faults: inout [Refusal.Fault]
    ) {
        let before = faults.count
        if let label {
            TextCheck(place: place + "/label", maximumBytes: Self.labelBytes).check(label, &faults)
        }
        let read = Self.read(text, at: place + "/purl", &faults)
        guard let read, let version = read.version, faults.count == before else { return nil }
        purl = read.description
        package = read.package.description
        self.version = version
        reach = AssetReach(isExposed: isExposed)
        self.label = label.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func read(
        _ text: String,
        at place: String,
        _ faults: inout [Refusal.Fault]
    ) -> PackageURL? {
        func fault(_ code: String, _ reason: String) {
            faults.append(.init(place: place, code: code, reason: reason))
        }
        guard text.utf8.count <= purlBytes else {
            fault("too-long", "A package URL has at most \(purlBytes) bytes.")
            return nil
        }
        guard let purl = try? PackageURL(canonicalizing: text) else {
            fault("invalid-purl", "A package URL such as pkg:npm/left-pad@1.3.0.")
            return nil
        }
        guard let version = purl.version else {
            fault("no-version", "Name the version that runs: pkg:npm/left-pad@1.3.0.")
            return nil
        }
        if let scheme = VersionScheme(name: purl.type) {
            do {
                _ = try Version(version, scheme: scheme)
            } catch {
                fault("invalid-version", "\(version.prefix(40)): \(error.reason).")
                return nil
            }
        }
        return purl.withoutSubpath
    }
}
