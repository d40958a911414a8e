// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A list of strings as C wants it: an array of pointers that a null pointer ends.
final class CStrings {
    private let copies: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        copies = strings.map { strdup($0) } + [nil]
    }

    deinit {
        for copy in copies { free(copy) }
    }

    /// Valid for as long as this object lives.
    var pointers: [UnsafePointer<CChar>?] { copies.map { $0.map { UnsafePointer($0) } } }
}
