// SPDX-License-Identifier: Apache-2.0

/// The kernel calls that no build and no reproducer needs, as a seccomp program.
///
/// Namespaces and an unprivileged user already keep a command in; this keeps it from the parts of
/// the kernel in which the ways out have been found. Everything else is allowed.
struct SystemCallFilter {
    /// What a refused call answers.
    private enum Answer: UInt32 {
        case allow = 0x7fff_0000
        case notPermitted = 0x0005_0001
        case noSuchCall = 0x0005_0026
        case noSuchFamily = 0x0005_0061
        case kill = 0x8000_0000
    }

    /// Where `seccomp_data` holds a call's number, the machine, and the low halves of arguments.
    private enum Offset: UInt32 {
        case number = 0
        case machine = 4
        case first = 16
        case second = 24
    }

    /// Classic BPF's instructions, as far as they are used.
    private enum Code: UInt16 {
        case load = 0x20
        case jumpEqual = 0x15
        case jumpAtLeast = 0x35
        case jumpAnySet = 0x45
        case answer = 0x06
    }

    /// The CLONE_NEW… flags: a command makes no namespaces of its own.
    private static let namespaceFlags: UInt32 = 0x7e02_0000
    /// Unix, IPv4, IPv6, netlink: the rest (vsock, packet, alg, …) is not bound by a namespace.
    private static let families: [UInt32] = [1, 2, 10, 16]
    /// TIOCSTI and TIOCLINUX: typing into somebody else's terminal.
    private static let terminalRequests: [UInt32] = [0x5412, 0x541c]
    /// Calls from here on are those of x32, which nobody uses.
    private static let x32: UInt32 = 0x4000_0000

    /// The program as the kernel reads it: eight bytes an instruction.
    private(set) var bytes: [UInt8] = []

    /// Where memory is only polled, memory that no process has mapped is refused as well.
    init(countsUnmappedMemory: Bool) {
        let calls = SystemCallNumbers.here
        load(.machine)
        add(.jumpEqual, calls.machine, whenNot: 0, when: 1)
        answer(.kill)
        load(.number)
        add(.jumpAtLeast, Self.x32, whenNot: 1)
        answer(.noSuchCall)
        refuse(calls.refused, .notPermitted)
        // The C library asks clone next, whose flags can be looked at.
        refuse([calls.clone3], .noSuchCall)
        if !countsUnmappedMemory { refuse(calls.unmapped, .noSuchCall) }
        within(calls.clone, .first) {
            $0.add(.jumpAnySet, Self.namespaceFlags, whenNot: 1)
            $0.answer(.notPermitted)
        }
        for call in calls.sockets {
            within(call, .first) { filter in
                for family in Self.families {
                    filter.add(.jumpEqual, family, whenNot: 1)
                    filter.answer(.allow)
                }
                filter.answer(.noSuchFamily)
            }
        }
        within(calls.ioctl, .second) { $0.refuse(Self.terminalRequests, .notPermitted) }
        answer(.allow)
    }

    private mutating func refuse(_ values: [UInt32], _ reason: Answer) {
        for value in values {
            add(.jumpEqual, value, whenNot: 1)
            answer(reason)
        }
    }

    /// Instructions for one call only, with one of its arguments loaded; they end in an answer.
    private mutating func within(
        _ call: UInt32,
        _ argument: Offset,
        _ body: (inout SystemCallFilter) -> Void
    ) {
        let start = bytes
        load(argument)
        body(&self)
        answer(.allow)
        let length = (bytes.count - start.count) / 8
        let inner = bytes[start.count...]
        bytes = start
        add(.jumpEqual, call, whenNot: UInt8(length))
        bytes += inner
    }

    private mutating func load(_ offset: Offset) { add(.load, offset.rawValue) }

    private mutating func answer(_ answer: Answer) { add(.answer, answer.rawValue) }

    /// One instruction: the code, how far to jump, the constant.
    private mutating func add(
        _ code: Code,
        _ constant: UInt32,
        whenNot: UInt8 = 0,
        when: UInt8 = 0
    ) {
        withUnsafeBytes(of: code.rawValue) { bytes += $0 }
        bytes += [when, whenNot]
        withUnsafeBytes(of: constant) { bytes += $0 }
    }
}
