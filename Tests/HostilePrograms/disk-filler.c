// SPDX-License-Identifier: Apache-2.0
// Fills the folder it is given with files of a megabyte.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **words) {
    static char chunk[1 << 20];
    memset(chunk, 1, sizeof chunk);
    for (int i = 0;; i++) {
        char name[256];
        snprintf(name, sizeof name, "%s/fill-%d", words[count - 1], i);
        int file = open(name, O_CREAT | O_WRONLY, 0600);
        if (file < 0) return 1;
        if (write(file, chunk, sizeof chunk) < 0) return 1;
        close(file);
    }
}
