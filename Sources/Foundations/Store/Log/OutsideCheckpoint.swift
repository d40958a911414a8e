// SPDX-License-Identifier: Apache-2.0

import Glibc
import TransparencyLog

/// The last published checkpoint in a file outside the database, which no restore sets back.
struct OutsideCheckpoint: Sendable {
    let path: String

    /// The checkpoint in the file; nil where there is no file yet.
    func read() throws -> Checkpoint? {
        guard let bytes = try DurableFile.read(path, limitBytes: SignedNote.byteLimit) else {
            return nil
        }
        do {
            return try Checkpoint(parsing: SignedNote(parsing: bytes).text)
        } catch {
            throw LogFault.outsideFile(path)
        }
    }

    /// Puts a checkpoint there, unless a later one is there already; the last of an earlier log
    /// stays beside it under its number.
    ///
    /// Processes that share the file take turns.
    func write(_ note: SignedNote, over checkpoint: Checkpoint) throws {
        try DurableFile.makeFolder(DurableFile.parent(of: path))
        let lock = try OpenFile(path + ".lock", flags: O_RDWR | O_CREAT)
        try lock.lock()
        if let present = try read() {
            let old = LogOrigin(parsing: present.origin)
            let new = LogOrigin(parsing: checkpoint.origin)
            guard (new.epoch, checkpoint.size) > (old.epoch, present.size) else { return }
            if new.epoch != old.epoch, let kept = try DurableFile.read(path, limitBytes: 1 << 20) {
                try DurableFile.replace("\(path).epoch-\(old.epoch)", with: kept)
            }
        }
        try DurableFile.replace(path, with: note.bytes)
    }
}
