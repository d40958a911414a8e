// SPDX-License-Identifier: Apache-2.0

/// Why no checkpoint is signed: signing would let two histories stand under one name (RULES J2).
package enum LogFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The journal has fewer entries than the last published checkpoint covers.
    case shorter(published: Int64, found: Int64)
    /// The journal is long enough, but its entries are not those that were published.
    case differs(size: Int64)
    /// The checkpoint outside the database is of a later log than the database knows.
    case laterEpoch(published: String, found: String)
    /// The tiles or the journal's head do not follow from the journal.
    case damaged(String)
    /// The log already has another name.
    case otherName(known: String, asked: String)
    /// The checkpoint file outside the database cannot be read as one.
    case outsideFile(String)

    package var description: String {
        switch self {
        case .shorter(let published, let found):
            "The journal has \(found) entries, but a checkpoint over \(published) was published. "
                + Self.remedy
        case .differs(let size):
            "The first \(size) entries of the journal are not those of the published checkpoint. "
                + Self.remedy
        case .laterEpoch(let published, let found):
            "A checkpoint of \(published) was published, but the database holds \(found). "
                + Self.remedy
        case .damaged(let what):
            "The log does not follow from the journal: \(what). Nothing is signed. Run doctor."
        case .otherName(let known, let asked):
            "This log is named \(known) and cannot be renamed to \(asked): its checkpoints are "
                + "out. Start without --origin: the log keeps its name, and --allowed-hosts lets "
                + "others reach the server by another one."
        case .outsideFile(let path):
            "\(path) does not hold a checkpoint of this log. Put back the file that was there, or "
                + "remove it if you know that the database was never set back."
        }
    }

    private static let remedy = """
        An older copy of the database was started. Nothing is signed. Stop the server and put back \
        the newest copy; if entries are lost for good, run `restore --new-epoch`, which begins a \
        new log that names the old checkpoint and the loss.
        """
}
