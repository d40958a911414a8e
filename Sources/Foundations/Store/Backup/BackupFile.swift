// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import Glibc

/// Writes frames to a new file, which gets its name only when it is whole and synced.
final class BackupWriter {
    /// Bytes gathered before a write.
    private static let bufferBytes = 1 << 20

    private let path: String
    private let aside: String
    private let file: OpenFile
    private var digest = SHA256()
    private var buffer: [UInt8] = []
    private(set) var frames: Int64 = 0

    init(path: String) throws {
        self.path = path
        aside = path + ".unfinished"
        unlink(aside)
        file = try OpenFile(aside, flags: O_WRONLY | O_CREAT | O_EXCL)
        put(BackupFormat.firstLine)
    }

    func write(_ kind: BackupFormat.Kind, _ values: [SQLValue]) throws {
        let body = BackupFormat.encode(values)
        guard body.count <= BackupFormat.frameBytes else {
            throw BackupFault.damaged("a row is larger than \(BackupFormat.frameBytes) bytes")
        }
        put([kind.rawValue] + BackupFormat.bigEndian(UInt64(body.count), count: 4))
        put(body)
        frames += 1
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Ends the file and gives it its name; a backup that throws before this leaves none.
    func finish() throws {
        try write(.end, [.integer(frames)])
        buffer += Array(digest.finalize())
        try flush()
        try file.sync()
        guard rename(aside, path) == 0 else { throw FileFault.system("put in place", path) }
        try DurableFile.syncFolder(DurableFile.parent(of: path))
    }

    func abandon() {
        unlink(aside)
    }

    private func put(_ bytes: [UInt8]) {
        digest.update(data: bytes)
        buffer += bytes
    }

    private func flush() throws {
        try file.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Reads frames; the last one proves that all before are what was written.
final class BackupReader {
    private let file: OpenFile
    private var digest = SHA256()
    private var buffer: [UInt8] = []
    private var start = 0
    private var frames: Int64 = 0

    init(path: String) throws {
        file = try OpenFile(path, flags: O_RDONLY)
        guard try take(BackupFormat.firstLine.count) == BackupFormat.firstLine else {
            throw BackupFault.damaged("it does not begin like one")
        }
    }

    /// Reads the whole file once and answers its header; throws where it was changed or cut off.
    static func verify(
        _ path: String,
        _ look: (BackupFormat.Frame) throws -> Void = { _ in }
    ) throws -> [SQLValue] {
        let reader = try BackupReader(path: path)
        guard let first = try reader.next(), first.kind == .header else {
            throw BackupFault.damaged("it has no header")
        }
        while let frame = try reader.next() { try look(frame) }
        return first.values
    }

    /// The next frame, or nil after the last, whose digest is checked.
    func next() throws -> BackupFormat.Frame? {
        let head = try take(5)
        let count = Int(BackupFormat.number(head[1...]))
        guard let kind = BackupFormat.Kind(rawValue: head[0]), count <= BackupFormat.frameBytes
        else { throw BackupFault.damaged("it has an unknown frame") }
        let values = try BackupFormat.decode(try take(count))
        guard kind == .end else {
            frames += 1
            return BackupFormat.Frame(kind: kind, values: values)
        }
        let wanted = Array(digest.finalize())
        guard try take(BackupFormat.digestBytes) == wanted, values == [.integer(frames)] else {
            throw BackupFault.damaged("its checksum is wrong")
        }
        return nil
    }

    private func take(_ count: Int) throws -> [UInt8] {
        if buffer.count - start < count {
            buffer.removeFirst(start)
            start = 0
            buffer += try file.read(upTo: max(count - buffer.count, 1 << 18))
        }
        guard buffer.count - start >= count else { throw BackupFault.damaged("it is cut off") }
        let bytes = Array(buffer[start..<(start + count)])
        start += count
        digest.update(data: bytes)
        return bytes
    }
}
