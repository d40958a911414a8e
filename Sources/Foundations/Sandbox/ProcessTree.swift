// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a run's processes use, added up from /proc (RULES B1).
///
/// All of them descend from the first process of the run's own PID namespace: whoever loses its
/// parent gets that one, so a daemon cannot leave the tree.
struct ProcessTree {
    /// Processes and threads.
    private(set) var tasks = 0
    private(set) var memoryBytes = 0
    /// Processor time, that of children who have ended included.
    private(set) var cpuMilliseconds = 0

    private static let pageBytes = Int(sysconf(Int32(_SC_PAGESIZE)))
    private static let ticksPerSecond = Int(sysconf(Int32(_SC_CLK_TCK)))

    /// Counts no further than one above the most, so that a fork bomb cannot keep the watcher busy.
    init(below first: Int32, mostTasks: Int) {
        var waiting = [first]
        while let process = waiting.popLast(), tasks <= mostTasks {
            guard let threads = add(process) else { continue }
            let folder = "/proc/\(process)/task"
            let names = threads == 1 ? ["\(process)"] : Files.names(in: folder)
            for thread in names {
                guard let children = Files.text("\(folder)/\(thread)/children") else { continue }
                waiting += children.split(separator: " ").compactMap { Int32($0) }
            }
        }
    }

    /// Adds one process up; answers how many threads it has, or nothing where it is gone.
    private mutating func add(_ process: Int32) -> Int? {
        // proc_pid_stat(5), counted from its third field, the state.
        let fields = Self.fields(of: process)
        guard fields.count > 21, fields[0] != "X" else { return nil }
        let ticks = fields[11...14].reduce(0) { $0 + (Int($1) ?? 0) }
        let threads = Int(fields[17]) ?? 1
        tasks += threads
        memoryBytes += (Int(fields[21]) ?? 0) * Self.pageBytes
        cpuMilliseconds += ticks * 1_000 / Self.ticksPerSecond
        return threads
    }

    /// Whether the kernel tells a process's children (it does where CONFIG_PROC_CHILDREN is set).
    static var isVisible: Bool { access("/proc/thread-self/children", R_OK) == 0 }

    /// The process that started this one.
    static func parent(of process: Int32) -> Int32? {
        let fields = fields(of: process)
        return fields.count > 1 ? Int32(fields[1]) : nil
    }

    /// Whether it is gone, or dead and waiting for somebody to notice.
    static func hasEnded(_ process: Int32) -> Bool {
        guard let state = fields(of: process).first else { return true }
        return state == "Z" || state == "X"
    }

    /// A process may call itself anything, so the fields begin after the last parenthesis.
    private static func fields(of process: Int32) -> [Substring] {
        guard let text = Files.text("/proc/\(process)/stat"), let end = text.lastIndex(of: ")")
        else { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }
}
