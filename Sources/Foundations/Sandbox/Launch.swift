// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The system's programs that a run is started with.
struct Launch {
    let bubblewrap: String
    let prlimit: String
    private let setpriv: String
    private let unshare: String

    /// Where a Debian has them; the server's own path decides nothing but bubblewrap's place.
    private static let path = "/usr/bin:/bin"

    /// Joins the control groups (their number comes first), then becomes what follows.
    ///
    /// The shell's own variables would tell the command where the server runs.
    private static let script = """
        n=$1; shift
        while [ "$n" -gt 0 ]; do
            echo 0 >"$1/cgroup.procs" || exit 1
            shift; n=$((n - 1))
        done
        unset PWD OLDPWD
        exec "$@"
        """

    init(_ configuration: SandboxConfiguration) throws(SandboxFailure) {
        guard let bubblewrap = configuration.bubblewrap, access(bubblewrap, X_OK) == 0
        else { throw .obstacle(.bubblewrapMissing) }
        self.bubblewrap = bubblewrap
        prlimit = try Self.program("prlimit")
        setpriv = try Self.program("setpriv")
        unshare = try Self.program("unshare")
        guard ProcessTree.isVisible else {
            throw .obstacle(.other("this kernel does not tell a process's children."))
        }
    }

    private static func program(_ name: String) throws(SandboxFailure) -> String {
        guard let found = Files.program(name, on: path) else {
            throw .obstacle(.programMissing(name))
        }
        return found
    }

    /// What /bin/sh is given: into the group, to the shelter, to the user, then bubblewrap.
    func words(
        _ command: [String],
        in group: ControlGroup?,
        as user: RunUser?,
        with shelter: Shelter
    ) -> [String] {
        let folders = group?.folders ?? []
        var words: [String] = []
        if let number = user?.number {
            words += [setpriv, "--reuid", "\(number)", "--regid", "\(number)", "--clear-groups"]
            words += ["--inh-caps=-all", "--"]
        }
        words = shelter.words(words + command, unshare: unshare)
        return ["-c", Self.script, "sh", "\(folders.count)"] + folders + words
    }
}

/// The kernel's limits on each process; never on address space, which AddressSanitizer reserves.
struct ResourceLimits {
    /// `prlimit`'s options.
    let options: [String]

    /// As many as Linux gives by default; a program that needs more is a service.
    private static let openFiles = 1_024
    /// So many more than the limit may be started until the watcher sees that it was exceeded.
    private static let spareProcesses = 64
    /// RLIMIT_NPROC, which the C library keeps from strict programs.
    private static let processesResource: UInt32 = 6
    /// From here on the kernel counts processes by user namespace; before, all of a user's.
    private static let countedByNamespace = (5, 14)

    init(_ limits: SandboxLimits, hasOwnUser: Bool) {
        let files = Self.lower(Self.openFiles, RLIMIT_NOFILE.rawValue)
        let bytes = Self.lower(limits.diskBytes, RLIMIT_FSIZE.rawValue)
        // The watcher adds all processes up and is first; a second later the kernel ends one.
        let seconds = Self.lower(limits.cpuSeconds, RLIMIT_CPU.rawValue, spare: 2)
        var options = [
            "--core=0", "--nofile=\(files)", "--fsize=\(bytes)",
            "--cpu=\(seconds + 1):\(seconds + 2)",
        ]
        if hasOwnUser || Self.kernel >= Self.countedByNamespace {
            let most = limits.processes + Self.spareProcesses
            options.append("--nproc=\(Self.lower(most, Self.processesResource))")
        }
        self.options = options
    }

    /// A process may lower what it was given, and not raise it.
    private static func lower(_ wanted: Int, _ resource: UInt32, spare: UInt64 = 0) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(resource), &limit) == 0 else { return wanted }
        return Int(min(UInt64(wanted), max(UInt64(limit.rlim_max), spare) - spare))
    }

    private static var kernel: (Int, Int) {
        let numbers = (Files.text("/proc/sys/kernel/osrelease") ?? "").split(separator: ".")
            .prefix(2).compactMap { Int($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : (0, 0)
    }
}
