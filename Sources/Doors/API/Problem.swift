// SPDX-License-Identifier: Apache-2.0

/// A problem document (RFC 9457): the one form in which anything is refused.
package struct Problem: WireValue, Error {
    /// What stands before the code in `type`: a tag URI (RFC 4151), so that nothing has to be
    /// served there.
    package static let typePrefix = "tag:clearinghouse,2026:problem/"

    package var type = ""
    package var title = ""
    package var status = 500
    package var detail: String?
    package var errors: [ProblemError] = []

    package init() {}

    package init(
        _ code: ProblemCode,
        detail: String? = nil,
        errors: [ProblemError] = []
    ) {
        self.init(code: code.rawValue, like: code, detail: detail, errors: errors)
    }

    /// A problem with a stage's own code, of the same sort as one of ours.
    package init(
        code: String,
        like sort: ProblemCode,
        detail: String? = nil,
        errors: [ProblemError] = []
    ) {
        type = Self.typePrefix + code
        title = sort.title
        status = sort.status
        self.detail = detail
        self.errors = errors
    }

    /// The code at the end of `type`.
    package var code: String { String(type.dropFirst(Self.typePrefix.count)) }

    package static let mediaTypes = ["application/problem+json"]

    package static let fields: [WireField<Self>] = [
        .required("type", \.type, .line(max: 200), "A tag URI that ends in the stable code."),
        .required("title", \.title, .line(max: 200), "What the code means."),
        .required("status", \.status, .integer(400...599), "The HTTP status."),
        .optional("detail", \.detail, .text(max: 2_000), "What to do about it."),
        .list("errors", \.errors, .object(), max: FaultList.most, "Every fault that was found."),
    ]
}

/// One fault in a problem document.
package struct ProblemError: WireValue, Hashable {
    package var place = ""
    package var code = ""
    package var reason = ""

    package init() {}

    package init(place: String, code: String, reason: String) {
        self.place = place
        self.code = code
        self.reason = reason
    }

    package init(_ fault: WireFault) {
        self.init(place: fault.place, code: fault.code, reason: fault.reason)
    }

    package static let fields: [WireField<Self>] = [
        .required("place", \.place, .text(max: 2_000), "A JSON Pointer, or a parameter's name."),
        .required("code", \.code, .line(max: 80), "The stable code of the fault."),
        .required("reason", \.reason, .text(max: 2_000), "What is wrong and what would be right."),
    ]
}
