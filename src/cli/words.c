/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.c - lists of borrowed words.
 *
 * A file of its own, since the request, its parts and the reading of lists all need it.
 */
#include "cli/words.h"

#include "base/mem.h"

bp_status bp_words_add(bp_words *w, const char *word, bp_err *err)
{
    if (word == NULL || !bp_reserve(&w->at, &w->cap, w->n + 1, sizeof w->at[0]))
        return bp_no_memory(err, "the command line");
    w->at[w->n++] = word;
    return BP_OK;
}
