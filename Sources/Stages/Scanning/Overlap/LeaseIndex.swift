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

    /// What a question looks at first of a holding: 8 bytes, so that many stay near.
    struct Glance: Sendable {
        /// The second in which its lease runs out.
        var expires: UInt32 = 0
        /// The number of who holds it, and in the two highest bits what else to look at.
        private let word: UInt32

        static let none = Glance(expires: 0, holder: 0, hasResidue: false, isOfSeveral: false)

        init(expires: UInt32, holder: UInt32, hasResidue: Bool, isOfSeveral: Bool) {
            self.expires = expires
            word = holder | (hasResidue ? 1 << 31 : 0) | (isOfSeveral ? 1 << 30 : 0)
        }

        var holder: UInt32 { word & 0x3FFF_FFFF }
        var hasResidue: Bool { word >> 31 == 1 }
        /// Whether its lease has other holdings.
        var isOfSeveral: Bool { word >> 30 & 1 == 1 }
    }

    /// Leases that are taken out with one change at most.
    private static let sweptAtOnce = 8
    /// The length of a slot in which leases run out, in seconds.
    private static let slotSeconds: Int64 = 600

    private(set) var trie = ScopeTrie()
    // Nothing has the place 0.
    private(set) var leases: ContiguousArray<Lease?> = [nil]
    private(set) var residues: ContiguousArray<ScopeResidue?> = [nil]
    /// By place of the holding.
    private(set) var glances: ContiguousArray<Glance> = [Glance.none]
    /// Who holds or held a lease, by number from 1 on; there are few next to leases.
    private var holders: [ParticipantID: UInt32] = [:]
    private var places = ScanPlaces()
    private var free: (leases: [UInt32], residues: [UInt32]) = ([], [])
    private var slots: [UInt32: [UInt32]] = [:]
    private var slot: UInt32 = 0
    private var families: [String: UInt16] = [:]

    /// How many leases are held, those not yet taken out included.
    var count: Int { places.count }

    /// Bytes that it takes, as allocated; what residues own is not counted.
    var bytes: Int {
        trie.bytes + places.bytes + glances.capacity * MemoryLayout<Glance>.stride
            + holders.capacity * 24 + leases.capacity * MemoryLayout<Lease?>.stride
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

    /// Whether a family without a number is one that nobody uses: not once numbers ran out.
    var tellsFamiliesApart: Bool { families.count < Int(UInt16.max) }

    /// Puts a lease in; one that is there already stays as it is.
    mutating func insert(_ new: Lease, on scopes: [Scope], now: Instant) {
        guard places[new.scan, leases] == nil else { return }
        let place = keep(new)
        let holder = holders[new.participant] ?? UInt32(holders.count + 1)
        holders[new.participant] = holder
        for scope in scopes {
            let holding = ScopeTrie.Holding(lease: place, residue: keep(scope.residue))
            let kept = trie.insert(holding, during: new.start..<new.end, on: scope.key)
            trie.holdings[Int(kept)].sibling = leases[Int(place)]?.first ?? 0
            leases[Int(place)]?.first = kept
            let glance = Glance(
                expires: new.expires.second,
                holder: holder,
                hasResidue: scope.residue != nil,
                isOfSeveral: scopes.count > 1
            )
            if Int(kept) == glances.count { glances.put(glance) }
            glances[Int(kept)] = glance
        }
        places.insert(place, leases)
        rest(place, until: new.expires)
        if trie.loose == nil { sweep(now: now) }
    }

    /// Lets about so many leases be put in without their places in the trie, until `settle` finds
    /// all of them.
    mutating func loosen(for count: Int) {
        trie.loosen(for: count)
        leases.makeRoom(for: count)
        glances.makeRoom(for: count)
        places.makeRoom(for: count)
    }

    /// Gives all leases put in since `loosen` their places; see `ScopeTrie.settle`.
    mutating func settle() { trie.settle() }

    /// Moves a lease's end; answers whether it is held.
    mutating func renew(_ scan: ScanID, until expires: Instant) -> Bool {
        guard let place = places[scan, leases] else { return false }
        leases[Int(place)]?.expires = expires
        var holding = leases[Int(place)]?.first ?? 0
        while holding != 0 {
            glances[Int(holding)].expires = expires.second
            holding = trie.holdings[Int(holding)].sibling
        }
        return true
    }

    /// Takes a lease out; answers whether it was held.
    @discardableResult mutating func remove(_ scan: ScanID) -> Bool {
        guard let place = places[scan, leases] else { return false }
        remove(place)
        return true
    }

    // MARK: Looking

    /// The number of a participant; 0 for one who never held a lease.
    func number(of participant: ParticipantID) -> UInt32 { holders[participant] ?? 0 }

    /// A tally of what a question finds here.
    func tally(_ question: OverlapTally.Question, work: Int) -> OverlapTally {
        OverlapTally(question, asker: question.asker.map { number(of: $0) } ?? 0, work: work)
    }

    /// The lease that a holding is of.
    func lease(of holding: UInt32) -> Lease? { leases[Int(trie.holdings[Int(holding)].lease)] }

    /// What a holding's key does not say.
    func residue(of holding: UInt32) -> ScopeResidue? {
        residues[Int(trie.holdings[Int(holding)].residue)]
    }

    /// Whether one of a lease's scopes that overlap with a scope is about the very revision that
    /// it names.
    func isAboutRevision(_ lease: Lease, of scope: Scope, work: inout Int) -> Bool {
        guard let asked = scope.residue, asked.namesRevision else { return false }
        var next = lease.first
        while next != 0, work > 0 {
            let holding = trie.holdings[Int(next)]
            let residue = residues[Int(holding.residue)]
            if asked.isSameRevision(as: residue),
                trie.isOn(scope.key, holding),
                ScopeResidue.meet(residue, asked, work: &work)
            {
                return true
            }
            next = holding.sibling
        }
        return false
    }

    // MARK: Keeping

    private mutating func keep(_ lease: Lease) -> UInt32 {
        guard let place = free.leases.popLast() else {
            leases.put(lease)
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
            trie.remove(holding, during: lease.start..<lease.end)
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
