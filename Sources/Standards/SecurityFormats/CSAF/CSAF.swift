// SPDX-License-Identifier: Apache-2.0

/// Common Security Advisory Framework 2.0 (OASIS): an advisory that machines act on.
///
/// A `Document` is read by its schema, each fault with its place, and written with its keys in
/// order. The tests of section 6 look at a document as a whole: `CSAF.validate` for bytes, and
/// `Document/validate` for a document made here.
public enum CSAF {
    /// The version that is read and written (section 3.2.1.4).
    public static let version = "2.0"
    /// The profile of an advisory (section 4.4), as a document's category names it.
    public static let securityAdvisory = "csaf_security_advisory"
    /// The profile that every document follows (section 4.1).
    public static let base = "csaf_base"
    /// The profile that says how vulnerable products are (section 4.5).
    public static let vex = "csaf_vex"

    /// The name under which a document is kept (section 5.1).
    ///
    /// The tracking identifier in lower case, with every run of other characters than letters,
    /// digits, `+` and `-` replaced by one `_`.
    public static func fileName(trackingID: String) -> String {
        var name: [UInt8] = []
        for scalar in trackingID.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9", "+", "-": name.append(UInt8(ascii: scalar))
            case "A"..."Z": name.append(UInt8(ascii: scalar) | 0x20)
            default: if name.last != UInt8(ascii: "_") { name.append(UInt8(ascii: "_")) }
            }
        }
        return String(decoding: name, as: UTF8.self) + ".json"
    }
}
