// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Validation

/// A bundle's archive is read strictly: what could reach outside, lie or explode has a name.
@Suite struct ArchiveTests {
    private func fault(_ make: (inout Tar) -> Void) -> ArchiveFault.Reason? {
        var tar = Tar()
        make(&tar)
        return Tar.fault(tar.whole)
    }

    @Test func `files and folders are read, whole or in pieces of any length`() {
        var tar = Tar()
        tar.add("./", kind: "5")
        tar.add("./tree/", kind: "5")
        tar.add("tree/a.c", "int a;")
        tar.add("inputs/x", String(repeating: "A", count: 600))
        let whole = Tar.read(tar.whole)
        guard case .success(let told) = whole else {
            Issue.record("\(whole)")
            return
        }
        #expect(told.prefix(4) == ["tree", "tree/a.c", "int a;", "."])
        for pieces in [1, 7, 511, 513] {
            guard case .success(let parts) = Tar.read(tar.whole, pieces: pieces) else {
                Issue.record("pieces of \(pieces)")
                return
            }
            #expect(parts.joined() == told.joined())
        }
    }

    @Test func `nothing leads out of the folder it is unpacked into`() {
        #expect(fault { $0.add("/etc/passwd", "x") } == .absolutePath)
        #expect(fault { $0.add("tree/../../x", "x") } == .parentPath)
        #expect(fault { $0.add("..", kind: "5") } == .parentPath)
        #expect(fault { $0.add("tree/./x", "x") } == .badPath)
        #expect(fault { $0.add("tree//x", "x") } == .badPath)
        #expect(fault { $0.add("tree\\x", "x") } == .badPath)
        #expect(fault { $0.add("tree/\u{1B}[2J", "x") } == .badPath)
        #expect(fault { $0.add("tree/a\u{202E}b", "x") } == .badPath)
        #expect(fault { $0.add("tree/x/", "x") } == .badPath)
        #expect(fault { $0.add("", "x") } == .badPath)
        #expect(fault { $0.add("tree/x") { $0[5] = 0xFF } } == .badPath)
        let deep = (0..<40).map { _ in "a" }.joined(separator: "/")
        #expect(fault { $0.add(deep, "x") } == .tooDeep)
    }

    @Test func `links, devices, pipes and sparse files are refused by name`() {
        let kinds: [(Character, ArchiveFault.Reason)] = [
            ("1", .hardLink), ("2", .symbolicLink), ("3", .device), ("4", .device), ("6", .pipe),
            ("S", .sparse), ("7", .otherKind), ("L", .gnuFormat), ("Z", .otherKind),
        ]
        for (kind, reason) in kinds {
            #expect(fault { $0.add("tree/x", kind: kind) } == reason)
        }
        #expect(fault { $0.add("tree/x") { $0[157] = 0x61 } } == .otherKind)
    }

    @Test func `two paths that a file system could take for one collide`() {
        let twice: [(String, String, ArchiveFault.Reason)] = [
            ("tree/a", "tree/a", .duplicate), ("tree/a", "tree/A", .collision),
            ("tree/\u{E9}", "tree/e\u{301}", .collision), ("tree/a", "tree/a/b", .fileAsFolder),
            ("Tree/a", "tree/b", .collision),
        ]
        for (first, second, reason) in twice {
            let found = fault {
                $0.add(first, "x")
                $0.add(second, "x")
            }
            #expect(found == reason, "\(first) and \(second)")
        }
    }

