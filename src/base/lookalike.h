/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lookalike.h - texts that look alike and are not the same.  Layer: base.
 *
 * "Acme" with a Cyrillic A, in full width, or with a zero-width space inside is another
 * text to a program, and the same to whoever reads it. */
#ifndef BP_BASE_LOOKALIKE_H
#define BP_BASE_LOOKALIKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* The text as it looks: without case, accents, width and what is not seen, and with
 * Latin letters for those of Cyrillic and Greek that look like them.  Texts that may be
 * taken for each other have the same one.  malloc'd; NULL: memory is out, or t is not
 * valid UTF-8. */
char *bp_look_of(bp_text t);

#define BP_LOOK_ROOM 48

/* What tells a text from another that looks the same, into `room`: " (with U+0430 for
 * U+0061)", " (with U+200B in it)", " (without U+200B)"; "" where they do not look the
 * same, or differ by nothing but case, blanks and accents. */
const char *bp_look_difference(char room[BP_LOOK_ROOM], const char *text,
                               const char *other);

#define BP_LOOK_MEANT_ROOM 400

/* "; did you mean 'NEAR'?" with what tells it from `word` where they look the same; ""
 * where `near` is NULL. */
const char *bp_look_meant(char room[BP_LOOK_MEANT_ROOM], const char *near,
                          const char *word);

/* The first character of a text that is not what it seems: one that is not seen, or a
 * Cyrillic or Greek letter in a word of Latin ones; 0: there is none.  t is valid. */
uint32_t bp_look_odd(bp_text t);

#endif
