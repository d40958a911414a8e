// SPDX-License-Identifier: Apache-2.0
// Empty files, without end.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
    for (int i = 0;; i++) {
        char name[64];
        snprintf(name, sizeof name, "empty-%d", i);
        int file = open(name, O_CREAT | O_WRONLY, 0600);
        if (file >= 0) close(file);
    }
}
