// SPDX-License-Identifier: Apache-2.0
#include "tinyrecord.h"

#include <stdlib.h>
#include <string.h>

// Tag of a record that ends the stream early.
#define TAG_END 0x00
// Tag of a comment: kept only as long as it is looked at.
#define TAG_COMMENT 0x23
// Bytes before each value: tag and length.
#define HEAD_SIZE 3
// Room that a list begins with.
#define FIRST_ROOM 8

static size_t read_length(const uint8_t *bytes) {
    return ((size_t)bytes[0] << 8) | bytes[1];
}

static enum tr_status grow(struct tr_list *list) {
    size_t room = list->room ? list->room * 2 : FIRST_ROOM;
    struct tr_record *records = realloc(list->records, room * sizeof *records);
    if (!records)
        return TR_MEMORY;
    list->records = records;
    list->room = room;
    return TR_OK;
}

static enum tr_status append(struct tr_list *list, struct tr_record record) {
    if (list->count == list->room && grow(list) != TR_OK)
        return TR_MEMORY;
    list->records[list->count++] = record;
    return TR_OK;
}

// Copies a value out of the stream and ends it with a zero byte.
static char *copy_value(const uint8_t *bytes, size_t length) {
    char *value = malloc(length + 1);
    if (!value)
        return NULL;
    memcpy(value, bytes, length);
    value[length] = 0;
    return value;
}

enum tr_status tr_parse(const uint8_t *bytes, size_t size, struct tr_list *list) {
    size_t at = 0;
    memset(list, 0, sizeof *list);
    while (at + HEAD_SIZE <= size) {
        struct tr_record record = {.tag = bytes[at], .length = read_length(bytes + at + 1)};
        if (record.tag == TAG_END)
            return TR_CLOSED;
        at += HEAD_SIZE;
        if (record.length > size - at)
            return TR_SHORT;
        record.value = copy_value(bytes + at, record.length);
        if (!record.value)
            return TR_MEMORY;
        at += record.length;
        if (record.tag == TAG_COMMENT && record.length == 0) {
            free(record.value);
            continue;
        }
        if (append(list, record) != TR_OK) {
            free(record.value);
            return TR_MEMORY;
        }
    }
    return at == size ? TR_OK : TR_SHORT;
}

// Closes the gap that a record leaves.
static void close_gap(struct tr_list *list, size_t index) {
    size_t after = list->count - index - 1;
    memmove(list->records + index, list->records + index + 1, after * sizeof *list->records);
    list->count -= 1;
}

// The first record with this tag, or NULL.
static struct tr_record *find(const struct tr_list *list, uint8_t tag) {
    for (size_t index = 0; index < list->count; index++) {
        if (list->records[index].tag == tag)
            return &list->records[index];
    }
    return NULL;
}

enum tr_status tr_take(struct tr_list *list, uint8_t tag, char *out, size_t out_size) {
    struct tr_record *record = find(list, tag);
    if (!record)
        return TR_CLOSED;
    size_t length = record->length;
    char *value = record->value;
    if (length >= out_size)
        return TR_SHORT;
    close_gap(list, (size_t)(record - list->records));
    free(value);
    // Weak spot 1: the value was given back in the line above.
    memcpy(out, value, length);
    out[length] = 0;
    return TR_OK;
}

size_t tr_average(const struct tr_list *list) {
    size_t total = 0;
    for (size_t index = 0; index < list->count; index++)
        total += list->records[index].length;
    // Weak spot 2: an empty list has no average.
    return total / list->count;
}

// Copies a value; a separator inside it is written twice, so that it can be told apart.
static char *copy_doubled(char *at, const struct tr_record *record, char separator) {
    for (size_t index = 0; index < record->length; index++) {
        *at++ = record->value[index];
        if (record->value[index] == separator)
            *at++ = separator;
    }
    return at;
}

char *tr_join(const struct tr_list *list, char separator) {
    // Weak spot 3: separators inside values are written twice, and counted once.
    size_t room = 1;
    for (size_t index = 0; index < list->count; index++)
        room += list->records[index].length + 1;
    char *text = malloc(room);
    if (!text)
        return NULL;
    char *at = text;
    for (size_t index = 0; index < list->count; index++) {
        if (index > 0)
            *at++ = separator;
        at = copy_doubled(at, &list->records[index], separator);
    }
    *at = 0;
    return text;
}

void tr_list_free(struct tr_list *list) {
    for (size_t index = 0; index < list->count; index++)
        free(list->records[index].value);
    free(list->records);
    memset(list, 0, sizeof *list);
}
