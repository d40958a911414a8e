// SPDX-License-Identifier: Apache-2.0

extension CSAF.Test {
    /// The tests of section 6.2.
    static let optional: [CSAF.Test] = []
}
