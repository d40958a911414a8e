// SPDX-License-Identifier: Apache-2.0
// Tries to become somebody else: by user, by a set-uid file, by namespaces and mounts.
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static void try_to(const char *what, long code) {
    printf("%s %s\n", code >= 0 ? "could" : "could not", what);
}

int main(int count, char **words) {
    if (count > 1) {
        printf("then %s\n", geteuid() == 0 ? "root" : "nobody");
        return 0;
    }
    try_to("become root", setuid(0));
    try_to("join a group", setgid(0));
    try_to("make a user namespace", unshare(CLONE_NEWUSER));
    try_to("make a child with namespaces", syscall(SYS_clone, CLONE_NEWUSER | 17, 0, 0, 0, 0));
    try_to("make one in the new way", syscall(SYS_clone3, 0, 0));
    try_to("enter a namespace", setns(open("/proc/1/ns/net", O_RDONLY), 0));
    try_to("mount", mount("none", "/tmp", "tmpfs", 0, 0));
    try_to("unmount", umount2("/work", MNT_DETACH));
    try_to("change the root", chroot("/work"));
    try_to("load a program into the kernel", syscall(SYS_bpf, 0, 0, 0));
    try_to("hold a key", syscall(SYS_add_key, "user", "k", "v", 1, -3));
    try_to("watch the processor", syscall(SYS_perf_event_open, 0, 0, 0, 0, 0));
    try_to("queue calls", syscall(SYS_io_uring_setup, 1, 0));
    try_to("make a device", mknod("disk", S_IFBLK | 0600, makedev(254, 0)));
    // The kernel forgets the bit, or ignores it: no new privileges.
    chmod(words[0], 04755);
    fflush(stdout);
    execl(words[0], words[0], "again", (char *)0);
}
