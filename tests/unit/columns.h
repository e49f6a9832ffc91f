/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.h - columns made by hand: a layout, and what cells say of it. */
#ifndef BP_TEST_COLUMNS_H
#define BP_TEST_COLUMNS_H

#include <string.h>

#include "ingest/schema.h"

#define COLUMNS_MAX 24

typedef struct columns {
    bp_layout layout;
    char *name[COLUMNS_MAX];
    bp_evidence evidence[COLUMNS_MAX];
} columns;

/* Names and, below each, a typical cell; both lists end with NULL. */
static inline void make_columns(columns *c, char *const names[],
                                const char *const cells[])
{
    *c = (columns){ .layout = { .rules = { .delimiter = ',' }, .has_header = true } };
    for (size_t i = 0; names[i] != NULL; i++) {
        c->name[i] = names[i];
        bp_evidence_see(&c->evidence[i], bp_text_of(cells[i]), NULL, 0);
        c->layout.n_columns++;
    }
    c->layout.name = c->name;
}

#endif
