// SPDX-License-Identifier: Apache-2.0

/// The numbers of the calls that the filter looks at, by machine.
struct SystemCallNumbers {
    /// AUDIT_ARCH_…: the one machine whose calls are allowed at all.
    let machine: UInt32
    let clone: UInt32
    let sockets: [UInt32]
    let ioctl: UInt32
    /// Memory that no process shows as its own: memfd_create, shmget.
    let unmapped: [UInt32]
    let clone3: UInt32 = 435
    private let older: [UInt32]

    /// Calls that have the same number everywhere: pidfd_getfd; io_uring (three); open_tree,
    /// move_mount, fsopen, fsconfig, fsmount, fspick; mount_setattr; quotactl_fd; memfd_secret.
    private static let newer: [UInt32] = [
        438, 425, 426, 427, 428, 429, 430, 431, 432, 433, 442, 443, 447,
    ]

    /// All that is refused whatever the arguments.
    var refused: [UInt32] { older + Self.newer }

    #if arch(x86_64)
    static let here = SystemCallNumbers(
        machine: 0xc000_003e,
        clone: 56,
        sockets: [41, 53],
        ioctl: 16,
        unmapped: [319, 29],
        older: [
            101, 310, 311, 312,  // ptrace, process_vm_readv, process_vm_writev, kcmp
            272, 308, 165, 166, 155, 161,  // unshare, setns, mount, umount2, pivot_root, chroot
            248, 249, 250,  // add_key, request_key, keyctl
            321, 298, 323, 300,  // bpf, perf_event_open, userfaultfd, fanotify_init
            246, 320, 175, 313, 176,  // kexec_load, kexec_file_load, (f)init_module, delete_…
            163, 167, 168, 169, 179,  // acct, swapon, swapoff, reboot, quotactl
            303, 304, 103,  // name_to_handle_at, open_by_handle_at, syslog
            164, 227, 159, 305,  // settimeofday, clock_settime, adjtimex, clock_adjtime
            170, 171, 153,  // sethostname, setdomainname, vhangup
            172, 173, 154, 134, 212,  // iopl, ioperm, modify_ldt, uselib, lookup_dcookie
        ]
    )
    #elseif arch(arm64)
    static let here = SystemCallNumbers(
        machine: 0xc000_00b7,
        clone: 220,
        sockets: [198, 199],
        ioctl: 29,
        unmapped: [279, 194],
        older: [
            117, 270, 271, 272,  // ptrace, process_vm_readv, process_vm_writev, kcmp
            97, 268, 40, 39, 41, 51,  // unshare, setns, mount, umount2, pivot_root, chroot
            217, 218, 219,  // add_key, request_key, keyctl
            280, 241, 282, 262,  // bpf, perf_event_open, userfaultfd, fanotify_init
            104, 294, 105, 273, 106,  // kexec_load, kexec_file_load, (f)init_module, delete_…
            89, 224, 225, 142, 60,  // acct, swapon, swapoff, reboot, quotactl
            264, 265, 116,  // name_to_handle_at, open_by_handle_at, syslog
            170, 112, 171, 266,  // settimeofday, clock_settime, adjtimex, clock_adjtime
            161, 162, 58, 18,  // sethostname, setdomainname, vhangup, lookup_dcookie
        ]
    )
    #endif
}
