// SPDX-License-Identifier: Apache-2.0

package import Access

extension Scope {
    /// Why a text is no scope.
    package enum Fault: String, Error, Sendable, CaseIterable {
        case empty
        case tooLong = "too-long"
        case notATarget = "not-a-target"
        case badPackage = "invalid-purl"
        case badVersions = "invalid-versions"
        case unknownVersions = "unknown-version-scheme"
        case noVersions = "no-versions"
        case notHTTPS = "not-https"
        case credentials = "credentials"
        case badHost = "invalid-host"
        case badPath = "invalid-path"
        case queryOrFragment = "query-or-fragment"
        case partOfAddress = "part-of-address"
        case badRevision = "invalid-revision"
        case badGlob = "invalid-glob"
        case tooManyGlobs = "too-many-globs"
        case badNetwork = "invalid-network"
        case hostBits = "host-bits-set"
        case mappedNetwork = "mixed-families"
        case badPorts = "invalid-ports"
        case badName = "invalid-name"
        case badPlatform = "invalid-cpe"
        case widePlatform = "wide-cpe"
        case wideSource = "wide-source"
        case wideDocument = "wide-document"
        case needsOwner = "needs-owner"
        case optedOut = "opted-out"

        /// What is wrong and what would be right, in one sentence.
        package var reason: String { Scope.reasons[self] ?? rawValue }
    }

    private static let reasons: [Fault: String] = [
        .empty:
            "Name a network, a name, a service, a package, a repository or a CPE 2.3 name.",
        .tooLong: "A scope has at most \(Scope.maximumBytes) bytes.",
        .notATarget:
            """
        What is scanned is named by a network such as 192.0.2.0/24, dns:example.org, \
        service:https://…, a package URL such as pkg:npm/left-pad, a repository's address that \
        begins with https://, or a CPE 2.3 name.
        """,
        .badPackage: "This is not a package URL such as pkg:npm/left-pad@1.3.0.",
        .badVersions:
            "The qualifier vers is a range of the package's own scheme, such as vers:npm/<2.0.0.",
        .unknownVersions:
            "The versions of this type of package have no known order: name one, or all.",
        .noVersions: "No version is in this range.",
        .notHTTPS: "A repository's or service's address begins with https://.",
        .credentials: "An address with a user name or password is refused; take them out.",
        .badHost: "The address needs a host name of letters, digits, dots and hyphens.",
        .badPath: "The address needs a path without empty or dot segments.",
        .queryOrFragment: "This address has neither a query nor a fragment.",
        .partOfAddress:
            "A part of a repository is written git+https://host/path@revision#paths.",
        .badRevision:
            """
        A revision is a whole commit id of 40 or 64 hexadecimal digits, two of them with \
        two dots between, or the name of a tag or branch.
        """,
        .badGlob:
            """
        A path is relative, of letters, digits and any of -._~+@=(), of at most \
        \(PathGlob.byteLimit) bytes, with at most \(PathGlob.wildcardLimit) of *, ? and ** (which \
        stands for whole folders).
        """,
        .tooManyGlobs: "At most \(PathGlob.limit) paths stand in one scope.",
        .badNetwork:
            "A network is an address and a prefix length: 192.0.2.0/24 or 2001:db8::/32.",
        .hostBits:
            "Bits after the prefix are set: give the network's first address, or /32 or /128.",
        .mappedNetwork: "An IPv4 network within IPv6 is written as IPv4.",
        .badPorts: "Ports follow a colon: 192.0.2.0/24:443,8000-8100, IPv6 in brackets.",
        .badName:
            "A name is dns:example.org, or dns:*.example.org for it and all below it.",
        .wideSource:
            """
        A scan comes from networks of at most /\(Scope.sourcePrefix4) (IPv4) or \
        /\(Scope.sourcePrefix6) (IPv6).
        """,
        .wideDocument:
            """
        A stated document speaks for one place: a network of /16 (IPv6: /32) or less, or what is \
        below a registered domain. For more, be authorized by its owner here.
        """,
        .needsOwner:
            """
        Networks, names and services are scanned where their owner allows it: prove that it is \
        yours, be authorized by its owner here, as hard as you touch it and for your whole window, \
        or state its owner's document as evidence.
        """,
        .optedOut:
            """
        Its owner or maintainer asks that nobody scans it, or a part of it: leave that out. \
        Advice on the scope tells the rules that you may know. Close to such a scope a stated \
        document is not enough: be authorized by the owner here.
        """,
        .widePlatform:
            "Name the CPE's part and vendor; the product is one word, or * for all of them.",
        .badPlatform: "This is not a CPE 2.3 name such as cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*.",
    ]
}

extension Scope {
    /// Reads a scope out of what was sent; what is none is noted at its place.
    package init?(_ text: String, at place: String, _ faults: inout [Refusal.Fault]) {
        do throws(Fault) {
            try self.init(parsing: text)
        } catch {
            faults.append(Refusal.Fault(error, at: place))
            return nil
        }
    }
}

extension Refusal.Fault {
    /// Why the text at a place is no scope, or none that will do.
    package init(_ fault: Scope.Fault, at place: String) {
        self.init(place: place, code: fault.rawValue, reason: fault.reason)
    }
}
