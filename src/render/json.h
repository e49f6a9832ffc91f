/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h - the parts of a json answer; for the files json*.c.  Layer: render. */
#ifndef BP_RENDER_JSON_H
#define BP_RENDER_JSON_H

#include <jansson.h>

#include "render/renderer.h"

/* jansson answers NULL both without memory and to what JSON cannot hold; the
 * second is looked for first, so that what remains is memory. */
typedef struct bp_json {
    bool broken; /* a number that is not finite */
    bool failed; /* no memory */
} bp_json;

/* Both take over `value`, as the setters of jansson do. */
void bp_json_put(bp_json *m, json_t *object, const char *key, json_t *value);
void bp_json_add(bp_json *m, json_t *array, json_t *value);

/* null for NULL; bytes that are no text are made visible. */
json_t *bp_json_text(const char *s);

/* A whole number without ".0". */
json_t *bp_json_number(bp_json *m, double x);
json_t *bp_json_count(uint64_t n);

/* One cell of a row, with its limits where the table has them. */
void bp_json_field(bp_json *m, json_t *o, const bp_table *t, const bp_column *c,
                   const bp_value *v);

/* A row as an object, and all rows of a table as a list. */
json_t *bp_json_row(bp_json *m, const bp_table *t, const bp_row *row);
json_t *bp_json_rows(bp_json *m, const bp_table *t);

/* Growth, scenarios and simulation of a section that has them, into an object. */
void bp_json_growth(bp_json *m, json_t *o, const bp_section *s);

#endif
