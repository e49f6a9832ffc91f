/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rangecolumns.c - the columns of tables of ranges and of markets, as people write them.
 *
 * Pay scales come from HR systems and house styles: "Salary Grade", "Range Minimum",
 * "Mid-point", "Max (monthly)".  What their headers say is read as those of surveys are;
 * the names of the csv of `structure` are meant before anything that looks like them. */
#include "pricing/rangecolumns.h"

#include "base/words.h"
#include "ingest/headwords.h"
#include "ingest/period.h"

bool bp_amounts_a_year(bp_pay *amount, const bp_amounts_said *said,
                       const bp_reading *reading)
{
    return bp_factor_apply(&amount->units, bp_amounts_factor(said, amount->period,
                                                             amount->own_unit, reading));
}

/* "Midpoint", "mid-point", "Control Point": the middle that a range is made around. */
static bool says_middle(bp_text header)
{
    bp_headwords words;
    bp_headwords_split(&words, header);
    for (size_t i = 0; i < words.n; i++)
        if (bp_words_have("mid midpoint middle control", words.word[i]))
            return true;
    return false;
}

/* Amounts of a year come first.
 *   end  BP_SAYS_LOW, BP_SAYS_HIGH, or BP_SAYS_MEAN for the middle */
static int rank_of_end(const bp_grid *g, size_t column, int end)
{
    const bp_text header = bp_text_of(bp_grid_name(g, column));
    const bp_column_kind kind = bp_evidence_kind(&bp_grid_head(g)->evidence[column]);
    const unsigned says = bp_headwords_of(header);
    const unsigned ends = says & (BP_SAYS_LOW | BP_SAYS_HIGH);
    const bool of_end = end == BP_SAYS_MEAN
                            ? ends == 0 && says_middle(header)
                            : ends == (unsigned)end && !says_middle(header);
    if (!of_end || (says & BP_SAYS_NOT) != 0 || !bp_column_is_number(kind))
        return BP_NO_MATCH;
    return bp_amounts_said_by(bp_grid_name(g, column)).period <= BP_PERIOD_ANNUAL ? 0 : 1;
}

static bp_status say_all(bp_range_columns *c, const bp_grid *g, bp_err *err)
{
    const size_t end[] = { c->max, c->midpoint };
    const char *first = bp_grid_name(g, c->min);
    c->said = bp_amounts_said_by(first);
    for (size_t i = 0; i < sizeof end / sizeof end[0]; i++) {
        if (end[i] == SIZE_MAX)
            continue;
        const char *name = bp_grid_name(g, end[i]);
        const bp_amounts_said more = bp_amounts_said_by(name);
        if (!bp_amounts_said_join(&c->said, &more))
            return bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EDATA,
                           "'%s' and '%s' are for different periods, or in different "
                           "units or currencies",
                           first, name);
    }
    return BP_OK;
}

bp_status bp_range_columns_find(bp_range_columns *out, const bp_grid *g, bp_err *err)
{
    *out = (bp_range_columns){ .kind = bp_grid_find(g, "kind"),
                               .job = bp_grid_find(g, "job"),
                               .market = bp_grid_find(g, "market") };
    bp_status status =
        bp_grid_need(&out->grade, g, "grade", bp_grid_role_rank, BP_ROLE_GRADE, err);
    if (status == BP_OK)
        status = bp_grid_need(&out->min, g, "min", rank_of_end, BP_SAYS_LOW, err);
    if (status == BP_OK)
        status = bp_grid_need(&out->max, g, "max", rank_of_end, BP_SAYS_HIGH, err);
    if (status == BP_OK)
        status =
            bp_grid_best(&out->midpoint, g, "midpoint", rank_of_end, BP_SAYS_MEAN, err);
    if (status == BP_OK && out->kind != SIZE_MAX)
        status = bp_grid_column(&out->job, g, "job", err);
    return status == BP_OK ? say_all(out, g, err) : status;
}

bp_status bp_market_column_find(size_t *out, const bp_grid *g, bp_err *err)
{
    static const char *const usual[] = { "market", "target", "p50", "median" };
    *out = SIZE_MAX;
    for (size_t i = 0; *out == SIZE_MAX && i < sizeof usual / sizeof usual[0]; i++)
        *out = bp_grid_find(g, usual[i]);
    return *out != SIZE_MAX ? BP_OK
                            : bp_fail(err, &(bp_loc){ .file = bp_grid_file(g) }, BP_EDATA,
                                      "there is no column 'market', 'target' or 'p50'");
}
