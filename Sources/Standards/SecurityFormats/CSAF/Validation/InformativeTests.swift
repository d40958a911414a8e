// SPDX-License-Identifier: Apache-2.0

extension CSAF.Test {
    /// The tests of section 6.3.
    static let informative: [CSAF.Test] = []
}
