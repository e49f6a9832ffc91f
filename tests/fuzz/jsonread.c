/* SPDX-License-Identifier: GPL-3.0-or-later */
/* jsonread.c - libFuzzer: of any bytes at all our reader of json says what jansson says,
 * but for its limits and for numbers that no double holds, which it never looks at.
 * (jansson passes over NULs at the end; the unit test has those.) */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/jsonread.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Every value is counted in what it is in, and every text ends where it says. */
static size_t check(const bp_json_value *v)
{
    size_t size = 1, n = 0;
    BP_JSON_EACH (inside, v) {
        size += check(inside);
        n++;
    }
    if (n != v->n || size != v->size ||
        (v->kind == BP_IS_STRING && strlen(v->text.at) != v->text.n))
        abort();
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0 || memchr(data, 0, n) != NULL)
        return 0;
    bp_str text = { 0 };
    bp_json j = { 0 };
    bp_err err = { 0 };
    json_error_t why;
    json_t *theirs =
        json_loadb((const char *)data, n, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &why);
    bp_str_bytes(&text, (const char *)data, n);
    const bp_status status = bp_json_read(&j, &text, "r.json", &err);
    const bool beyond = theirs == NULL
                            ? json_error_code(&why) == json_error_numeric_overflow
                            : status == BP_ELIMIT || strstr(err.text, "deeper") != NULL;
    if (status == BP_OK && check(j.value) != j.n)
        abort();
    if ((status == BP_OK) != (theirs != NULL) && !beyond) {
        fprintf(stderr, "%s, and jansson: %s\n", status == BP_OK ? "good" : err.text,
                theirs != NULL ? "good" : why.text);
        abort();
    }
    json_decref(theirs);
    bp_json_release(&j);
    bp_str_release(&text);
    return 0;
}
