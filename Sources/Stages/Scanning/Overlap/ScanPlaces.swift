// SPDX-License-Identifier: Apache-2.0

import Store

/// Where each scan's lease stands: an open table of places, whose ids the leases hold.
struct ScanPlaces: Sendable {
    private var table: ContiguousArray<UInt32> = ContiguousArray(repeating: 0, count: 16)
    private(set) var count = 0

    var bytes: Int { table.capacity * 4 }

    /// The place of a scan's lease.
    subscript(_ scan: ScanID, _ leases: ContiguousArray<LeaseIndex.Lease?>) -> UInt32? {
        var index = home(of: scan)
        while table[index] != 0 {
            if leases[Int(table[index])]?.scan == scan { return table[index] }
            index = (index + 1) & (table.count - 1)
        }
        return nil
    }

    mutating func insert(_ place: UInt32, _ leases: ContiguousArray<LeaseIndex.Lease?>) {
        if (count + 1) * 3 > table.count * 2 { grow(leases) }
        guard let scan = leases[Int(place)]?.scan else { return }
        put(place, scan)
        count += 1
    }

    /// Takes a scan out, and moves those after it that were displaced.
    mutating func remove(_ scan: ScanID, _ leases: ContiguousArray<LeaseIndex.Lease?>) {
        let mask = table.count - 1
        var index = home(of: scan)
        while table[index] != 0, leases[Int(table[index])]?.scan != scan {
            index = (index + 1) & mask
        }
        guard table[index] != 0 else { return }
        table[index] = 0
        count -= 1
        index = (index + 1) & mask
        while table[index] != 0 {
            let place = table[index]
            table[index] = 0
            if let moved = leases[Int(place)]?.scan { put(place, moved) }
            index = (index + 1) & mask
        }
    }

    /// Makes room for so many, before the first.
    mutating func makeRoom(for more: Int) {
        var room = table.count
        while more * 3 > room * 2 { room *= 2 }
        table = ContiguousArray(repeating: 0, count: room)
    }

    private mutating func put(_ place: UInt32, _ scan: ScanID) {
        var index = home(of: scan)
        while table[index] != 0 { index = (index + 1) & (table.count - 1) }
        table[index] = place
    }

    private mutating func grow(_ leases: ContiguousArray<LeaseIndex.Lease?>) {
        let old = table
        table = ContiguousArray(repeating: 0, count: old.count * 2)
        for place in old where place != 0 {
            if let scan = leases[Int(place)]?.scan { put(place, scan) }
        }
    }

    private func home(of scan: ScanID) -> Int {
        let mixed = (scan.high ^ (scan.low &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: mixed >> 32) & (table.count - 1)
    }
}
