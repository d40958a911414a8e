// SPDX-License-Identifier: Apache-2.0
// Kills whatever it can name.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **words) {
    // The host's number of the server.
    int server = count > 1 ? atoi(words[1]) : 0;
    printf("server %d\n", server > 1000 ? kill(server, SIGKILL) : -1);
    fflush(stdout);
    kill(1, SIGKILL);
    kill(getppid(), SIGKILL);
    kill(-1, SIGKILL);
}
