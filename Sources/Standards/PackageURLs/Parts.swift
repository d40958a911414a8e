// SPDX-License-Identifier: Apache-2.0

/// The parts of a package URL while it is read, checked and written.
struct Parts {
    var type: String
    var namespace: [String] = []
    var name: String
    var version: String?
    var qualifiers: [PackageURL.Qualifier] = []
    var subpath: [String] = []

    /// The package URL of these parts, which are canonical already.
    var written: PackageURL {
        var text = "pkg:\(type)"
        var places = PackageURL.Places()
        var end: UInt16 { UInt16(truncatingIfNeeded: text.utf8.count) }
        places.type = end
        for segment in namespace { text += "/" + PercentEncoding.encode(segment) }
        places.namespace = end
        text += "/" + TypeRules.of(type).encode(name)
        places.name = end
        if let version { text += "@" + PercentEncoding.encode(version) }
        places.version = end
        var separator = "?"
        for qualifier in qualifiers {
            text += separator + qualifier.key + "=" + PercentEncoding.encode(qualifier.value)
            separator = "&"
        }
        places.qualifiers = end
        separator = "#"
        for segment in subpath {
            text += separator + PercentEncoding.encode(segment)
            separator = "/"
        }
        return PackageURL(canonical: text, places)
    }
}
