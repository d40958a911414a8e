// SPDX-License-Identifier: Apache-2.0

/// What went wrong with a key.
package enum KeyFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The master key file cannot be used; the sentence says what to do.
    case masterKey(String)
    /// A wrapped key does not open under this master key.
    case wrongMasterKey
    /// A command sealed or opened for a scope that it did not name in `scopes`.
    case notPrepared(SealingScope)
    /// The scope's key was erased; nothing can be sealed for it any more.
    case erased(SealingScope)
    /// There is no key and no mark of erasure: these are not the keys of this data.
    case lost(SealingScope)
    /// Sealed bytes were changed, cut or moved to another scope.
    case tampered
    /// The clearinghouse's own key cannot be erased.
    case houseStays

    package var description: String {
        switch self {
        case .masterKey(let sentence): sentence
        case .wrongMasterKey:
            "The keys of this clearinghouse were wrapped by another master key. "
                + "Start with the master key file that belongs to this data."
        case .notPrepared(let scope): "The command did not name the scope \(scope.id)."
        case .erased(let scope): "The key of the scope \(scope.id) was erased."
        case .lost(let scope):
            "There is no key for the scope \(scope.id): these are not the keys of this data. "
                + "If it was restored, restore its keys too (clearinghouse keys import)."
        case .tampered: "Sealed bytes are not what was sealed."
        case .houseStays: "The key of the house cannot be erased."
        }
    }
}
