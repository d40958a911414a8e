// SPDX-License-Identifier: Apache-2.0

/// The bytes at hand: a whole document of the caller's, or the unread part of one in chunks.
///
/// SAFETY: all pointers lie within [start, end], which is memory that the caller of
/// `JSONReader.read` holds still for the closure's length, or `storage`, which only `makeRoom`
/// moves; the type is not copyable, so nobody else frees it.
struct Window: ~Copyable {
    /// Enough for several network reads; smaller chunks are gathered here.
    private static let smallestCapacityBytes = 1 << 16

    private(set) var start: UnsafePointer<UInt8>
    private(set) var end: UnsafePointer<UInt8>
    /// The next byte to read.
    var cursor: UnsafePointer<UInt8>
    /// The start of a token being read, which a refill must keep.
    var mark: UnsafePointer<UInt8>?
    /// The start of a value whose bytes are asked for, which refills keep until it has ended.
    ///
    /// Never after `mark`: it is set while no token is being read.
    var anchor: UnsafePointer<UInt8>?

    private var storage: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    private var source: JSONReader.Source?
    /// Where `start` stands in the document.
    private var origin = TextSpot()
    /// Where the token stands in which a place was last looked for.
    private var settled = TextSpot()
    /// The place last looked for: faults mostly come in order, so counting goes on there.
    private var latest = TextSpot()

    /// Bytes in memory, which begin there in their document.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at spot: TextSpot = TextSpot()) {
        origin = spot
        settled = spot
        latest = spot
        if let base = bytes.baseAddress {
            start = base
        } else {
            let empty = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
            storage = empty
            start = UnsafePointer(empty)
        }
        end = start + bytes.count
        cursor = start
    }

    /// Chunks of a source, which begin there in their document.
    init(_ source: @escaping JSONReader.Source, at spot: TextSpot = TextSpot()) {
        origin = spot
        settled = spot
        latest = spot
        let empty = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.smallestCapacityBytes)
        storage = empty
        capacity = Self.smallestCapacityBytes
        start = UnsafePointer(empty)
        end = start
        cursor = start
        self.source = source
    }

    /// Whether all bytes are the caller's, who holds them still.
    var isInMemory: Bool { storage == nil }

    /// Bytes of the document by their offsets, where all of it is in memory.
    func bytes(_ offsets: Range<Int>) -> UnsafeBufferPointer<UInt8>? {
        guard isInMemory, offsets.lowerBound >= origin.offset, offsets.upperBound <= byteCount
        else { return nil }
        let first = start + (offsets.lowerBound - origin.offset)
        return UnsafeBufferPointer(start: first, count: offsets.count)
    }

    deinit { storage?.deallocate() }

    /// Bytes of the document known so far.
    var byteCount: Int { origin.offset + (end - start) }

    /// Where the cursor stands in the document.
    var byteOffset: Int { origin.offset + (cursor - start) }

    /// Appends the source's next chunk, at a cost linear in all chunks; false when it has none.
    mutating func refill() -> Bool {
        guard let source else { return false }
        var next = source()
        while let chunk = next, chunk.isEmpty { next = source() }
        guard let chunk = next else {
            self.source = nil
            return false
        }
        if capacity - (end - start) < chunk.count { makeRoom(for: chunk.count) }
        guard let storage else { return false }
        let free = storage + (end - start)
        chunk.withUnsafeBufferPointer { bytes in
            if let base = bytes.baseAddress { free.update(from: base, count: bytes.count) }
        }
        end += chunk.count
        return true
    }

    /// Drops what was read; capacity is twice what is kept, so moving costs a constant share.
    private mutating func makeRoom(for count: Int) {
        let kept = anchor ?? mark ?? cursor
        let length = end - kept
        let ahead = cursor - kept
        let marked = mark.map { $0 - kept }
        origin = locate(kept)
        let room = max(capacity, 2 * (length + count))
        if let storage, room == capacity {
            storage.update(from: kept, count: length)
        } else {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
            larger.update(from: kept, count: length)
            storage?.deallocate()
            storage = larger
            capacity = room
        }
        if let storage { start = UnsafePointer(storage) }
        end = start + length
        cursor = start + ahead
        if let marked { mark = start + marked }
        if anchor != nil { anchor = start }
    }
}

/// A byte of the document, counted as machines and as people do.
struct TextSpot {
    var offset = 0
    var line = 1
    var column = 1
}

extension Window {
    /// The line and column of a byte in the window that is not before `mark`.
    mutating func locate(_ position: UnsafePointer<UInt8>) -> TextSpot {
        let offset = origin.offset + (position - start)
        let token = min(offset, origin.offset + ((mark ?? cursor) - start))
        settled = count(from: settled.offset <= token ? settled : origin, to: token)
        let isAhead = latest.offset >= settled.offset && latest.offset <= offset
        latest = count(from: isAhead ? latest : settled, to: offset)
        return latest
    }

    private func count(from spot: TextSpot, to offset: Int) -> TextSpot {
        var spot = spot
        var byte = start + (spot.offset - origin.offset)
        let last = start + (offset - origin.offset)
        while byte < last {
            if byte.pointee == ASCII.lineFeed {
                spot.line += 1
                spot.column = 1
            } else if byte.pointee & 0xC0 != 0x80 {
                spot.column += 1
            }
            byte += 1
        }
        spot.offset = offset
        return spot
    }
}
