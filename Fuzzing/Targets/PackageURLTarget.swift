// SPDX-License-Identifier: Apache-2.0
import PackageURLs

extension FuzzTarget {
    /// What was read is read again from its own text; forgiving changes nothing that needs none;
    /// a fault lies within the text.
    static let packageURL = FuzzTarget(name: "package-url") { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let strict = outcome { () throws(PackageURLFault) in try PackageURL(parsing: text) }
        let forgiving = outcome { () throws(PackageURLFault) in
            try PackageURL(canonicalizing: text)
        }
        for result in [strict, forgiving] {
            switch result {
            case .success(let package):
                guard (try? PackageURL(parsing: package.description)) == package else {
                    return "\(package) does not read back"
                }
                guard (try? PackageURL(parsing: "\(package.package)")) == package.package else {
                    return "\(package.package) does not read back"
                }
            case .failure(let fault):
                guard let offset = fault.offset, (0...bytes.count).contains(offset) else {
                    return "\(fault) is outside the text"
                }
            }
        }
        // The scheme in capitals is read by the thorough reader alone.
        if text.hasPrefix("pkg:") {
            let loud = "PKG" + text.dropFirst(3)
            let thorough = outcome { () throws(PackageURLFault) in try PackageURL(parsing: loud) }
            if thorough != strict { return "\(strict) is not \(thorough)" }
        }
        if case .success = strict, strict != forgiving { return "\(strict) is not \(forgiving)" }
        return nil
    }

    private static func outcome(
        _ read: () throws(PackageURLFault) -> PackageURL
    ) -> Result<PackageURL, PackageURLFault> {
        do throws(PackageURLFault) { return .success(try read()) } catch { return .failure(error) }
    }
}
