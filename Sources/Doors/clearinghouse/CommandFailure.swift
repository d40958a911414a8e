// SPDX-License-Identifier: Apache-2.0

/// Why a command that was called rightly could not do its work: a sentence, and the end with 1.
///
/// A wrong call is a `ValidationError`: that shows the usage and ends with 64.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ sentence: String) {
        description = sentence
    }
}
