// SPDX-License-Identifier: Apache-2.0
// One file, as long as it can be.
#include <fcntl.h>
#include <unistd.h>

int main(void) {
    static char chunk[1 << 20];
    int file = open("large", O_CREAT | O_WRONLY, 0600);
    while (write(file, chunk, sizeof chunk) > 0) {}
}
