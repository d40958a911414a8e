// SPDX-License-Identifier: Apache-2.0

package import Access
import Crypto
package import HTTPTypes
package import Participants
package import Store

/// One request as a handler sees it, after every check that all handlers share.
package struct Exchange: Sendable {
    package let services: Services
    /// Names the request in the log and in the answer; says nothing about it.
    package let id: String
    package let fields: HTTPFields
    /// Where it came from: the connection's address, or what a trusted proxy says.
    package let address: String
    /// Whether it came over TLS, to us or to a trusted proxy.
    package let isSecure: Bool
    package let now: Instant
    /// Who asks, as their credential says.
    package internal(set) var viewer: Viewer = .nobody
    /// The name of the person whose session it is, as their participant entered it.
    package internal(set) var viewerName = ""
    /// The session of a browser, where it has one.
    package internal(set) var session: Secret?
    /// The body as received; its size and media type are checked.
    package internal(set) var body: [UInt8] = []
    package internal(set) var mediaType = ""
    /// The fields of a form.
    package internal(set) var form: [String: String] = [:]

    let target: Target
    let pathParameters: [String: String]
    var template = ""

    /// The host and port that the request names.
    package var authority: String { host }
    let host: String

    /// A parameter of the path; empty where the route has none of that name.
    package func parameter(_ name: String) -> String {
        pathParameters[name] ?? ""
    }

    /// The first value of each of the query's names.
    package var query: [String: String] {
        Dictionary(
            target.query.map { ($0.name, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What a form of a signed-in page has to bring back in its hidden field `token` (RULES D2).
    package var formToken: String { session?.formToken ?? "" }

    /// `https://host` as the asker wrote it, for links that lead back here.
    package var origin: String {
        services.settings.origin ?? (isSecure ? "https://" : "http://") + host
    }

    /// The address that a document published now names as its own.
    package var publisherAddress: String { services.settings.publisherAddress ?? origin }

    /// The key under which this very request, target and body, may be repeated (RULES S10).
    ///
    /// All without an account are one actor, so their keys are told apart by where they come from.
    package func repeatKey(_ key: String, endpoint: String) -> RepeatKey {
        var endpoint = endpoint
        if !viewer.isKnown {
            let origin = SHA256.hash(data: Array("\(key) \(address)".utf8))
            endpoint += " " + Array(origin).hexadecimal
        }
        var hash = SHA256()
        hash.update(data: Array(target.text.utf8))
        hash.update(data: [0])
        hash.update(data: body)
        return RepeatKey(endpoint: endpoint, key: key, digest: Array(hash.finalize()))
    }
}
