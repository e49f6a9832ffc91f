/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bandvalues.c - whether the values of a column are bands.
 *
 * "8-May" may be a day or the band "5-8": what stands beside it in its column tells. */
#include "analysis/bandvalues.h"

#include "base/band.h"
#include "data/pay.h"
#include "data/watched.h"

/* "5-8", "12+", "0 to 4 years": a digit and no date. */
static bool sound(bp_text t)
{
    bp_band_date b;
    return t.n > 0 && bp_is_digit(t.at[0]) && !bp_band_damaged(t, &b);
}

bool bp_bands_in(const bp_survey *s, size_t column)
{
    bp_text name = bp_text_of(bp_survey_shape(s)->watched[column]);
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
