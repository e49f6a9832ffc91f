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

/* Is it a character that leaves nothing to see: zero-width, a soft hyphen, a tag, a mark
 * of direction, a filler, a variation selector? */
bool bp_utf8_is_unseen(uint32_t c);

/* Is the character that ends at `end` a joiner between two letters of a script that needs
 * it to be written right, as Persian and Hindi do?  t is valid. */
bool bp_utf8_is_joiner(bp_text t, size_t end);

/* A mark that is drawn on the character before it. */
bool bp_utf8_is_mark(uint32_t c);

uint32_t bp_utf8_lower(uint32_t c);

/* Makes the capitals among n bytes small, in place.  Bytes that are no UTF-8 and the few
 * letters whose small form has another length stay. */
void bp_utf8_small(char *at, size_t n);

/* The start of a text, at most n bytes of it, in small letters beyond ASCII, byte for byte
 * as long: in `room`, or where it is ASCII as it is, whose letters are of either case. */
bp_text bp_utf8_small_start(bp_text t, char room[], size_t n);

/* Without case and accents, by Unicode, for telling near-duplicate names:
 * a malloc'd text, or NULL when memory is out. */
char *bp_utf8_fold(bp_text t);

/* The same without what is not seen, and in one width. */
char *bp_utf8_fold_wide(bp_text t);

/* The same as bp_utf8_fold of a short text into room[room_n], without memory of its own:
 * the bytes written, 0 when t is not valid or too long for it. */
size_t bp_utf8_fold_short(char room[], size_t room_n, bp_text t);

#endif
