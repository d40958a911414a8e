// SPDX-License-Identifier: Apache-2.0
// Reaches for the first process's memory, and types into a terminal.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <unistd.h>

static void try_to(const char *what, long code) {
    printf("%s %s\n", code >= 0 ? "could" : "could not", what);
}

int main(void) {
    char byte = 'x';
    struct iovec here = {&byte, 1}, there = {(void *)0x400000, 1};
    try_to("trace the first process", ptrace(PTRACE_ATTACH, 1, 0, 0));
    try_to("trace its parent", ptrace(PTRACE_SEIZE, getppid(), 0, 0));
    try_to("read its parent's memory", process_vm_readv(getppid(), &here, 1, &there, 1, 0));
    try_to("open a terminal", open("/dev/tty", O_RDWR));
    for (int line = 0; line < 3; line++) try_to("type", ioctl(line, TIOCSTI, &byte));
    int pty = open("/dev/ptmx", O_RDWR | O_NOCTTY);
    try_to("type into a terminal of its own", pty < 0 ? -1 : ioctl(pty, TIOCSTI, &byte));
}
