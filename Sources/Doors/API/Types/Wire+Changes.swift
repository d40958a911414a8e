// SPDX-License-Identifier: Apache-2.0

package import StrictJSON
package import Timestamps

extension Wire {
    /// One change, as far as the reader may see it.
    package struct Change: WireValue {
        package var sequence = 0
        package var time = Timestamp()
        package var kind = ""
        package var subject = ""
        package var body: JSONValue?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("sequence", \.sequence, .integer(0...Int.max >> 10), "Its place in the log."),
            .required("time", \.time, .time, "When."),
            .required(
                "kind",
                \.kind,
                .line(max: 80),
                "What happened, for example `scan.declared`."
            ),
            .required("subject", \.subject, .id, "To what."),
            .optional("body", \.body, .anything, "The particulars, where you may see them."),
        ]
    }

    /// The changes since a cursor; `next` is always there, also on the last page.
    package struct Changes: WireValue {
        package var items: [Change] = []
        package var next = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .list("items", \.items, .object(), max: PageLimit.most, "In the order they happened."),
            .required("next", \.next, .line(max: PageLimit.cursorCharacters), "Go on from here."),
        ]
    }
}
