// SPDX-License-Identifier: Apache-2.0

extension Scope {
    /// The prefixes beyond which nobody learns where others scan, but the owner: advice on less is
    /// given for the whole.
    package static let placePrefix4 = 16
    package static let placePrefix6 = 32
    /// Second labels that registries of countries keep for themselves, as in `example.co.uk`.
    private static let registryLabels: Set<Substring> = [
        "ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "gv", "ltd", "mil", "ne", "net",
        "nhs", "nom", "or", "org", "plc", "sch",
    ]

    /// The place that a scope stands in: questions on one place share a budget, and who has no word
    /// of an owner is answered for all of it.
    ///
    /// A network's place is its /16 (IPv6: /32), a name's and a service's the domain as it was
    /// registered, as far as its labels tell; a package's, a repository's and a platform's all of
    /// its versions, paths and editions. What is wider than its place is its own.
    package var place: Scope {
        switch kind {
        case .network: networkPlace
        case .name, .service: domainPlace
        case .package, .source, .platform: whole
        }
    }

    /// What a question on this scope is answered for: for somebody with an owner's word, or where
    /// anybody may look, itself.
    package func answered(isProven: Bool) -> Scope {
        kind.needsOwner && !isProven ? place : self
    }

    /// Whether it holds several places: more than one owner's document can speak for.
    var isWiderThanPlace: Bool {
        switch kind {
        case .network: key.bits - 8 < (isIPv4 ? Self.placePrefix4 : Self.placePrefix6)
        case .name, .service: domain?.isRegistry ?? true
        case .package, .source, .platform: false
        }
    }

    private var networkPlace: Scope {
        let limit = isIPv4 ? Self.placePrefix4 : Self.placePrefix6
        return network(ofLength: min(key.bits - 8, limit)) ?? self
    }

    /// The network of that prefix length around this one.
    func network(ofLength length: Int) -> Scope? {
        let width = isIPv4 ? 4 : 16
        let cut = ScopeKey(tag: key.bytes[0], key.bytes.dropFirst(), bits: length)
        let address = cut.bytes.dropFirst() + Array(repeating: 0, count: width)
        return try? Scope(network: "\(Self.text(of: Array(address.prefix(width))))/\(length)")
    }

    /// The two networks of the next length that it is made of; none for a single address.
    var halves: [Scope] {
        let (width, length) = (isIPv4 ? 32 : 128, key.bits - 8)
        guard kind == .network, length < width, let left = network(ofLength: length),
            let low = try? Scope(network: left.text.replacing("/\(length)", with: "/\(length + 1)"))
        else { return [] }
        var bytes = Array(low.key.bytes.dropFirst())
        bytes += Array(repeating: 0, count: width / 8 - bytes.count)
        bytes[length / 8] |= 0x80 >> UInt8(length % 8)
        let high = try? Scope(network: "\(Self.text(of: bytes))/\(length + 1)")
        return [low] + (high.map { [$0] } ?? [])
    }

    private var domainPlace: Scope {
        domain.flatMap { try? Scope(name: "*.\($0.labels.joined(separator: "."))") } ?? self
    }

    /// The labels of the domain as it was registered, and whether they are a registry's own; nil
    /// for a lone label.
    private var domain: (labels: ArraySlice<Substring>, isRegistry: Bool)? {
        let host = text.drop { $0 != ":" }.dropFirst()
        let bare = host.after("https://") ?? host.after("*.") ?? host
        let labels = bare.prefix { $0 != "/" && $0 != ":" }.split(separator: ".")
        guard labels.count > 1 else { return nil }
        let isBelowRegistry =
            labels[labels.count - 1].utf8.count == 2
            && Self.registryLabels.contains(labels[labels.count - 2])
        return (labels.suffix(isBelowRegistry ? 3 : 2), isBelowRegistry && labels.count == 2)
    }

    private var whole: Scope {
        guard residue != nil, kind != .platform else { return self }
        switch kind {
        case .package:
            let bare = text.prefix { $0 != "@" && $0 != "?" }
            return (try? Scope(parsing: String(bare))) ?? self
        default:
            let address = text.after("git+") ?? text[...]
            let bare = address.prefix { $0 != "@" && $0 != "#" }
            return (try? Scope(parsing: String(bare))) ?? self
        }
    }
}

extension Substring {
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
