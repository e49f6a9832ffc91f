/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shorten.h - names that are too long for their place, and stay different.
 * Layer: base. */
#ifndef BP_BASE_SHORTEN_H
#define BP_BASE_SHORTEN_H

#include "base/str.h"

/* Has a text room? */
typedef bool bp_has_room(const void *arg, bp_text t);

/* Appends a name as it is, or with `dots` for what has no room: for its end, or where
 * another name begins alike, for what both have in common, so that what tells them apart
 * stays.
 *   name  valid UTF-8
 *   other  [n] names beside it; those that are equal to it do not matter */
void bp_shorten(bp_str *out, bp_text name, const bp_text other[], size_t n,
                const char *dots, bp_has_room *fits, const void *arg);

#endif
