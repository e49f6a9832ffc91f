/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hint.h - a hint in the words of whoever speaks to people.  Layer: base. */
#ifndef BP_BASE_HINT_H
#define BP_BASE_HINT_H

#include "base/str.h"
#include "benchpay/hint.h"

/* Appends `text`, then "; " and the words of the hint.
 *   words  [BP_HINTS] in which "{}" stands for what the hint is about; NULL, and a NULL
 *          among them: the text alone */
void bp_hint_put(bp_str *out, const char *text, bp_hint hint, const char *const words[]);

/* Appends a setting as it is typed: "--map 'base=Annual pay'".
 *   words  [BP_SETTINGS] an option, then a blank and its argument, in which the first
 *          "{}" stands for what it is about, where there is that, and the next for the
 *          value */
void bp_setting_put(bp_str *out, bp_setting setting, const char *const words[]);

/* Appends a word as a shell takes it: in quotes where it needs them. */
void bp_shell_put(bp_str *out, bp_text word);

#endif
