// SPDX-License-Identifier: Apache-2.0

import SecurityFormats
import Store
import StrictJSON
import Timestamps

extension Inspection {
    /// Explains statements about how products stand to vulnerabilities.
    mutating func explain(_ document: OpenVEX.Document) {
        summary =
            "An OpenVEX document of \(document.statements.count.counted("statement")) "
            + "by \(document.author)."
        add("id", document.id)
        add("author", document.author)
        add("role", document.role)
        add("made", document.timestamp.description)
        add("updated", document.lastUpdated?.description)
        add("version", document.version)
        for status in OpenVEX.Status.allCases {
            add(
                status.rawValue.replacing("_", with: " "),
                document.statements.count { $0.status == status }
            )
        }
        var listing = Listing(
            name: "statements",
            heads: ["vulnerability", "status", "products", "reason"]
        )
        listing.rows = document.statements.prefix(Self.mostShown).map { statement in
            let reason =
                statement.justification?.rawValue ?? statement.impactStatement
                ?? statement.actionStatement
            return [
                .string(statement.vulnerability.name), .string(statement.status.rawValue),
                .number(JSONNumber(statement.products.count)),
                reason.map { .string($0) } ?? .null,
            ]
        }
        listings.append(listing)
    }

    /// Explains a claim about artifacts.
    mutating func explain(_ statement: InToto.Statement) {
        summary =
            "An in-toto statement on \(statement.subjects.count.counted("artifact")): "
            + "\(statement.predicateType)."
        add("predicate type", statement.predicateType)
        add("subjects", statement.subjects.count)
        add("predicate members", statement.predicate.keys.joined(separator: ", "))
        var listing = Listing(name: "subjects", heads: ["name", "algorithm", "digest"])
        listing.rows = statement.subjects.prefix(Self.mostShown).flatMap { subject in
            subject.digest.digests.map { digest in
                [
                    (subject.name ?? subject.uri).map { .string($0) } ?? .null,
                    .string(digest.algorithm), .string(digest.value),
                ]
            }
        }
        listings.append(listing)
    }

    /// Explains an envelope, what is in it aside.
    mutating func explain(_ envelope: DSSEEnvelope) {
        summary =
            "A DSSE envelope with \(envelope.signatures.count.counted("signature")), which nobody "
            + "has verified here."
        if envelope.signatures.isEmpty { note("Nobody has signed it.") }
        add("payload type", envelope.payloadType)
        add("payload bytes", envelope.payload.count)
        add("signatures", envelope.signatures.count)
        var listing = Listing(name: "signatures", heads: ["key id", "bytes"])
        listing.rows = envelope.signatures.prefix(Self.mostShown).map { signature in
            [
                signature.keyID.map { .string($0) } ?? .null,
                .number(JSONNumber(signature.bytes.count)),
            ]
        }
        listings.append(listing)
    }

    /// Takes over what an inspection of the payload found; its places are places in the payload.
    mutating func take(_ inner: Inspection, as kind: InspectionKind) {
        summary += " In it: \(inner.summary)"
        add("payload kind", kind.rawValue)
        facts += inner.facts.filter { fact in !facts.contains { $0.name == fact.name } }
        listings += inner.listings.filter { list in !listings.contains { $0.name == list.name } }
        let within = { (fault: InspectionFault) in
            var told = InspectionFault("In the payload: \(fault.sentence)", advice: fault.advice)
            (told.line, told.column, told.pointer) = (fault.line, fault.column, fault.pointer)
            (told.offset, told.excerpt) = (fault.offset, fault.excerpt)
            return told
        }
        faults += inner.faults.map(within)
        notes += inner.notes.map(within)
        if inner.outcome != .fine { outcome = inner.outcome }
    }

    /// Explains whom to tell of a vulnerability.
    mutating func explain(_ file: SecurityTxt) {
        let now = SystemClock().now().timestamp
        summary = "A security.txt with \(file.contacts.count.counted("contact"))."
        add("expires", file.expires.description)
        add("has expired", .bool(file.expires.timestamp <= now))
        add("is signed", .bool(file.framing != nil))
        add("canonical", file.canonical.joined(separator: ", "))
        add("languages", file.preferredLanguages?.joined(separator: ", "))
        add("csaf", file.csaf.joined(separator: ", "))
        var listing = Listing(name: "contacts", heads: ["contact"])
        listing.rows = file.contacts.prefix(Self.mostShown).map { [.string($0)] }
        listings.append(listing)
        if file.expires.timestamp <= now {
            note("It has expired and is not to be used any more (RFC 9116 §2.5.5).")
        }
        for advice in file.advice(at: now) { note(advice.rawValue) }
    }

    // MARK: What CSAF providers distribute

    /// Explains what a provider says about itself.
    mutating func explain(_ metadata: CSAF.ProviderMetadata) {
        summary = "The metadata of a CSAF provider: \(metadata.publisher.name)."
        add("publisher", metadata.publisher.name)
        add("role", metadata.role.rawValue)
        add("canonical url", metadata.canonicalURL)
        add("updated", metadata.lastUpdated.description)
        add("is listed", .bool(metadata.isListed))
        add("is mirrored", .bool(metadata.isMirrored))
        add("keys", metadata.keys.count)
        var listing = Listing(name: "feeds", heads: ["label", "url"])
        listing.rows = metadata.feeds.prefix(Self.mostShown).map { feed in
            [.string(feed.label.rawValue), .string(feed.url)]
        }
        listings.append(listing)
    }

    /// Explains a list of providers.
    mutating func explain(_ aggregator: CSAF.Aggregator) {
        summary =
            "A list of a CSAF aggregator with "
            + "\(aggregator.providers.count.counted("provider"))."
        add("canonical url", aggregator.canonicalURL)
        add("updated", aggregator.lastUpdated.description)
        add("providers", aggregator.providers.count)
    }

    /// Explains a feed of documents.
    mutating func explain(_ document: CSAF.ROLIE.FeedDocument) {
        let feed = document.feed
        summary = "A ROLIE feed of \(feed.entries.count.counted("document")): \(feed.title)."
        add("id", feed.id)
        add("updated", feed.updated.description)
        add("entries", feed.entries.count)
        var listing = Listing(name: "newest", heads: ["id", "title", "updated"])
        let newest = feed.entries.sorted { $0.updated.timestamp > $1.updated.timestamp }
        listing.rows = newest.prefix(Self.mostShown).map { entry in
            [
                .string(entry.id), .string(entry.title), .string(entry.updated.description),
            ]
        }
        listings.append(listing)
    }
}
