// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

extension CSAF.ROLIE.FeedDocument: JSONShape {
    static let members: Members<Self> = [.shape(required: "feed", \.feed)]

    init() { self.init(CSAF.ROLIE.Feed()) }
}

extension CSAF.ROLIE.Feed: JSONShape {
    static let members: Members<Self> = [
        .text(required: "id", \.id, .filled),
        .text(required: "title", \.title, .filled),
        .shapes(required: "link", \.links, .filled),
        .shapes(required: "category", \.categories, .filled),
        .time(required: "updated", \.updated),
        .shapes(required: "entry", \.entries),
    ]

    init() { self.init(id: "", title: "", url: "", updated: Timestamp()) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let csaf = CSAF.ROLIE.Category.csaf
        if !categories.contains(where: { $0.term == csaf.term && $0.scheme == csaf.scheme }) {
            let scheme = csaf.scheme ?? ""
            try reader.note(
                .invalid("The feed needs the category \(csaf.term) of the scheme \(scheme).")
            )
        }
        if !links.contains(where: { $0.relation == CSAF.ROLIE.Relation.itself }) {
            try reader.note(.invalid("The feed needs a link to itself, of the relation self."))
        }
    }
}

extension CSAF.ROLIE.Entry: JSONShape {
    static let members: Members<Self> = [
        .text(required: "id", \.id, .filled),
        .text(required: "title", \.title, .filled),
        .shapes(required: "link", \.links, .filled),
        .time("published", \.published),
        .time(required: "updated", \.updated),
        .shape("summary", \.summary),
        .shape(required: "content", \.content),
        .shape(required: "format", \.format),
        .shapes("category", \.categories),
    ]

    init() {
        id = ""
        title = ""
        links = []
        updated = DateTime(Timestamp())
        content = CSAF.ROLIE.Content("")
        format = .csaf
    }
}

extension CSAF.ROLIE.Link: JSONShape {
    static let members: Members<Self> = [
        .text(required: "rel", \.relation, .filled), .text(required: "href", \.url, .uri),
    ]

    init() { self.init("", "") }
}

extension CSAF.ROLIE.Category: JSONShape {
    static let members: Members<Self> = [
        .text("scheme", \.scheme, .uri), .text(required: "term", \.term, .filled),
    ]

    init() { self.init("") }
}

extension CSAF.ROLIE.Summary: JSONShape {
    static let members: Members<Self> = [.text(required: "content", \.content)]

    init() { self.init("") }
}

extension CSAF.ROLIE.Content: JSONShape {
    static let members: Members<Self> = [
        .text(required: "type", \.type, .filled), .text(required: "src", \.url, .jsonURL),
    ]

    init() { self.init("") }
}

extension CSAF.ROLIE.Format: JSONShape {
    static let members: Members<Self> = [
        .text(required: "schema", \.schema, .uri), .text("version", \.version, .filled),
    ]

    init() { self.init(schema: "") }
}
