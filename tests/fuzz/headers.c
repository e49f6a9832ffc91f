/* SPDX-License-Identifier: GPL-3.0-or-later */
/* headers.c - libFuzzer: whatever a file starts with, its header and the roles of its
 * columns are found or refused: each role is a column that exists, each column is found
 * by its own name or by its number, and what a message may say of them is text. */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>

#include "base/lookalike.h"
#include "base/utf8.h"
#include "file.h"
#include "ingest/head.h"
#include "ingest/schema.h"
#include "ingest/stated.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_names(const bp_layout *l)
{
    for (size_t i = 0; i < l->n_columns; i++) {
        bool twice = false;
        char number[24];
        const bp_text name = bp_text_of(l->name[i]);
        bp_stated_header stated;
        bp_stated_header_read(&stated, name);
        if (bp_utf8_valid(name) != name.n)
            abort();
        (void)bp_look_odd(name);
        size_t found = bp_layout_column(l, l->name[i], &twice);
        snprintf(number, sizeof number, "#%zu", i + 1);
        if (twice)
            found = bp_layout_column(l, number, &twice);
        if (found >= l->n_columns)
            abort();
    }
}

static void check_roles(const bp_schema *s, const bp_layout *l,
                        const bp_evidence evidence[])
{
    for (size_t r = 0; r < BP_ROLES; r++)
        if ((s->column[r] != BP_NO_COLUMN && s->column[r] >= l->n_columns) ||
            (s->rival[r][1] != BP_NO_COLUMN && s->rival[r][1] >= l->n_columns))
            abort();
    bp_err err;
    (void)bp_schema_is_published(s, l);
    if (bp_schema_no_pay(s, "pay.csv", l, evidence, &err) == BP_OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 2)
        return 0;
    char path[32];
    const int fd = fuzz_file(path, data + 1, n - 1);
    const char *file = path;
    bp_reading reading;
    bp_reading_init(&reading);
    reading.file = &file;
    reading.n_files = 1;
    reading.header_row = data[0] % 8 < 6 ? 0 : 1 + data[0] / 8 % 4;
    reading.no_header = data[0] % 8 == 5;
    reading.show_values = data[0] >= 128;
    bp_head head = { 0 };
    bp_schema schema;
    bp_err err;
    if (bp_head_open(&head, &reading, 0, false, &err) == BP_OK) {
        check_names(&head.layout);
        if (bp_schema_find(&schema, path, &head.layout, head.evidence, NULL, 0, &err) ==
            BP_OK)
            check_roles(&schema, &head.layout, head.evidence);
    }
    bp_head_release(&head);
    close(fd);
    return 0;
}
