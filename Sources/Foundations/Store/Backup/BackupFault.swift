// SPDX-License-Identifier: Apache-2.0

/// Why a backup was not written or not restored, in a sentence for the operator.
package enum BackupFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file is not a backup, was cut off or was changed.
    case damaged(String)
    /// There is data in the database that was to be restored into.
    case notEmpty(table: String)
    /// The backup is of another version of the program.
    case otherSchema(owner: String, found: Int64, known: Int64)
    /// The journal in the backup does not have the head that it claims.
    case wrongRoot
    /// What the backup holds for so many scopes could not be read here.
    case keysMissing(scopes: Int)
    /// These keys are of another clearinghouse than the one that holds data here.
    case otherKeys

    package var description: String {
        switch self {
        case .damaged(let what):
            "The backup cannot be used: \(what). Nothing was restored; take another copy."
        case .notEmpty(let table):
            "The database is not empty (\(table) has rows). Restore into a new, empty one."
        case .otherSchema(let owner, let found, let known):
            "The backup has version \(found) of the tables of \(owner), this program \(known). "
                + "Restore with the version that wrote it, then start this one."
        case .wrongRoot:
            "The journal in the backup does not have the root that its head claims. "
                + "Nothing was restored; take another copy."
        case .keysMissing(let scopes):
            "The keys of \(scopes) scopes in the backup are not here, so what they seal could not "
                + "be read. Nothing was restored. Put the master key file into a new folder, "
                + "then `clearinghouse keys import`, then restore. "
                + "If those keys are lost for ever, say --without-keys."
        case .otherKeys:
            "There is data under another house key here, which these keys would not open. "
                + "Take a new, empty folder: first `clearinghouse keys import`, then restore."
        }
    }
}
