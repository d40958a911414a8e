// SPDX-License-Identifier: Apache-2.0

extension SandboxObstacle {
    /// Settings of the kernel that decide over user namespaces, and the value that forbids them.
    private static let switches: [(setting: String, forbids: String, obstacle: SandboxObstacle)] = [
        (
            "user/max_user_namespaces", "0",
            .userNamespacesOff(setting: "user.max_user_namespaces=10000")
        ),
        (
            "kernel/unprivileged_userns_clone", "0",
            .userNamespacesOff(setting: "kernel.unprivileged_userns_clone=1")
        ),
        ("kernel/apparmor_restrict_unprivileged_userns", "1", .appArmor),
    ]
    /// What bubblewrap says where it may make no namespace, or may not use the one it made.
    private static let forbidden = [
        "No permissions to creat", "Creating new namespace failed", "uid map", "gid map",
        "RTM_NEWADDR", "RTM_NEWLINK", "Failed to make / slave", "Failed to mount tmpfs",
        "setting up uid map", "pivot_root", "unshare failed", "setresuid failed",
        "Unable to set up system call filtering",
    ]

    /// Reads bubblewrap's complaint together with the kernel's settings.
    init(words: String, setting: (String) -> String? = { Files.text("/proc/sys/\($0)") }) {
        let line = words.split(separator: "\n").last.map(String.init) ?? "it said nothing"
        let off = Self.switches.first { entry in
            setting(entry.setting)?.split(separator: "\n").first.map(String.init) == entry.forbids
        }
        if words.contains("Can't mount proc") {
            self = off?.obstacle ?? .containerForbidsProc
        } else if Self.forbidden.contains(where: words.contains) {
            self = off?.obstacle ?? .containerForbidsNamespaces
        } else if let path = Self.path(in: line) {
            self = .folderUnreachable(path)
        } else {
            self = .other(line)
        }
    }

    /// The folder in "Can't find source path /a/b: Permission denied".
    private static func path(in line: String) -> String? {
        let parts = line.split(separator: "source path ", maxSplits: 1)
        guard parts.count == 2, line.hasSuffix("Permission denied") else { return nil }
        return parts[1].split(separator: ": ").first.map(String.init)
    }
}
