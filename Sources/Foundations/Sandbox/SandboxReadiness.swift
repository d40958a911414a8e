// SPDX-License-Identifier: Apache-2.0

/// Whether this host lets the sandbox run.
package enum SandboxReadiness: Sendable, Hashable {
    /// It does, and bounds memory and processes like this.
    case ready(LimitMode)
    /// It does not; the obstacle says how to make it.
    case unavailable(SandboxObstacle)
}

/// What stands in the sandbox's way on this host (RULES B2).
package enum SandboxObstacle: Sendable, Hashable {
    case bubblewrapMissing
    /// A program of util-linux, which every Debian has.
    case programMissing(String)
    /// Ubuntu since 23.10 keeps user namespaces from programs without a profile.
    case appArmor
    /// The kernel has been told to make no user namespaces; the setting is named.
    case userNamespacesOff(setting: String)
    /// A container's filter forbids namespaces.
    case containerForbidsNamespaces
    /// A container hides parts of /proc, and so forbids a new one.
    case containerForbidsProc
    /// The unprivileged user of a run, or this user, cannot reach a folder.
    case folderUnreachable(String)
    /// Anything else, in bubblewrap's or the system's words.
    case other(String)

    /// What to do, in one sentence.
    package var fix: String {
        switch self {
        case .bubblewrapMissing:
            "Install bubblewrap: sudo apt-get install bubblewrap."
        case .programMissing(let name):
            "Install util-linux, which brings \(name): sudo apt-get install util-linux."
        case .appArmor:
            "Load AppArmor's profile for bubblewrap: sudo apt-get install apparmor-profiles && "
                + "sudo install -m 644 /usr/share/apparmor/extra-profiles/bwrap-userns-restrict "
                + "/etc/apparmor.d/ && sudo apparmor_parser -r "
                + "/etc/apparmor.d/bwrap-userns-restrict."
        case .userNamespacesOff(let setting):
            "Allow user namespaces: sudo sysctl -w \(setting)."
        case .containerForbidsNamespaces:
            "Start the container with --security-opt seccomp=unconfined "
                + "--security-opt apparmor=unconfined --security-opt systempaths=unconfined."
        case .containerForbidsProc:
            "Start the container with --security-opt systempaths=unconfined."
        case .folderUnreachable(let folder):
            "Let every user pass through \(folder) and the folders above it (chmod a+rx), "
                + "or choose a folder elsewhere."
        case .other:
            "Try it by hand: bwrap --unshare-all --ro-bind / / --proc /proc --dev /dev true."
        }
    }
}

extension SandboxObstacle: CustomStringConvertible {
    /// What is wrong, and what to do.
    package var description: String { "\(problem) \(fix)" }

    private var problem: String {
        switch self {
        case .bubblewrapMissing: "The sandbox needs bubblewrap, and there is none on the path."
        case .programMissing(let name): "The sandbox needs \(name), and there is none."
        case .appArmor: "AppArmor forbids user namespaces to bubblewrap."
        case .userNamespacesOff: "This kernel has been told to make no user namespaces."
        case .containerForbidsNamespaces: "This container may not make namespaces."
        case .containerForbidsProc: "This container may not mount a new /proc."
        case .folderUnreachable(let folder): "The sandbox cannot reach \(folder)."
        case .other(let words): "The sandbox could not start: \(words)"
        }
    }
}
