// SPDX-License-Identifier: Apache-2.0
// Hides what it writes in a folder that nobody may open.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
    mkdir("locked", 0700);
    close(open("locked/inside", O_CREAT | O_WRONLY, 0600));
    chmod("locked", 0);
    for (;;) pause();
}
