// SPDX-License-Identifier: Apache-2.0

/// Reads a tar archive piece by piece, in little memory and without touching a file system.
///
/// Strict on purpose: ustar with pax headers for path and size, files and folders only. The caller
/// feeds bytes, takes events until there is none, and closes.
package struct TarReader: Sendable {
    /// A file or folder of the archive.
    package struct Entry: Sendable, Hashable {
        package let path: ArchivePath
        package let isFolder: Bool
        package let isExecutable: Bool
        package let sizeBytes: Int
    }

    /// What was read.
    package enum Event: Sendable {
        case entry(Entry)
        /// Bytes of the file that was told of last.
        case bytes(ArraySlice<UInt8>)
        /// The file that was told of last is whole.
        case fileEnd
    }

    private enum State {
        case header
        case file(leftBytes: Int, padding: Int)
        case extended(TarHeader, padding: Int)
        case padding(Int)
        /// Behind an entry without bytes of its own.
        case end(zeroBytes: Int)
    }

    private var state = State.header
    private var buffer: [UInt8] = []
    private var start = 0
    /// Where the next unread byte lies in the archive.
    private var offset = 0
    private var headerOffset = 0
    private var path: String?
    private var extended: TarExtension?
    private var paths = ArchivePaths()
    private var entries = 0
    private var totalBytes = 0

    package init() {}

    /// Takes in the archive's next bytes; all events are to be taken out before the next ones.
    package mutating func feed(_ bytes: some Collection<UInt8>) {
        buffer.removeFirst(start)
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// The next event; nil where more bytes are needed.
    package mutating func next() throws(ArchiveFault) -> Event? {
        do throws(ArchiveFault.Reason) {
            while true {
                switch state {
                case .header:
                    guard let block = take(TarHeader.blockBytes) else { return nil }
                    if let event = try begin(block) { return event }
                case .extended(let header, let padding):
                    guard let bytes = take(header.sizeBytes) else { return nil }
                    try extend(by: bytes, isGlobal: header.kind == .global)
                    state = .padding(padding)
                case .file(let left, let padding):
                    guard left > 0 else {
                        state = .padding(padding)
                        return .fileEnd
                    }
                    guard let bytes = takeSome(left) else { return nil }
                    state = .file(leftBytes: left - bytes.count, padding: padding)
                    return .bytes(bytes)
                case .padding(let count):
                    guard let bytes = take(count) else { return nil }
                    guard bytes.allSatisfy({ $0 == 0 }) else { throw .padding }
                    state = .header
                case .end(let zeros):
                    guard let bytes = takeSome(Int.max) else { return nil }
                    try pass(bytes, after: zeros)
                }
            }
        } catch {
            throw fault(error)
        }
    }

    /// Says whether the archive is whole; call it when there are no more bytes.
    package func close() throws(ArchiveFault) {
        guard case .end(let zeros) = state, zeros >= 2 * TarHeader.blockBytes,
            zeros.isMultiple(of: TarHeader.blockBytes)
        else { throw fault(.truncated) }
    }

    private func fault(_ reason: ArchiveFault.Reason) -> ArchiveFault {
        ArchiveFault(reason, path: path, offset: headerOffset)
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard buffer.count - start >= count else { return nil }
        return takeSome(count) ?? []
    }

    private mutating func takeSome(_ most: Int) -> ArraySlice<UInt8>? {
        let count = min(most, buffer.count - start)
        guard count > 0 else { return nil }
        defer {
            start += count
            offset += count
        }
        return buffer[start..<start + count]
    }

    private mutating func pass(
        _ bytes: ArraySlice<UInt8>,
        after zeros: Int
    ) throws(ArchiveFault.Reason) {
        // The very byte, however the archive was cut into pieces.
        let zerosHere = bytes.prefix(ArchiveLimits.trailingBytes - zeros).prefix { $0 == 0 }
        guard zerosHere.count == bytes.count else {
            headerOffset = offset - bytes.count + zerosHere.count
            throw .trailingBytes
        }
        state = .end(zeroBytes: zeros + bytes.count)
    }

    private mutating func extend(
        by bytes: ArraySlice<UInt8>,
        isGlobal: Bool
    ) throws(ArchiveFault.Reason) {
        let read = try TarExtension(bytes, isGlobal: isGlobal)
        if !isGlobal { extended = read }
    }

    private mutating func begin(_ block: ArraySlice<UInt8>) throws(ArchiveFault.Reason) -> Event? {
        headerOffset = offset - TarHeader.blockBytes
        path = nil
        guard block.contains(where: { $0 != 0 }) else {
            guard extended == nil else { throw .truncated }
            state = .end(zeroBytes: TarHeader.blockBytes)
            return nil
        }
        let header = try TarHeader(block)
        entries += 1
        guard entries <= ArchiveLimits.entries else { throw .tooManyEntries }
        switch header.kind {
        case .extended, .global:
            guard extended == nil else { throw .badExtension }
            guard header.sizeBytes <= ArchiveLimits.extensionBytes else { throw .badExtension }
            state = .extended(header, padding: Self.padding(header.sizeBytes))
            return nil
        case .file, .folder:
            return try tell(header)
        }
    }

    private mutating func tell(_ header: TarHeader) throws(ArchiveFault.Reason) -> Event? {
        let raw = extended?.path ?? header.path
        path = String(decoding: raw.prefix(ArchiveLimits.nameBytes), as: UTF8.self)
        let size = extended?.sizeBytes ?? header.sizeBytes
        guard header.sizeBytes == 0 || header.sizeBytes == size else { throw .sizesDisagree }
        extended = nil
        let isFolder = header.kind == .folder
        guard !isFolder || size == 0 else { throw .folderWithBytes }
        guard isFolder || raw.last != UInt8(ascii: "/") else { throw .badPath }
        guard size <= ArchiveLimits.fileBytes else { throw .fileTooLarge }
        totalBytes += size
        guard totalBytes <= ArchiveLimits.totalBytes else { throw .tooLarge }
        state = isFolder ? .header : .file(leftBytes: size, padding: Self.padding(size))
        guard let path = try ArchivePath(raw) else {
            // The top folder itself; as a file it has no name.
            guard isFolder else { throw .badPath }
            return nil
        }
        try paths.add(path, isFolder: isFolder)
        return .entry(
            Entry(
                path: path,
                isFolder: isFolder,
                isExecutable: header.isExecutable,
                sizeBytes: size
            )
        )
    }

    /// The bytes that fill the last block up.
    private static func padding(_ size: Int) -> Int {
        (TarHeader.blockBytes - size % TarHeader.blockBytes) % TarHeader.blockBytes
    }
}
