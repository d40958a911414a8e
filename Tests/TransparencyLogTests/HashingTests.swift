// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

/// The entries and roots that Certificate Transparency's implementations share.
private enum Published {
    static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
}

@Test func `the published entries lead to the published roots`() {
    var tree = MerkleTree()
    var range = CompactRange()
    #expect(tree.root.bytes == hex(Published.roots[0]))
    for (entry, root) in zip(Published.entries, Published.roots.dropFirst()) {
        tree.append(LogHash(leaf: hex(entry)))
        range.append(LogHash(leaf: hex(entry)))
        #expect(tree.root.bytes == hex(root))
        #expect(range.root == tree.root)
    }
    for (size, root) in Published.roots.enumerated() {
        #expect(tree.root(at: UInt64(size))?.bytes == hex(root))
    }
    #expect(tree.root(at: 9) == nil)
}

@Test func `an entry that is not contiguous in memory hashes like one that is`() {
    let entry = (0..<100).map { UInt8($0) }
    #expect(LogHash(leaf: entry.lazy.map { $0 }) == LogHash(leaf: entry))
    #expect(LogHash(leaf: entry[10...]) == LogHash(leaf: Array(entry[10...])))
    #expect(LogHash(leaf: EmptyCollection<UInt8>()) == LogHash(leaf: []))
}

@Test func `a hash has thirty-two bytes and one base64 form`() throws {
    let hash = try #require(LogHash(hex(Published.roots[1])))
    #expect(hash.base64 == "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=")
    #expect(LogHash(base64: hash.base64) == hash)
    #expect(LogHash([UInt8](repeating: 0, count: 31)) == nil)
    #expect(LogHash([UInt8](repeating: 0, count: 33)) == nil)
    for bad in [
        "", "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0",
        "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB1=",
        "bjQLnP-zepicpUTmu3gKLHiQHT-zNzh2hRGjBhevoB0=",
        "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n", "====",
    ] {
        #expect(LogHash(base64: bad) == nil, "\(bad)")
    }
}
