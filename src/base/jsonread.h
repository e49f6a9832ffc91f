/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonread.h - a json text, taken apart to be read again.  Layer: base. */
#ifndef BP_BASE_JSONREAD_H
#define BP_BASE_JSONREAD_H

#include "base/str.h"
#include "benchpay/err.h"

typedef enum bp_json_kind {
    BP_IS_LITERAL, /* null, true, false */
    BP_IS_NUMBER,
    BP_IS_STRING,
    BP_IS_ARRAY,
    BP_IS_OBJECT
} bp_json_kind;

/* One value.  Those inside an array or object come right after it, each followed by
 * what is inside of it. */
typedef struct bp_json_value {
    bp_json_kind kind;
    const char *key; /* in its object; NULL: it is in none */
    bp_text text;    /* as it was written; a string without quotes and escapes, and with a
                        NUL after it; "" for an array or object */
    size_t n;        /* values directly inside */
    size_t size;     /* values in all, with this one */
} bp_json_value;

/* {0} is none. */
typedef struct bp_json {
    bp_json_value *value; /* [n] the first is the whole */
    size_t n;
    size_t cap;
} bp_json;

/* Takes apart the text in place: it is changed, and borrowed until bp_json_release.
 *   file  for messages
 * Errors: BP_EDATA  no json, an object with a key twice, \u0000 in a string, nested
 *                   deeper than BP_JSON_DEPTH; cites the line
 *         BP_ELIMIT no memory, or an object with more than BP_JSON_KEYS keys */
bp_status bp_json_read(bp_json *out, bp_str *text, const char *file, bp_err *err);
void bp_json_release(bp_json *j);

#define BP_JSON_DEPTH 32
#define BP_JSON_KEYS 1000

/* The first of the values inside, and the one after v, which is another; NULL: there is
 * none.  Either argument may be NULL. */
static inline const bp_json_value *bp_json_first(const bp_json_value *in)
{
    return in != NULL && in->n > 0 ? in + 1 : NULL;
}

static inline const bp_json_value *bp_json_next(const bp_json_value *in,
                                                const bp_json_value *v)
{
    return v != NULL && v + v->size < in + in->size ? v + v->size : NULL;
}

/* For each of the values inside. */
#define BP_JSON_EACH(v, in)                                                              \
    for (const bp_json_value *v = bp_json_first(in); v != NULL; v = bp_json_next(in, v))

/* Is there one, of that kind?  v may be NULL. */
static inline bool bp_json_is(const bp_json_value *v, bp_json_kind kind)
{
    return v != NULL && v->kind == kind;
}

/* The value of a key; NULL: there is none, or it is no object, or NULL. */
const bp_json_value *bp_json_find(const bp_json_value *object, const char *key);

/* The text of a key; NULL where its value is no string, or there is none. */
const char *bp_json_text(const bp_json_value *object, const char *key);

#endif
