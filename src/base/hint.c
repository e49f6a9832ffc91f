/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hint.c - puts a sentence and its hint together.
 *
 * The one place where "{}" in a program's words becomes what the hint is about, so that
 * every format and the console spell a hint alike. */
#include "base/hint.h"

#include <string.h>

void bp_hint_put(bp_str *out, const char *text, bp_hint hint, const char *const words[])
{
    bp_str_puts(out, text);
    const char *say = words != NULL ? words[hint.key] : NULL;
    if (hint.key == BP_HINT_NONE || say == NULL)
        return;
    const char *gap = hint.about != NULL ? strstr(say, "{}") : NULL;
    bp_str_puts(out, "; ");
    if (gap == NULL) {
        bp_str_puts(out, say);
        return;
    }
    bp_str_bytes(out, say, (size_t)(gap - say));
    bp_str_puts(out, hint.about);
    bp_str_puts(out, gap + 2);
}
