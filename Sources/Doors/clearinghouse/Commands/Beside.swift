// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What is said beside an answer, so that the standard output holds the answer alone.
enum Beside {
    /// Says it on the standard error, each line after that word.
    static func say(_ text: String, after word: String = "") {
        for line in text.split(separator: "\n") {
            let said = word + Table.harmless(String(line)) + "\n"
            // Where nobody listens, there is nobody to tell.
            try? TextFile.writeOut(Array(said.utf8), to: STDERR_FILENO)
        }
    }
}
