// SPDX-License-Identifier: Apache-2.0
// Looks for a file of the host's: by its path, by links, upwards, and through /proc.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void look(const char *path) {
    char bytes[64];
    int file = open(path, O_RDONLY);
    ssize_t length = file < 0 ? -1 : read(file, bytes, sizeof bytes);
    if (length > 0) printf("found %s\n", path);
    if (file >= 0) close(file);
}

int main(int count, char **words) {
    if (count < 2) return 2;
    char path[4096];
    look(words[1]);
    symlink(words[1], "link");
    look("link");
    snprintf(path, sizeof path, "../../../..%s", words[1]);
    look(path);
    snprintf(path, sizeof path, "/proc/1/root%s", words[1]);
    look(path);
    snprintf(path, sizeof path, "/proc/1/cwd/../../..%s", words[1]);
    look(path);
    if (link(words[1], "hard") == 0) look("hard");
    puts("looked");
}
