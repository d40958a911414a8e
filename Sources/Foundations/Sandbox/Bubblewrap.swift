// SPDX-License-Identifier: Apache-2.0

/// The words with which bubblewrap is told what the command may see.
struct Bubblewrap {
    /// Descriptors that bubblewrap gets besides the three standard ones.
    enum Descriptor {
        /// Where it tells the first process's number, and at the end the command's code.
        static let status: Int32 = 3
        static let filter: Int32 = 4
        /// Where the shell inside says that it began, and that the command died by a signal.
        static let note: Int32 = 5
    }

    /// What a compiler and a dynamic linker read of /etc: nothing of the host's people or secrets.
    private static let settings = [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d",
    ]
    /// Folders of programs and libraries, which are links into /usr on most hosts.
    private static let systemFolders = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"]
    /// The user that a command sees itself as.
    private static let userInside = "1000"

    /// Notes its beginning, runs the command with its limits, and ends with the command's code.
    ///
    /// A shell reports a child's death by a signal on its own standard error, which is the note;
    /// the command gets the real one, and not the note.
    private static let shell =
        "exec 3>&2 2>&5 5>&-; echo >&2; (exec \"$@\" 2>&3 3>&-); exit $?"

    let program: String
    let configuration: SandboxConfiguration
    let command: SandboxedCommand
    let folder: RunFolder
    let shelter: Shelter
    /// `prlimit` and its options.
    let limits: [String]

    /// The whole command line.
    var words: [String] {
        [program] + isolation + system + writable + variables
            + ["--", "/bin/sh", "-c", Self.shell, "sh"] + limits + ["--"] + command.arguments
    }

    private var isolation: [String] {
        [
            "--unshare-all", "--unshare-user", "--uid", Self.userInside, "--gid", Self.userInside,
            "--hostname", "sandbox", "--new-session", "--die-with-parent", "--cap-drop", "ALL",
            "--json-status-fd", "\(Descriptor.status)", "--seccomp", "\(Descriptor.filter)",
        ]
    }

    private var system: [String] {
        var words = ["--ro-bind", "/usr", "/usr"]
        for name in Self.systemFolders {
            guard let real = Files.resolved("/\(name)") else { continue }
            let isLink = real != "/\(name)"
            words += isLink ? ["--symlink", String(real.dropFirst()), "/\(name)"] : []
            words += isLink ? [] : ["--ro-bind", real, "/\(name)"]
        }
        for path in Self.settings { words += ["--ro-bind-try", path, path] }
        for path in configuration.readableFolders where !path.hasPrefix("/usr/") && path != "/" {
            words += ["--ro-bind", shelter.place(of: path), path]
        }
        return words + ["--proc", "/proc", "--dev", "/dev"]
    }

    private var writable: [String] {
        var words = [
            "--bind", folder.temporary, "/tmp", "--bind", folder.shared, "/dev/shm",
            "--bind", shelter.place(of: command.workFolder), "/work",
        ]
        for folder in command.readOnlyFolders {
            words += ["--ro-bind", shelter.place(of: folder.host), folder.inside]
        }
        // What bubblewrap made for the others to stand in is memory that nobody counts.
        return words + ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/work"]
    }

    /// Set by bubblewrap, which itself runs without any: a variable cannot change how it works.
    private var variables: [String] {
        let programs = configuration.readableFolders.map { $0 == "/" ? "" : "\($0)/usr/bin" }
        let path = (programs.filter { !$0.isEmpty } + ["/usr/bin", "/bin"])
        let standard = [
            "PATH": path.joined(separator: ":"), "HOME": "/tmp", "TMPDIR": "/tmp",
            "LANG": "C.UTF-8", "ASAN_OPTIONS": "detect_leaks=0",
        ]
        return standard.merging(command.environment) { $1 }.sorted { $0.key < $1.key }
            .flatMap { ["--setenv", $0.key, $0.value] }
    }
}
