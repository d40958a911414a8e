// SPDX-License-Identifier: Apache-2.0

import Store

/// How a bundle was sent.
package enum BundleForm: String, Sendable, CaseIterable, SQLConvertible {
    case tar
    /// Unpacked in the sandbox only: a bomb meets its limits there.
    case gzip = "tar.gz"
}
