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

/* The fields of a row, into an object. */
void bp_json_row(bp_json *m, json_t *o, const bp_table *t, const bp_row *row);

/* A table at its path below an object, in its shape. */
void bp_json_table(bp_json *m, json_t *o, const bp_table *t);

#endif
