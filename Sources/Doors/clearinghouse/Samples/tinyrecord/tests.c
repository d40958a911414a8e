// SPDX-License-Identifier: Apache-2.0
// What tinyrecord promises; ends 0 if it keeps it.
#include "tinyrecord.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

static void expect(int holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "not so: %s\n", what);
    failures += 1;
}

static void expect_join(const char *bytes, size_t size, const char *wanted, const char *what) {
    struct tr_list list;
    enum tr_status status = tr_parse((const uint8_t *)bytes, size, &list);
    char *text = status == TR_OK ? tr_join(&list, ',') : NULL;
    expect(text && strcmp(text, wanted) == 0, what);
    free(text);
    tr_list_free(&list);
}

int main(void) {
    struct tr_list list;
    expect(tr_parse((const uint8_t *)"a\0\2hi", 5, &list) == TR_OK, "a record is read");
    expect(list.count == 1 && list.records[0].length == 2, "with its value");
    tr_list_free(&list);
    expect(tr_parse((const uint8_t *)"a\0\5hi", 5, &list) == TR_SHORT, "a short one is refused");
    tr_list_free(&list);
    expect_join("", 0, "", "nothing joins to nothing");
    expect_join("a\0\2hib\0\3you", 11, "hi,you", "values are joined");
    expect_join("a\0\1,", 4, ",,", "a separator in a value is doubled");
    return failures != 0;
}
