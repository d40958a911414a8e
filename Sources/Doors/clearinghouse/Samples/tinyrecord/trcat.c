// SPDX-License-Identifier: Apache-2.0
// trcat: prints the values of a file of records on one line, with commas between them.
#include "tinyrecord.h"

#include <stdio.h>
#include <stdlib.h>

// Bytes of a file at most.
#define SIZE_LIMIT (1 << 20)

int main(int count, char **arguments) {
    static uint8_t bytes[SIZE_LIMIT];
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: trcat FILE\n");
        return 2;
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    struct tr_list list;
    enum tr_status status = tr_parse(bytes, size, &list);
    char *text = status == TR_OK ? tr_join(&list, ',') : NULL;
    if (text)
        puts(text);
    free(text);
    tr_list_free(&list);
    return text ? 0 : 1;
}
