// SPDX-License-Identifier: Apache-2.0

import Crypto
import PackageURLs
package import Prioritization
import Severity
package import Store
package import StrictJSON

/// What a bundle holds and what is to be done with it: what recipients read, and what is signed.
package struct BundleDescription: Hashable, Sendable {
    /// A file as the manifest lists it.
    package struct File: Hashable, Sendable {
        package let name: String
        package let role: BundleFileRole
        package let sizeBytes: Int
        /// SHA-256.
        package let digest: [UInt8]
    }

    package let title: String
    /// The package URL without a version.
    package let package: String
    /// The affected versions as VERS.
    package let range: String
    package let cve: String?
    package let vulnerability: VulnerabilityID
    package let whatToDo: String
    package let workaround: String?
    package let needsRestart: Bool
    package let moment: Instant
    package let files: [File]

    /// The predicate of the manifest.
    package var json: JSONObject {
        var object: JSONObject = [
            "title": .string(title), "package": .string(package), "range": .string(range),
            "vulnerability": .string(vulnerability.description),
            "whatToDo": .string(whatToDo), "needsRestart": .bool(needsRestart),
            "releaseAt": .string(moment.description),
            "files": .array(files.map(\.json)),
        ]
        object["cve"] = cve.map { .string($0) }
        object["workaround"] = workaround.map { .string($0) }
        return object
    }

    /// What `json` wrote, as it is kept; nil for anything else.
    init?(bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes) else { return nil }
        self.init(json: json)
    }

    private init?(json: JSONValue) {
        guard let title = json["title"]?.stringValue, let package = json["package"]?.stringValue,
            let range = json["range"]?.stringValue,
            let vulnerability = (json["vulnerability"]?.stringValue).flatMap({ VulnerabilityID($0) }
            ),
            let whatToDo = json["whatToDo"]?.stringValue,
            let needsRestart = json["needsRestart"]?.boolValue,
            let moment = (json["releaseAt"]?.stringValue).flatMap({ Instant($0) }),
            let files = json["files"]?.arrayValue
        else { return nil }
        self.title = title
        self.package = package
        self.range = range
        self.vulnerability = vulnerability
        self.whatToDo = whatToDo
        self.needsRestart = needsRestart
        self.moment = moment
        cve = json["cve"]?.stringValue
        workaround = json["workaround"]?.stringValue
        self.files = files.compactMap(File.init(json:))
        guard self.files.count == files.count else { return nil }
    }

    init(
        plan: BundlePlan,
        files: [BundleFile],
        of vulnerability: Vulnerability
    ) {
        title = plan.title ?? vulnerability.name
        package = vulnerability.package
        range = plan.range ?? vulnerability.range.description
        cve = vulnerability.cve?.description
        self.vulnerability = vulnerability.id
        whatToDo = plan.whatToDo
        workaround = plan.workaround
        needsRestart = plan.needsRestart
        moment = plan.moment
        self.files = files.map(File.init)
    }
}

extension BundleDescription.File {
    init(_ file: BundleFile) {
        name = file.name
        role = file.role
        sizeBytes = file.bytes.count
        digest = Array(SHA256.hash(data: file.bytes))
    }

    var json: JSONValue {
        [
            "name": .string(name), "role": .string(role.rawValue),
            "sizeBytes": .number(JSONNumber(sizeBytes)), "sha256": .string(digest.hexadecimal),
        ]
    }

    init?(json: JSONValue) {
        guard let name = json["name"]?.stringValue,
            let role = (json["role"]?.stringValue).flatMap({ BundleFileRole(rawValue: $0) }),
            let size = (json["sizeBytes"]?.int64Value).flatMap({ Int(exactly: $0) }),
            let text = json["sha256"]?.stringValue,
            let digest = [UInt8](hexadecimal: text.utf8), digest.count == SHA256.byteCount
        else { return nil }
        self.name = name
        self.role = role
        sizeBytes = size
        self.digest = digest
    }
}
