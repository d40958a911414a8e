// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads each element of an array; one too many is a fault, and the rest is passed over.
    ///
    /// Source: RFC 8259 §5, and §9 for the limit.
    public mutating func elements(
        atMost limit: Int,
        _ read: (inout JSONReader) throws(JSONFaults) -> Void
    ) throws(JSONFaults) {
        guard let array = try array() else { return }
        var count = 0
        while try nextElement(in: array) {
            count += 1
            if count > limit { return try note(.invalid("At most \(limit) entries are taken.")) }
            try read(&self)
        }
    }
}
