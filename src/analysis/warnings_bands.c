/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_bands.c - experience bands that a spreadsheet turned into dates.
 *
 * "5-8" typed into a spreadsheet becomes the 8th of May, and the band is lost without a
 * trace of an error; the date still shows which band it was. */
#include <stdio.h>

#include "analysis/warning_list.h"
#include "base/band.h"
#include "data/watched.h"

/* "5-8", "12+", "0 to 4 years": a digit and no date. */
static bool sound(bp_text t)
{
    bp_band_date b;
    return t.n > 0 && t.at[0] >= '0' && t.at[0] <= '9' && !bp_band_damaged(t, &b);
}

/* Does the column hold bands, going by its name or its sound values?  Dates
 * with a year may be just dates, and those that spreadsheets make are all of
 * the year in which the file was opened. */
static bool holds_bands(const bp_survey *s, size_t column)
{
    bp_text name = bp_text_of(bp_survey_watched_name(s, column));
    bool bands = bp_band_column(name);
    unsigned year = 0;
    for (size_t i = 0; i < bp_survey_watched_values(s, column); i++) {
        bp_text t = bp_survey_watched_value(s, column, i).text;
        bp_band_date b;
        bands = bands || sound(t);
        if (!bp_band_damaged(t, &b) || b.year == 0)
            continue;
        if (year != 0 && b.year != year)
            return false;
        year = b.year;
    }
    return bands;
}

void bp_warn_of_bands(bp_warning_list *list, const bp_survey *s, size_t column)
{
    bool bands = holds_bands(s, column);
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
