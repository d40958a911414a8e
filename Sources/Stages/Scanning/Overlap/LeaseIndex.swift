// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Leases by what they look at and when, in memory.
///
/// A question costs a walk to its scope's place and one search in time at each place on the way
/// that holds leases (`ScopeTrie`). Leases that ran out count no more from that moment on, and are
/// taken out by and by: a few with every change, so that no change waits for many.
struct LeaseIndex: Sendable {
    /// What a lease is, besides what it looks at.
    struct Lease: Sendable {
        let scan: ScanID
        let participant: ParticipantID
        let technique: Technique
        /// The family of models, by its number; 0 for none.
        let model: UInt16
        /// In seconds since 1970, from its first up to before its end.
        let start: UInt32
        let end: UInt32
        var expires: Instant
        /// The first of its holdings.
        fileprivate(set) var first: UInt32 = 0
        /// The slot of time in which it is looked at again.
        fileprivate var slot: UInt32 = 0

        init(
            _ scan: ScanID,
            of participant: ParticipantID,
            technique: Technique,
            model: UInt16 = 0,
            seconds: Range<UInt32>,
            expires: Instant
        ) {
            self.scan = scan
            self.participant = participant
            self.technique = technique
            self.model = model
            start = seconds.lowerBound
            end = seconds.upperBound
            self.expires = expires
        }
    }

    /// A lease that meets a question, with what its scope says beyond its key.
    struct Found {
        let lease: Lease
        let residue: ScopeResidue?
    }

    /// Leases that are taken out with one change at most.
    private static let sweptAtOnce = 8
    /// The length of a slot in which leases run out, in seconds.
    private static let slotSeconds: Int64 = 600

    private(set) var trie = ScopeTrie()
    // Nothing has the place 0.
    private(set) var leases: ContiguousArray<Lease?> = [nil]
    private(set) var residues: ContiguousArray<ScopeResidue?> = [nil]
    private var places = ScanPlaces()
    private var free: (leases: [UInt32], residues: [UInt32]) = ([], [])
    private var slots: [UInt32: [UInt32]] = [:]
    private var slot: UInt32 = 0
    private var families: [String: UInt16] = [:]

    /// How many leases are held, those not yet taken out included.
    var count: Int { places.count }

    /// Bytes that it takes, as allocated; what residues own is not counted.
    var bytes: Int {
        trie.bytes + places.bytes + leases.capacity * MemoryLayout<Lease?>.stride
            + residues.capacity * MemoryLayout<ScopeResidue?>.stride
            + slots.values.reduce(0) { $0 + $1.capacity * 4 }
    }

    /// The number of a family of models, whose name may be written in capitals; 0 for none.
    mutating func number(ofModel name: String?) -> UInt16 {
        guard let name = name?.lowercased(), !name.isEmpty else { return 0 }
        if let number = families[name] { return number }
        // Past so many, further families are told apart no more.
        guard families.count < Int(UInt16.max) else { return 0 }
        let number = UInt16(families.count + 1)
        families[name] = number
        return number
    }

    /// The same, without giving one out; nil where nobody uses it.
    func knownNumber(ofModel name: String) -> UInt16? { families[name.lowercased()] }

    /// Puts a lease in; one that is there already stays as it is.
    mutating func insert(_ new: Lease, on scopes: [Scope], now: Instant) {
        guard places[new.scan, leases] == nil else { return }
        let place = keep(new)
        for scope in scopes {
            let holding = ScopeTrie.Holding(
                start: new.start,
                end: new.end,
                lease: place,
                residue: keep(scope.residue)
            )
            let kept = trie.insert(holding, on: scope.key)
            trie.holdings[Int(kept)].sibling = leases[Int(place)]?.first ?? 0
            leases[Int(place)]?.first = kept
        }
        places.insert(place, leases)
        rest(place, until: new.expires)
        sweep(now: now)
    }

    /// Moves a lease's end; answers whether it is held.
    mutating func renew(_ scan: ScanID, until expires: Instant) -> Bool {
        guard let place = places[scan, leases] else { return false }
        leases[Int(place)]?.expires = expires
        return true
    }

    /// Takes a lease out; answers whether it was held.
    @discardableResult mutating func remove(_ scan: ScanID) -> Bool {
        guard let place = places[scan, leases] else { return false }
        remove(place)
        return true
    }

    // MARK: Keeping

    private mutating func keep(_ lease: Lease) -> UInt32 {
        guard let place = free.leases.popLast() else {
            leases.append(lease)
            return UInt32(leases.count - 1)
        }
        leases[Int(place)] = lease
        return place
    }

    private mutating func keep(_ residue: ScopeResidue?) -> UInt32 {
        guard let residue else { return 0 }
        guard let place = free.residues.popLast() else {
            residues.append(residue)
            return UInt32(residues.count - 1)
        }
        residues[Int(place)] = residue
        return place
    }

    private mutating func remove(_ place: UInt32) {
        guard let lease = leases[Int(place)] else { return }
        var holding = lease.first
        while holding != 0 {
            let held = trie.holdings[Int(holding)]
            if held.residue != 0 {
                residues[Int(held.residue)] = nil
                free.residues.append(held.residue)
            }
            trie.remove(holding)
            holding = held.sibling
        }
        places.remove(lease.scan, leases)
        leases[Int(place)] = nil
        free.leases.append(place)
    }

    // MARK: Time

    private static func slot(of moment: Instant) -> UInt32 {
        UInt32(clamping: moment.microseconds / 1_000_000 / slotSeconds)
    }

    private mutating func rest(_ place: UInt32, until expires: Instant) {
        // In the slot after, all of it has passed.
        let slot = max(Self.slot(of: expires) + 1, self.slot)
        leases[Int(place)]?.slot = slot
        slots[slot, default: []].append(place)
    }

    private mutating func sweep(now: Instant) {
        let current = Self.slot(of: now)
        if slot == 0 { slot = slots.keys.min() ?? current }
        var budget = Self.sweptAtOnce
        while budget > 0, slot <= current {
            guard let place = slots[slot]?.popLast() else {
                slots[slot] = nil
                slot += 1
                budget -= 1
                continue
            }
            budget -= 1
            guard let lease = leases[Int(place)], lease.slot == slot else { continue }
            if lease.expires <= now { remove(place) } else { rest(place, until: lease.expires) }
        }
    }
}

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
