// SPDX-License-Identifier: Apache-2.0
// tinyrecord: a sample library that reads length-prefixed records. It has bugs on purpose.
#ifndef TINYRECORD_H
#define TINYRECORD_H

#include <stddef.h>
#include <stdint.h>

// One record: a tag of one byte, a length of two bytes (big end first), then the value.
struct tr_record {
    uint8_t tag;
    size_t length;
    char *value;
};

// Records in the order in which they were read.
struct tr_list {
    struct tr_record *records;
    size_t count;
    size_t room;
};

enum tr_status { TR_OK = 0, TR_SHORT = 1, TR_MEMORY = 2, TR_CLOSED = 3 };

// Reads all records of a buffer. The list belongs to the caller: tr_list_free.
enum tr_status tr_parse(const uint8_t *bytes, size_t size, struct tr_list *list);

// Takes the first record with this tag off the list and copies its value, ended by a zero byte.
enum tr_status tr_take(struct tr_list *list, uint8_t tag, char *out, size_t out_size);

// How long the values are on average.
size_t tr_average(const struct tr_list *list);

// All values in one text with a separator between them, which inside a value is written twice. The
// text is the caller's to free; NULL if there is no memory.
char *tr_join(const struct tr_list *list, char separator);

// Gives back what the list holds.
void tr_list_free(struct tr_list *list);

#endif
