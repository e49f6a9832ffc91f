/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.h - what terminals and tables must know of UTF-8.  Layer: base. */
#ifndef BP_BASE_UTF8_H
#define BP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* Bytes of the longest valid UTF-8 prefix: t.n when all of it is valid
 * (no overlong forms, no surrogates, nothing beyond U+10FFFF). */
size_t bp_utf8_valid(bp_text t);

/* Terminal columns that valid text takes (wide characters count two,
 * combining marks none). */
size_t bp_utf8_width(bp_text t);

/* Bytes of the longest prefix that takes at most `columns` columns. */
size_t bp_utf8_fit(bp_text t, size_t columns);

/* The code point at *i, which moves past it.  t is valid, *i < t.n. */
uint32_t bp_utf8_next(bp_text t, size_t *i);

/* Without case and accents, by Unicode, for telling near-duplicate names:
 * a malloc'd text, or NULL when memory is out. */
char *bp_utf8_fold(bp_text t);

/* The same of a short text into room[room_n], without memory of its own: the bytes
 * written, 0 when t is not valid or too long for it. */
size_t bp_utf8_fold_short(char room[], size_t room_n, bp_text t);

#endif
