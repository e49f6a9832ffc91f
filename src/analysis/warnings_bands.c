/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_bands.c - experience bands that a spreadsheet turned into dates.
 *
 * "5-8" typed into a spreadsheet becomes the 8th of May, and the band is lost without a
 * trace of an error; the date still shows which band it was. */
#include <stdio.h>

#include "analysis/bandvalues.h"
#include "analysis/warning_list.h"
#include "base/band.h"
#include "data/watched.h"

void bp_warn_of_bands(bp_warning_list *list, const bp_survey *s, size_t column)
{
    bool bands = bp_bands_in(s, column);
    for (size_t i = 0; i < bp_survey_watched_values(s, column); i++) {
        bp_watched_value v = bp_survey_watched_value(s, column, i);
        bp_warning w = { .kind = BP_WARN_BANDS, .a = v.text.at };
        bp_band_date b;
        if (!bp_band_damaged(v.text, &b) || (b.year != 0 && !bands))
            continue;
        char text[32];
        int n = snprintf(text, sizeof text, "%u-%u", b.low, b.high);
        w.b = bp_arena_copy(&list->texts, text, (size_t)n);
        list->failed = list->failed || w.b == NULL;
        for (size_t k = 0; k < 3 && k < v.rows; k++)
            bp_warning_add_row(&w, s, &v.first[k]);
        w.rows = v.rows;
        bp_warning_list_add(list, &w);
    }
}
