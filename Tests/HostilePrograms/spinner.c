// SPDX-License-Identifier: Apache-2.0
// Keeps four processes computing.
#include <unistd.h>

int main(void) {
    fork();
    fork();
    for (volatile long i = 0;; i++) {}
}
