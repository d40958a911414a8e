// SPDX-License-Identifier: Apache-2.0
// Threads are tasks too.
#include <pthread.h>
#include <unistd.h>

static void *wait_forever(void *nothing) {
    for (;;) pause();
    return nothing;
}

int main(void) {
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    for (;;) {
        pthread_t thread;
        if (pthread_create(&thread, &small, wait_forever, 0)) usleep(1000);
    }
}