    @Test func `sizes that lie and archives that end early are found`() {
        #expect(fault { $0.add("tree/x", "abc", tellingBytes: 9_000) } == .truncated)
        #expect(fault { $0.add("tree/x", tellingBytes: 65 << 20) } == .fileTooLarge)
        #expect(fault { $0.add("tree/x") { $0[124] = 0x80 } } == .badNumber)
        #expect(fault { $0.add("tree/x") { $0[124] = 0x39 } } == .badNumber)
        #expect(fault { $0.add("tree", kind: "5", tellingBytes: 5) } == .folderWithBytes)
        var tar = Tar()
        tar.add("tree/x", "abc")
        #expect(Tar.fault(tar.bytes) == .truncated)
        #expect(Tar.fault(Array(tar.whole.dropLast(512))) == .truncated)
        #expect(Tar.fault(Array(tar.whole.dropLast(1))) == .truncated)
        #expect(Tar.fault([]) == .truncated)
        #expect(Tar.fault(tar.whole + [1]) == .trailingBytes)
        var dirty = tar.whole
        dirty[512 + 4] = 7
        #expect(Tar.fault(dirty) == .padding)
        var broken = tar.whole
        broken[0] ^= 1
        #expect(Tar.fault(broken) == .checksum)
    }

    @Test func `a bomb of many entries or of much in all is refused before it is written`() {
        var many = Tar()
        for number in 0...ArchiveLimits.entries { many.add("tree/\(number)") }
        #expect(Tar.fault(many.whole) == .tooManyEntries)
        var reader = TarReader()
        var found: ArchiveFault?
        for number in 0..<5 where found == nil {
            var tar = Tar()
            tar.add("tree/\(number)", tellingBytes: 60 << 20)
            do throws(ArchiveFault) {
                reader.feed(tar.bytes)
                while try reader.next() != nil {}
                reader.feed([UInt8](repeating: 0, count: 60 << 20))
                while try reader.next() != nil {}
            } catch {
                found = error
            }
        }
        #expect(found?.reason == .tooLarge)
    }

    @Test func `pax headers may tell path and size, and nothing that changes what a file is`() {
        func pax(_ record: String, _ kind: Character = "x") -> ArchiveFault.Reason? {
            fault {
                let text = "\(record)\n"
                var length = text.utf8.count + 2
                while "\(length) ".utf8.count + text.utf8.count != length { length += 1 }
                $0.add("pax", "\(length) \(text)", kind: kind)
                $0.add("tree/x", "abc")
            }
        }
        #expect(pax("path=tree/other") == nil)
        #expect(pax("size=3") == nil)
        #expect(pax("mtime=1.5") == nil)
        #expect(pax("comment=0123", "g") == nil)
        #expect(pax("size=4") == .sizesDisagree)
        #expect(pax("path=../x") == .parentPath)
        #expect(pax("linkpath=/etc") == .badExtension)
        #expect(pax("GNU.sparse.major=1") == .sparse)
        #expect(pax("path=x", "g") == .badExtension)
        #expect(fault { $0.add("pax", "99 path=x\n", kind: "x") } == .badExtension)
        #expect(fault { $0.add("pax", "8 path=x\n", kind: "x") } == .badExtension)
    }

    @Test func `what the writer writes the reader and tar read`() throws {
        var writer = TarWriter()
        let long = "tree/" + String(repeating: "folder/", count: 18) + "file.c"
        for path in ["reproducer.json", "tree/a.c", long] {
            let isAdded = writer.add(path, Array("content".utf8))
            #expect(isAdded)
        }
        let isTooLong = !writer.add("tree/" + String(repeating: "x", count: 300), [])
        #expect(isTooLong)
        let bytes = writer.finished()
        guard case .success(let told) = Tar.read(bytes) else {
            Issue.record("it does not read what it wrote")
            return
        }
        #expect(told.contains(long))
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let tar = Process()
        tar.executableURL = URL(filePath: "/usr/bin/env")
        tar.arguments = ["tar", "-tf", file.path]
        let said = Pipe()
        tar.standardOutput = said
        try tar.run()
        let list = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        tar.waitUntilExit()
        #expect(
            list.split(separator: "\n").map(String.init) == ["reproducer.json", "tree/a.c", long]
        )
    }

    @Test func `every fault has its own code and a sentence`() {
        let reasons = ArchiveFault.Reason.allCases
        #expect(Set(reasons.map { ArchiveFault($0, offset: 0).sentence }).count == reasons.count)
    }
}
