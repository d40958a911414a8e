// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Stand-ins for folders that only root may come to, such as a toolchain below /root.
///
/// Bubblewrap mounts as the run's own user, who has to pass through every folder on the way. The
/// launcher, while it is root, mounts such a folder in the run's own, in mounts of its own.
struct Shelter {
    /// The host's folder, and where the run's user finds it.
    private(set) var places: [String: String] = [:]

    /// Mounts pairs of folders (their number comes first), then becomes what follows.
    private static let script = """
        n=$1; shift
        while [ "$n" -gt 0 ]; do
            mount --bind "$1" "$2" || exit 1
            shift 2; n=$((n - 1))
        done
        unset PWD OLDPWD
        exec "$@"
        """

    /// Without a user of the run's own nothing is needed.
    init(_ folders: [String], in folder: RunFolder, for user: RunUser?) throws(SandboxFailure) {
        guard let user else { return }
        if let barrier = Files.barrier(above: folder.path) {
            throw .obstacle(.folderUnreachable(barrier))
        }
        for host in folders where places[host] == nil {
            guard let real = Files.resolved(host), Files.isOpen(real, to: user.number) else {
                throw .obstacle(.folderUnreachable(host))
            }
            guard (Files.barrier(above: host) ?? Files.barrier(above: real)) != nil
            else { continue }
            let place = "\(folder.path)/\(places.count)"
            guard mkdir(place, 0o755) == 0 else { throw .obstacle(.folderUnreachable(host)) }
            places[host] = place
        }
    }

    /// Where bubblewrap finds a folder.
    func place(of host: String) -> String { places[host] ?? host }

    /// The command with the mounts made before it; `unshare` makes them its own.
    func words(_ command: [String], unshare: String) -> [String] {
        guard !places.isEmpty else { return command }
        return [unshare, "--mount", "--propagation", "private", "--", "/bin/sh", "-c", Self.script]
            + ["sh", "\(places.count)"] + places.flatMap { [$0.key, $0.value] } + command
    }
}
