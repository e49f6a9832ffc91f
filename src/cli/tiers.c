/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tiers.c - what the options of tiers mean together.
 *
 * The same list, --tiers, has bands for records and bare names for the points of a
 * published range; which of them is known only when all options were read. */
#include "cli/tiers.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/args.h"

#define POINTS_STANDARD "15,50,85"

/* Cuts "LOW-HIGH" at its dash; NULL: there is none. */
static const char *dash_of(const char *text)
{
    return text[0] != '\0' ? strchr(text + 1, '-') : NULL;
}

bp_status bp_set_from_range(bp_request *r, const bp_given *g, bp_err *err)
{
    const char *dash = dash_of(g->value);
    bp_decimal low, high;
    if (dash == NULL || !bp_decimal_parse(&low, g->value, (size_t)(dash - g->value)) ||
        !bp_decimal_parse(&high, dash + 1, strlen(dash + 1)))
        return bp_fail(err, g->at, BP_EUSAGE,
                       "'%s' is not %s, two amounts as in 250000-600000", g->value,
                       g->option->argument);
    r->tiers.range = (bp_pay_range){ bp_money_double(low.units, low.scale),
                                     bp_money_double(high.units, high.scale) };
    if (!(r->tiers.range.min >= 0 && r->tiers.range.min < r->tiers.range.max))
        return bp_fail(err, g->at, BP_EUSAGE,
                       "'%s' does not rise from its start to its end", g->value);
    r->tiers.has_range = true;
    return BP_OK;
}

void bp_tier_request_release(bp_tier_request *t)
{
    free(t->part.at);
    free(t->name.at);
    free(t->band);
    free(t->point);
}

/* "5-8", "12-" or "12+" */
static bool parse_bounds(bp_band *b, const char *text)
{
    size_t n = strlen(text);
    const char *dash = dash_of(text);
    b->open = n > 0 && (text[n - 1] == '-' || text[n - 1] == '+');
    if (b->open)
        return bp_decimal_parse(&b->low, text, n - 1) && b->low.units >= 0;
    return dash != NULL && bp_decimal_parse(&b->low, text, (size_t)(dash - text)) &&
           b->low.units >= 0 && bp_decimal_parse(&b->high, dash + 1, strlen(dash + 1));
}

/* Appends the name in front of the last '=' of a part, else the whole part. */
static bp_status add_name(bp_request *r, const char *part, bp_err *err)
{
    const char *equals = strrchr(part, '=');
    size_t n = equals != NULL ? (size_t)(equals - part) : strlen(part);
    bp_text name = bp_text_trim((bp_text){ part, n });
    if (name.n == 0)
        return bp_fail(err, &(bp_loc){ .name = "--tiers" }, BP_EUSAGE,
                       "'%s' names no tier", part);
    return bp_words_add(&r->tiers.name, bp_arena_copy(&r->text, name.at, name.n), err);
}

static bp_status add_band(bp_request *r, size_t i, bp_err *err)
{
    bp_tier_request *t = &r->tiers;
    const char *part = t->part.at[i], *equals = strrchr(part, '=');
    bp_band b = { .name = t->name.at[i] };
    const char *bounds = equals != NULL ? equals + 1 : part;
    bounds += strspn(bounds, " ");
    if (!parse_bounds(&b, bounds))
        return bp_fail(err, &(bp_loc){ .name = "--tiers" }, BP_EUSAGE,
                       "'%s' is not a tier; write NAME=LOW-HIGH, the last one NAME=LOW-, "
                       "as in 'Mid=5-8,Senior=8-'",
                       part);
    if (!bp_reserve(&t->band, &t->cap_band, i + 1, sizeof *t->band))
        return bp_no_memory(err, "the tiers");
    t->band[i] = b;
    return BP_OK;
}

static bp_status read_tiers(bp_request *r, bool bands, bp_err *err)
{
    bp_tier_request *t = &r->tiers;
    if (t->list == NULL)
        return BP_OK;
    bp_status status =
        bp_arg_list(&t->part, &r->text, t->list, &(bp_loc){ .name = "--tiers" }, err);
    for (size_t i = 0; status == BP_OK && i < t->part.n; i++) {
        status = add_name(r, t->part.at[i], err);
        if (status == BP_OK && bands)
            status = add_band(r, i, err);
    }
    if (status == BP_OK && bands) {
        r->choice.band = t->band;
        r->choice.n_bands = t->part.n;
    }
    return status;
}

static bp_status read_points(bp_request *r, bp_err *err)
{
    bp_tier_request *t = &r->tiers;
    const bp_loc at = { .name = "--points" };
    bp_words words = { 0 };
    bp_status status = bp_arg_list(
        &words, &r->text, t->points != NULL ? t->points : POINTS_STANDARD, &at, err);
    t->point = bp_alloc(0, words.n, sizeof *t->point);
    if (status == BP_OK && t->point == NULL)
        status = bp_no_memory(err, "the points");
    for (size_t i = 0; status == BP_OK && i < words.n; i++)
        if (bp_level_parse(&t->point[i], words.at[i], NULL) != BP_OK)
            status = bp_fail(err, &at, BP_EUSAGE,
                             "'%s' is not a point of the range, in percent from 0 to 100",
                             words.at[i]);
    t->n_points = words.n;
    free(words.at);
    return status;
}

/* Without other names three points are those of the usual panel. */
static bp_status name_points(bp_request *r, bp_err *err)
{
    static const char *const usual[] = { "Entry", "Mid", "Senior" };
    bp_tier_request *t = &r->tiers;
    bp_status status = BP_OK;
    if (t->list == NULL && t->n_points == 3)
        for (size_t i = 0; status == BP_OK && i < 3; i++)
            status = bp_words_add(&t->name, usual[i], err);
    if (status == BP_OK && t->name.n > 0 && t->name.n != t->n_points)
        status = bp_fail(err, NULL, BP_EUSAGE,
                         "--tiers names %zu tiers, but there are %zu points", t->name.n,
                         t->n_points);
    return status;
}

static bp_status check_sense(const bp_request *r, bool alone, bp_err *err)
{
    const bp_tier_request *t = &r->tiers;
    const char *lonely = NULL;
    if (t->points != NULL && !t->has_range)
        lonely = "--points needs --from-range";
    else if (r->choice.bands_on != NULL && (t->list == NULL || alone))
        lonely = "--tiers-on needs --tiers with bands, and a file";
    else if (alone && r->file.n > 0)
        lonely = "--from-range is about a published range alone and takes no file; "
                 "'report' shows it beside records";
    return lonely != NULL ? bp_fail(err, NULL, BP_EUSAGE, "%s", lonely) : BP_OK;
}

bp_status bp_tier_request_settle(bp_request *r, const bp_command *c, bp_err *err)
{
    bool alone = c->bit == BP_IN_TIERS && r->tiers.has_range;
    bp_status status = check_sense(r, alone, err);
    if (status == BP_OK)
        status = read_tiers(r, !alone, err);
    if (status == BP_OK && r->tiers.has_range)
        status = read_points(r, err);
    return status == BP_OK && r->tiers.has_range ? name_points(r, err) : status;
}
