// SPDX-License-Identifier: Apache-2.0
// Takes memory and writes to all of it.
#include <stdlib.h>

int main(void) {
    for (;;) {
        volatile char *chunk = malloc(8 << 20);
        for (int i = 0; chunk && i < 8 << 20; i += 4096) chunk[i] = 1;
    }
}
