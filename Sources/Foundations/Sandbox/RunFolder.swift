// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a run has on the host's disk besides its work folder; gone when it ended.
struct RunFolder: Sendable {
    let path: String
    /// The run's /tmp.
    var temporary: String { "\(path)/tmp" }
    /// The run's /dev/shm.
    var shared: String { "\(path)/shm" }
    /// Held as long as the run: a folder that nobody holds was left by a killed server.
    private let lock: Int32

    static let prefix = "clearinghouse-sandbox-"
    /// A folder may have been made and not yet be held; a minute later it was left.
    static let settledSeconds = 60

    /// Made so that others may pass through, and see nothing.
    init(in scratch: String) throws(SandboxFailure) {
        (path, lock) = try Self.held(in: scratch, prefix: Self.prefix)
        guard mkdir(temporary, 0o700) == 0, mkdir(shared, 0o700) == 0 else {
            throw .obstacle(.other("\(path) could not be set up (error \(errno))."))
        }
    }

    /// Makes an empty folder, and the lock that says it is in use.
    static func held(
        in scratch: String,
        prefix: String
    ) throws(SandboxFailure) -> (path: String, lock: Int32) {
        // mkdtemp(3) asks for six of these, and puts the name's random part in their place.
        var template = Array("\(scratch)/\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .obstacle(.other("no folder could be made in \(scratch) (error \(errno))."))
        }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, chmod(path, 0o711) == 0 else {
            throw .obstacle(.other("\(path) could not be set up (error \(errno))."))
        }
        return (path, lock)
    }

    /// The name alone, for control groups.
    var name: String { String(path.split(separator: "/").last ?? "") }

    func remove() {
        Self.remove(path)
        close(lock)
    }

    /// Removes a folder whatever a command left in it: folders without rights, a thousand levels.
    static func remove(_ path: String) {
        _ = Spawn.run("/bin/rm", ["-rf", "--one-file-system", "--", path])
        guard Files.isFolder(path) else { return }
        _ = Spawn.run("/bin/chmod", ["-R", "u+rwX", "--", path])
        _ = Spawn.run("/bin/rm", ["-rf", "--one-file-system", "--", path])
    }

    /// Removes what runs of a killed server left behind.
    static func sweep(
        _ scratch: String,
        prefix: String = Self.prefix,
        settledSeconds: Int = Self.settledSeconds
    ) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        for name in Files.names(in: scratch) where name.hasPrefix(prefix) {
            let path = "\(scratch)/\(name)"
            let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(),
                status.st_ctim.tv_sec + settledSeconds < now.tv_sec,
                flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            ControlGroup.remove(named: name)
            remove(path)
        }
    }
}
