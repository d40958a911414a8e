// SPDX-License-Identifier: Apache-2.0

@testable import Validation

/// Archives as hostile as they come, byte by byte.
struct Tar {
    var bytes: [UInt8] = []

    /// Adds an entry; a test changes its header before the checksum is made.
    mutating func add(
        _ name: String,
        _ content: String = "",
        kind: Character = "0",
        tellingBytes: Int? = nil,
        changing: (inout [UInt8]) -> Void = { _ in }
    ) {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at place: Int) {
            block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        put("0000644\0", at: 100)
        let size = String(tellingBytes ?? content.utf8.count, radix: 8)
        put(String(repeating: "0", count: 11 - size.count) + size, at: 124)
        block[156] = kind.asciiValue ?? 0
        put("ustar\u{0}00", at: 257)
        changing(&block)
        let sum = String(TarHeader.checksum(block), radix: 8)
        block.replaceSubrange(
            148..<156,
            with: (String(repeating: "0", count: 6 - sum.count) + sum).utf8 + [0, 32]
        )
        bytes += block
        bytes += Array(content.utf8)
        bytes += [UInt8](repeating: 0, count: -content.utf8.count & 511)
    }

    /// The archive with its end.
    var whole: [UInt8] { bytes + [UInt8](repeating: 0, count: 1_024) }

    /// What the reader makes of it, fed in pieces: the paths, or the fault.
    static func read(_ bytes: [UInt8], pieces: Int = .max) -> Result<[String], ArchiveFault> {
        var reader = TarReader()
        var told: [String] = []
        do throws(ArchiveFault) {
            var rest = bytes[...]
            while !rest.isEmpty {
                reader.feed(rest.prefix(pieces))
                rest = rest.dropFirst(pieces)
                while let event = try reader.next() {
                    switch event {
                    case .entry(let entry): told.append(entry.path.text)
                    case .bytes(let some): told.append(String(decoding: some, as: UTF8.self))
                    case .fileEnd: told.append(".")
                    }
                }
            }
            try reader.close()
            return .success(told)
        } catch {
            return .failure(error)
        }
    }

    static func fault(_ bytes: [UInt8]) -> ArchiveFault.Reason? {
        guard case .failure(let fault) = read(bytes) else { return nil }
        return fault.reason
    }
}
