// SPDX-License-Identifier: Apache-2.0

import Glibc
import Store
import Testing

/// A folder of this test alone, removed with everything in it.
struct ScratchFolder: ~Copyable {
    let path: String

    init() throws {
        var template = Array("/tmp/clearinghouse-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FileFault("no scratch folder") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        for name in (try? DurableFile.names(in: path)) ?? [] {
            let inner = "\(path)/\(name)"
            if unlink(inner) != 0 { remove(inner) }
        }
        rmdir(path)
    }
}

@Suite struct KeysTests {
    let scope = SealingScope(ID<AnyThing>(high: 7, low: 11))

    @Test func `the first start makes a master key that only its owner can read`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/data/keys/master.key"
        let made = try MasterKey.load(from: path, makingIfAbsent: true)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let again = try MasterKey.load(from: path, makingIfAbsent: false)
        let wrapped = try made.wrap([1, 2, 3], purpose: [9])
        #expect(try again.unwrap(wrapped, purpose: [9]) == [1, 2, 3])
    }

    @Test func `a master key that others can read is refused with the remedy`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/master.key"
        _ = try MasterKey.load(from: path, makingIfAbsent: true)
        chmod(path, 0o640)
        let fault = #expect(throws: KeyFault.self) {
            try MasterKey.load(from: path, makingIfAbsent: true)
        }
        #expect(fault?.description.contains("chmod 600 \(path)") == true)
    }

    @Test func `a file that is no master key is refused`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/master.key"
        try DurableFile.replace(path, with: Array("not a key\n".utf8))
        #expect(throws: KeyFault.self) { try MasterKey.load(from: path, makingIfAbsent: true) }
        #expect(throws: KeyFault.self) {
            try MasterKey.load(from: path + "-absent", makingIfAbsent: false)
        }
    }

    @Test func `what is sealed opens after a restart under the same master key only`() throws {
        let folder = try ScratchFolder()
        let master = MasterKey()
        let path = folder.path + "/keys.db"
        let ring = try KeyRing(master: master, vault: KeyRows.file(path))
        let sealed = try ring.prepare([scope]).seal([1, 2, 3], for: scope)
        #expect(sealed.count == 3 + 29)
        let restarted = try KeyRing(master: master, vault: KeyRows.file(path))
        #expect(try restarted.open(sealed, for: scope) == [1, 2, 3])
        #expect(throws: KeyFault.wrongMasterKey) {
            try KeyRing(master: MasterKey(), vault: KeyRows.file(path))
        }
    }

    @Test func `sealed bytes that were changed, cut or moved do not open`() throws {
        let folder = try ScratchFolder()
        let ring = try KeyRing(master: MasterKey(), vault: KeyRows.file(folder.path + "/keys.db"))
        let other = SealingScope(ID<AnyThing>(high: 7, low: 12))
        let keys = try ring.prepare([scope, other])
        let sealed = try keys.seal(Array("a secret".utf8), for: scope)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: KeyFault.tampered) { try keys.open(changed, for: scope) }
        }
        #expect(throws: KeyFault.tampered) { try keys.open(Array(sealed.dropLast()), for: scope) }
        #expect(throws: KeyFault.tampered) { try keys.open([], for: scope) }
        #expect(throws: KeyFault.tampered) { try keys.open(sealed, for: other) }
    }

    @Test func `an erased scope is unreadable for ever, in every process`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/keys.db"
        let master = MasterKey()
        let here = try KeyRing(master: master, vault: KeyRows.file(path))
        let there = try KeyRing(master: master, vault: KeyRows.file(path))
        let sealed = try here.prepare([scope]).seal([1], for: scope)
        #expect(try there.open(sealed, for: scope) == [1])
        try here.erase(scope)
        #expect(try here.open(sealed, for: scope) == nil)
        usleep(11_000)
        #expect(try there.open(sealed, for: scope) == nil)
        let keys = try there.prepare([scope])
        #expect(try keys.open(sealed, for: scope) == nil)
        #expect(throws: KeyFault.erased(scope)) { try keys.seal([2], for: scope) }
        #expect(throws: KeyFault.houseStays) { try here.erase(.house) }
    }

    @Test func `a command cannot seal for a scope that it did not name`() throws {
        let folder = try ScratchFolder()
        let ring = try KeyRing(master: MasterKey(), vault: KeyRows.file(folder.path + "/keys.db"))
        let keys = try ring.prepare([])
        #expect(try keys.open(keys.seal([1], for: .house), for: .house) == [1])
        #expect(throws: KeyFault.notPrepared(scope)) { try keys.seal([1], for: scope) }
    }

    @Test func `a lost key is not taken for an erased one`() throws {
        let folder = try ScratchFolder()
        let ring = try KeyRing(master: MasterKey(), vault: KeyRows.file(folder.path + "/keys.db"))
        #expect(throws: KeyFault.lost(scope)) { try ring.open([1], for: scope) }
    }

    @Test func `after a change of the master key the old one opens nothing`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/keys.db"
        let old = MasterKey()
        let new = MasterKey()
        let ring = try KeyRing(master: old, vault: KeyRows.file(path))
        let sealed = try ring.prepare([scope]).seal([5], for: scope)
        #expect(try ring.rewrap(by: new) == 2)
        #expect(try ring.rewrap(by: new) == 0)
        let turned = try KeyRing(master: new, vault: KeyRows.file(path))
        #expect(try turned.open(sealed, for: scope) == [5])
        #expect(throws: KeyFault.wrongMasterKey) {
            try KeyRing(master: old, vault: KeyRows.file(path))
        }
    }

    @Test func `more scopes than the cache holds still open`() throws {
        let folder = try ScratchFolder()
        let ring = try KeyRing(master: MasterKey(), vault: KeyRows.file(folder.path + "/keys.db"))
        let scopes = (0..<5_000).map { SealingScope(ID<AnyThing>(high: 1, low: $0)) }
        let keys = try ring.prepare(scopes)
        let first = try keys.seal([1], for: scopes[0])
        let last = try keys.seal([2], for: scopes[4_999])
        #expect(try ring.open(first, for: scopes[0]) == [1])
        #expect(try ring.open(last, for: scopes[4_999]) == [2])
    }
}
