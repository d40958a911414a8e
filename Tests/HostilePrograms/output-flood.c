// SPDX-License-Identifier: Apache-2.0
// Says more than anybody reads.
#include <string.h>
#include <unistd.h>

int main(void) {
    static char chunk[65536];
    memset(chunk, 'x', sizeof chunk);
    for (;;) {
        if (write(1, chunk, sizeof chunk) < 0) return 1;
    }
}
