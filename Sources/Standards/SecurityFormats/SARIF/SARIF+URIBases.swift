// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// What the ids of a run's URI bases stand for (sections 3.4.4 and 3.14.14), chains followed.
    public struct URIBases: Sendable, Hashable {
        /// What a base comes to.
        struct Chain: Sendable, Hashable {
            /// The last base of its chain, whose own URI is absolute or not told.
            var root: String
            /// What stands between that and the artifact, with a slash at its end; often empty.
            var path = ""
            /// The absolute URI of all of it, where the chain ends in one.
            var absolute: String?
            /// Why there is none.
            var fault: Fault?
        }

        /// Why a base has no absolute URI (section 3.14.14).
        public enum Fault: Error, Sendable, Hashable {
            /// The run tells nothing of this base; whoever reads it may know.
            case unknown(String)
            /// The run names this base, and keeps its URI to itself.
            case withheld(String)
            /// The base leads back to itself.
            case cyclic(String)
            /// A reference that is relative, and names no base.
            case relative(String)
        }

        private var bases: [String: Chain] = [:]

        /// The bases of a run; those that the reader of the log configured come first.
        public init(_ told: [String: ArtifactLocation], configured: [String: String] = [:]) {
            var told = told
            for (id, uri) in configured { told[id] = ArtifactLocation(uri) }
            for id in told.keys { bases[id] = Self.follow(id, in: told) }
        }

        /// The absolute URI of an artifact (section 3.4.4); throws why there is none.
        public func absoluteURI(of artifact: ArtifactLocation) throws(Fault) -> String {
            let reference = URIReference(artifact.uri ?? "")
            if reference.scheme != nil {
                return reference.resolved(against: reference).text
            }
            guard let id = artifact.uriBaseID else {
                throw Fault.relative(artifact.uri ?? "")
            }
            guard let base = bases[id] else { throw Fault.unknown(id) }
            if let fault = base.fault { throw fault }
            guard let absolute = base.absolute else { throw Fault.withheld(base.root) }
            return reference.resolved(against: URIReference(absolute)).text
        }

        /// What a base comes to; one that nobody tells of is its own root.
        func base(_ id: String) -> Chain { bases[id] ?? Chain(root: id) }

        /// Whether nothing is told.
        var isEmpty: Bool { bases.isEmpty }

        /// Each base of the chain is prepended until one is absolute; a circle ends it.
        private static func follow(_ id: String, in told: [String: ArtifactLocation]) -> Chain {
            var base = Chain(root: id)
            var seen: Set<String> = []
            while seen.insert(base.root).inserted {
                guard seen.count <= longestChain else { break }
                guard let location = told[base.root] else {
                    base.fault = .unknown(base.root)
                    return base
                }
                guard let uri = location.uri else {
                    base.fault = .withheld(base.root)
                    return base
                }
                let folder = uri.utf8.last == UInt8(ascii: "/") ? uri : uri + "/"
                if URIReference(uri).isRooted {
                    base.absolute = folder + base.path
                    return base
                }
                guard let next = location.uriBaseID else {
                    base.fault = .relative(uri)
                    return base
                }
                base.path = folder + base.path
                base.root = next
            }
            return Chain(root: id, fault: .cyclic(id))
        }

        /// 16 bases of bases: nobody nests more, and hostile chains would cost their square.
        private static let longestChain = 16
    }
}

extension SARIF.Run {
    /// The absolute URI of an artifact (section 3.4.4), by bases told or configured.
    public func absoluteURI(
        of artifact: SARIF.ArtifactLocation,
        configured: [String: String] = [:]
    ) throws(SARIF.URIBases.Fault) -> String {
        try SARIF.URIBases(uriBases, configured: configured).absoluteURI(of: artifact)
    }
}

extension SARIF {
    /// What a reference means seen from a base (RFC 3986 section 5.2).
    ///
    /// A scheme of one letter is none here: tools write `C:/code` for a path.
    public static func resolve(_ reference: String, against base: String) -> String {
        URIReference(reference).resolved(against: URIReference(base)).text
    }
}
