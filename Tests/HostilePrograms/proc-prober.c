// SPDX-License-Identifier: Apache-2.0
// Looks for other processes, their variables and files, and for switches of the kernel.
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void try_to(const char *what, const char *path, int flags) {
    char bytes[64];
    int file = open(path, flags);
    int code = file < 0 ? -1 : (flags == O_RDONLY ? read(file, bytes, sizeof bytes) : 1);
    printf("%s %s\n", code > 0 ? "could" : "could not", what);
    if (file >= 0) close(file);
}

int main(void) {
    int processes = 0;
    DIR *folder = opendir("/proc");
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        processes += isdigit(entry->d_name[0]) != 0;
    printf("processes %d\n", processes);
    try_to("read variables of the first process", "/proc/1/environ", O_RDONLY);
    try_to("read accounts", "/etc/passwd", O_RDONLY);
    try_to("read password hashes", "/etc/shadow", O_RDONLY);
    try_to("read the kernel's memory", "/proc/kcore", O_RDONLY);
    try_to("read the kernel's log", "/dev/kmsg", O_RDONLY);
    try_to("press the kernel's keys", "/proc/sysrq-trigger", O_WRONLY);
    try_to("change where cores go", "/proc/sys/kernel/core_pattern", O_WRONLY);
    try_to("change the host's name", "/proc/sys/kernel/hostname", O_WRONLY);
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    printf("%s spare itself\n", write(score, "-1000", 5) == 5 ? "could" : "could not");
    try_to("write into the root", "/new", O_CREAT | O_WRONLY);
    try_to("write into the system", "/usr/bin/new", O_CREAT | O_WRONLY);
    try_to("write into the devices", "/dev/new", O_CREAT | O_WRONLY);
}
