/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.h - text that grows.  Layer: base.
 *
 * A failed append is remembered: append without looking, ask once at the end. */
#ifndef BP_BASE_STR_H
#define BP_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* {0} is an empty text.  `at` is NUL-terminated once anything was appended. */
typedef struct bp_str {
    char *at;
    size_t n;
    size_t cap;
    bool failed; /* memory ran out; the text is incomplete */
} bp_str;

void bp_str_release(bp_str *s);
/* The same of a text that was a step on the way to another, which learns whether memory
 * ran out for it. */
void bp_str_end(bp_str *to, bp_str *s);
void bp_str_clear(bp_str *s); /* empty again, memory and `failed` kept */

/* Its text, borrowed; "" when it is empty. */
static inline bp_text bp_str_text(const bp_str *s)
{
    return (bp_text){ s->n > 0 ? s->at : "", s->n };
}

void bp_str_bytes(bp_str *s, const char *at, size_t n);
void bp_str_puts(bp_str *s, const char *text);

/* Inline, since texts are put together by it. */
static inline void bp_str_putc(bp_str *s, char c)
{
    if (s->failed || s->cap - s->n < 2) {
        bp_str_bytes(s, &c, 1);
        return;
    }
    s->at[s->n++] = c;
    s->at[s->n] = '\0';
}

void bp_str_fill(bp_str *s, char c, size_t n);
void bp_str_printf(bp_str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void bp_str_vprintf(bp_str *s, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));

/* The three as one, malloc'd; NULL when memory is out. */
char *bp_str_join(bp_text a, const char *b, const char *c);

/* The text with control characters, those that nobody sees or that turn the direction,
 * marks piled on one letter, and bytes that are not UTF-8 as visible escapes (\n, \x1b,
 * \u202e, \U000e0041): for terminals, logs. */
void bp_str_visible(bp_str *s, bp_text t);

/* A plain number for machines: at most 15 significant digits, the shortest
 * form, a point, no exponent, no grouping ("123456.5").  x is finite. */
void bp_str_number(bp_str *s, double x);

#endif
