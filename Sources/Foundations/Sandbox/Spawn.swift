// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A program started with exactly the descriptors it is given, and with no variables.
enum Spawn {
    /// Above the numbers that a child gets, so that putting them in place overwrites none.
    private static let firstFree: Int32 = 32

    /// Starts it in a process group of its own; `descriptors` become 0, 1, 2, ….
    static func start(
        _ program: String,
        _ arguments: [String],
        descriptors: [Int32]
    ) throws(SandboxFailure) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let high = descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, firstFree) }
        defer { for descriptor in high where descriptor >= 0 { close(descriptor) } }
        guard high.allSatisfy({ $0 >= 0 }) else { throw refused(program, errno) }
        for (number, descriptor) in high.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        // Ours close on exec; somebody else's in this process may not.
        for name in Files.names(in: "/proc/self/fd") {
            guard let descriptor = Int32(name), descriptor >= descriptors.count else { continue }
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        return try spawn(program, arguments, &actions)
    }

    private static func spawn(
        _ program: String,
        _ arguments: [String],
        _ actions: inout posix_spawn_file_actions_t
    ) throws(SandboxFailure) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, &words, &environment)
        guard code == 0 else { throw refused(program, code) }
        return process
    }

    /// Runs a program of the system's to its end, without input or output.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) -> Int32 {
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let descriptors = [nothing, nothing, nothing]
        guard let process = try? start(program, arguments, descriptors: descriptors)
        else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private static func refused(_ program: String, _ code: Int32) -> SandboxFailure {
        .obstacle(.other("\(program) could not be started (error \(code))."))
    }
}
