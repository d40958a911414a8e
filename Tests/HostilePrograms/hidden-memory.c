// SPDX-License-Identifier: Apache-2.0
// Memory that no process has mapped: files in memory, and segments. Says how much it got.
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

int main(void) {
    static char chunk[1 << 20];
    long got = 0;
    memset(chunk, 1, sizeof chunk);
    for (int i = 0; i < 512; i++) {
        int file = memfd_create("hidden", 0);
        for (int j = 0; j < 4 && file >= 0; j++) got += write(file, chunk, sizeof chunk) > 0;
    }
    for (int i = 0; i < 512; i++) {
        int segment = shmget(IPC_PRIVATE, sizeof chunk, IPC_CREAT | 0600);
        void *at = segment < 0 ? (void *)-1 : shmat(segment, 0, 0);
        if (at == (void *)-1) continue;
        memset(at, 1, sizeof chunk);
        shmdt(at);
        got++;
    }
    printf("got %ld\n", got);
}
