// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A control group of one run's own, in which the kernel bounds memory and processes (RULES B1).
struct ControlGroup: Sendable {
    let mode: LimitMode
    /// What has to be joined: one folder in version 2, one a controller in version 1.
    let folders: [String]

    private let memory: String
    private let processes: String

    /// Bubblewrap outside, the first process and the shell inside are tasks of ours.
    static let ownTasks = 4

    /// Makes one where this process may; nothing where no hierarchy can be written.
    static func make(named name: String, limits: SandboxLimits) -> ControlGroup? {
        let mounts = ControlGroupMount.all()
        return version2(name, limits, mounts) ?? version1(name, limits, mounts)
    }

    private static func version2(
        _ name: String,
        _ limits: SandboxLimits,
        _ mounts: [ControlGroupMount]
    ) -> ControlGroup? {
        guard let mount = mounts.first(where: { $0.isVersion2 }) else { return nil }
        for parent in mount.candidates where access("\(parent)/cgroup.procs", W_OK) == 0 {
            let folder = "\(parent)/\(name)"
            guard mkdir(folder, 0o755) == 0 else { continue }
            if access("\(folder)/memory.max", W_OK) != 0 {
                _ = Files.set("\(parent)/cgroup.subtree_control", "+memory +pids")
            }
            if Files.set("\(folder)/memory.max", "\(limits.memoryBytes)"),
                Files.set("\(folder)/pids.max", "\(limits.processes + ownTasks)")
            {
                _ = Files.set("\(folder)/memory.swap.max", "0")
                _ = Files.set("\(folder)/memory.oom.group", "1")
                let group = ControlGroup(
                    mode: .cgroupV2,
                    folders: [folder],
                    memory: folder,
                    processes: folder
                )
                if group.canBeJoined { return group }
            }
            rmdir(folder)
        }
        return nil
    }

    private static func version1(
        _ name: String,
        _ limits: SandboxLimits,
        _ mounts: [ControlGroupMount]
    ) -> ControlGroup? {
        func folder(_ controller: String, _ file: String, _ most: Int) -> String? {
            guard let mount = mounts.first(where: { $0.controllers.contains(controller) })
            else { return nil }
            for parent in mount.candidates {
                let folder = "\(parent)/\(name)"
                guard mkdir(folder, 0o755) == 0 else { continue }
                if Files.set("\(folder)/\(file)", "\(most)") { return folder }
                rmdir(folder)
            }
            return nil
        }
        guard let memory = folder("memory", "memory.limit_in_bytes", limits.memoryBytes)
        else { return nil }
        guard let processes = folder("pids", "pids.max", limits.processes + ownTasks) else {
            rmdir(memory)
            return nil
        }
        // Memory and swap together; absent where the kernel does not account swap.
        _ = Files.set("\(memory)/memory.memsw.limit_in_bytes", "\(limits.memoryBytes)")
        let group = ControlGroup(
            mode: .cgroupV1,
            folders: [memory, processes],
            memory: memory,
            processes: processes
        )
        if group.canBeJoined { return group }
        group.remove()
        return nil
    }

    /// Whether the kernel lets a child of ours in: it may forbid that to who may make the group.
    private var canBeJoined: Bool {
        let script = "for group; do echo 0 >\"$group/cgroup.procs\" || exit 1; done"
        return Spawn.run("/bin/sh", ["-c", script, "sh"] + folders) == 0
    }

    /// Which limit the kernel had to enforce, if any.
    var exceeded: LimitKind? {
        let events = mode == .cgroupV2 ? "memory.events" : "memory.oom_control"
        if count("oom_kill", in: "\(memory)/\(events)") > 0 { return .memory }
        if count("max", in: "\(processes)/pids.events") > 0 { return .processes }
        return nil
    }

    /// The most memory so far; kernels before 5.19 tell only the present in version 2.
    var peakMemoryBytes: Int {
        let files =
            mode == .cgroupV2
            ? ["memory.peak", "memory.current"] : ["memory.max_usage_in_bytes"]
        let texts = files.lazy.compactMap { Files.text("\(memory)/\($0)") }
        return texts.first.flatMap { Int($0.split(separator: "\n").first ?? "") } ?? 0
    }

    /// Removes it; its processes have ended, though the kernel may need a moment to notice.
    func remove() {
        for folder in folders {
            // A hundred tries of 10 ms.
            for _ in 0..<100 {
                guard rmdir(folder) != 0, errno == EBUSY else { break }
                usleep(10_000)
            }
        }
    }

    /// Removes those that a killed server left.
    static func remove(named name: String) {
        for parent in ControlGroupMount.all().flatMap(\.candidates) { rmdir("\(parent)/\(name)") }
    }

    private func count(_ key: String, in file: String) -> Int {
        let lines = (Files.text(file) ?? "").split(separator: "\n")
        for line in lines {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == key { return Int(words[1]) ?? 0 }
        }
        return 0
    }
}

/// Where a hierarchy of control groups is mounted, and where in it this process is.
struct ControlGroupMount {
    let isVersion2: Bool
    let controllers: [String]
    private let point: String
    private let group: String

    /// The process's own group and those above, up to where the mount begins.
    var candidates: [String] {
        var names = group.split(separator: "/")
        var all: [String] = []
        while true {
            all.append(names.isEmpty ? point : point + "/" + names.joined(separator: "/"))
            guard names.popLast() != nil else { return all }
        }
    }

    /// All that /proc tells of (cgroups(7), proc_pid_mountinfo(5)).
    static func all() -> [ControlGroupMount] {
        var groups: [(controllers: [String], path: String)] = []
        for line in (Files.text("/proc/self/cgroup") ?? "").split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            groups.append((fields[1].split(separator: ",").map(String.init), String(fields[2])))
        }
        let mounts = (Files.text("/proc/self/mountinfo") ?? "").split(separator: "\n")
        return mounts.compactMap { line in
            let fields = line.split(separator: " ").map(String.init)
            guard let dash = fields.firstIndex(of: "-"), dash + 3 < fields.count, dash > 5,
                ["cgroup", "cgroup2"].contains(fields[dash + 1])
            else { return nil }
            let isVersion2 = fields[dash + 1] == "cgroup2"
            let options = fields[dash + 3].split(separator: ",").map(String.init)
            let own = groups.first {
                isVersion2
                    ? $0.controllers.isEmpty : $0.controllers.contains(where: options.contains)
            }
            guard let own else { return nil }
            // A container may see its own part of the hierarchy only: the mount's root.
            let root = fields[3] == "/" ? "" : fields[3]
            let path = own.path.hasPrefix(root) ? String(own.path.dropFirst(root.count)) : ""
            return ControlGroupMount(
                isVersion2: isVersion2,
                controllers: isVersion2 ? [] : options,
                point: fields[4],
                group: path
            )
        }
    }
}
