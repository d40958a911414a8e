// SPDX-License-Identifier: Apache-2.0
// Preloaded before the C library: tells in which order bytes were written, synced and answered, and
// lets a test fail the disk. It is how durability is tested where killing a process cannot (RULES
// S7).
//
// SHIM_LOG     file that gets one line an event: W inode marker, B inode thread, E inode thread, A
// marker SHIM_FULL    while this file exists, writes of database files fail with ENOSPC
// SHIM_BROKEN  while this file exists, syncs of database files fail with EIO
// SHIM_UNSAFE  if set, the engines are told not to sync: the mutation that the test must notice
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MARKERS 2000000
static unsigned char seen[MARKERS];

static void record(const char *line, int count) {
    const char *path = getenv("SHIM_LOG");
    if (!path || count <= 0) return;
    int saved = errno;
    int log = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
    if (log >= 0) {
        syscall(SYS_write, log, line, (size_t)count);
        syscall(SYS_close, log);
    }
    errno = saved;
}

static int exists(const char *variable) {
    const char *path = getenv(variable);
    if (!path) return 0;
    int saved = errno;
    long found = syscall(SYS_faccessat, AT_FDCWD, path, F_OK);
    errno = saved;
    return found == 0;
}

static unsigned long file_number(int fd) {
    struct stat status;
    int saved = errno;
    unsigned long number = 0;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) number = status.st_ino;
    errno = saved;
    return number;
}

// A marker is "mark" and seven digits.
static void scan(const void *buffer, size_t count, const char *kind, unsigned long file, int once) {
    const char *at = buffer;
    const char *end = at + count;
    while ((at = memmem(at, (size_t)(end - at), "mark", 4)) && end - at >= 11) {
        long number = 0;
        int digits = 0;
        while (digits < 7 && at[4 + digits] >= '0' && at[4 + digits] <= '9')
            number = number * 10 + (at[4 + digits++] - '0');
        if (digits == 7 && number < MARKERS && (!once || !seen[number])) {
            char line[96];
            if (once) seen[number] = 1;
            record(line, snprintf(line, sizeof line, "%s %lu %ld\n", kind, file, number));
        }
        at += 4;
    }
}

static int before_write(int fd, const void *buffer, size_t count) {
    if (fd == STDOUT_FILENO) {
        if (count >= 3 && memcmp(buffer, "ok ", 3) == 0) scan(buffer, count, "A", 0, 0);
        return 0;
    }
    unsigned long file = file_number(fd);
    if (!file) return 0;
    if (exists("SHIM_FULL")) {
        errno = ENOSPC;
        return -1;
    }
    scan(buffer, count, "W", file, 1);
    return 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *buffer, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = REAL(write);
    return before_write(fd, buffer, count) ? -1 : real(fd, buffer, count);
}

ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = REAL(pwrite);
    return before_write(fd, buffer, count) ? -1 : real(fd, buffer, count, offset);
}

ssize_t pwrite64(int fd, const void *buffer, size_t count, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = REAL(pwrite64);
    return before_write(fd, buffer, count) ? -1 : real(fd, buffer, count, offset);
}

static int synced(int fd, int (*real)(int)) {
    unsigned long file = file_number(fd);
    long thread = syscall(SYS_gettid);
    char line[96];
    if (file && exists("SHIM_BROKEN")) {
        errno = EIO;
        return -1;
    }
    record(line, snprintf(line, sizeof line, "B %lu %ld\n", file, thread));
    int result = real(fd);
    if (result == 0) record(line, snprintf(line, sizeof line, "E %lu %ld\n", file, thread));
    return result;
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = REAL(fsync);
    return synced(fd, real);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = REAL(fdatasync);
    return synced(fd, real);
}

// The mutation: told after the product has read the settings back.
int sqlite3_exec(void *db, const char *sql, void *call, void *argument, char **message) {
    static int (*real)(void *, const char *, void *, void *, char **);
    if (!real) real = dlsym(RTLD_NEXT, "sqlite3_exec");
    if (getenv("SHIM_UNSAFE") && sql && strncmp(sql, "BEGIN IMMEDIATE", 15) == 0)
        real(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
    return real(db, sql, call, argument, message);
}

void *PQprepare(
    void *connection, const char *name, const char *sql, int count, const unsigned *types
) {
    static void *(*real)(void *, const char *, const char *, int, const unsigned *);
    static void *(*execute)(void *, const char *);
    static void (*clear)(void *);
    if (!real) real = dlsym(RTLD_NEXT, "PQprepare");
    if (!execute) execute = dlsym(RTLD_NEXT, "PQexec");
    if (!clear) clear = dlsym(RTLD_NEXT, "PQclear");
    if (getenv("SHIM_UNSAFE") && sql && strstr(sql, "pg_advisory_xact_lock"))
        clear(execute(connection, "SET synchronous_commit = off"));
    return real(connection, name, sql, count, types);
}
