// SPDX-License-Identifier: Apache-2.0
// Writes one byte behind a block on the heap.
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **words) {
    char *block = malloc(16);
    block[15 + count] = words[0][0];
    printf("%d\n", block[count]);
    free(block);
}
