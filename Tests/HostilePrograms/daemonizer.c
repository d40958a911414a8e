// SPDX-License-Identifier: Apache-2.0
// Leaves its session and its parents, holds nothing open, and writes on after the command ended.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

int main(void) {
    if (fork() == 0) {
        setsid();
        signal(SIGHUP, SIG_IGN);
        if (fork() == 0) {
            for (int i = 0; i < 64; i++) close(i);
            for (;;) {
                int file = open("alive", O_CREAT | O_WRONLY | O_APPEND, 0600);
                write(file, ".", 1);
                close(file);
                usleep(1000);
            }
        }
        _exit(0);
    }
    // Until the grandchild has begun.
    while (access("alive", F_OK)) usleep(1000);
}
