/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two parts of a request: their defaults, and what is refused.
 *
 * A field that contradicts another one, or that nothing would look at, is refused rather
 * than ignored: whoever set it expects something of it.  This is done before any file is
 * opened, and for every way in, so that no later step has to think of it. */
#include "ingest/request.h"

#include <string.h>

#include "base/ageing.h"
#include "ingest/bands.h"
#include "ingest/date.h"
#include "ingest/elements.h"
#include "ingest/style.h"

#define UNIT_MAX 10000000 /* crores */

/* Padding, too, is 0: see needs.c. */
void bp_reading_init(bp_reading *r)
{
    memset(r, 0, sizeof *r);
    r->hours = 2080;
    r->pays = 12;
    r->max_malformed_permille = 100;
}

void bp_choice_init(bp_choice *c)
{
    memset(c, 0, sizeof *c);
    c->year = BP_YEAR_LATEST;
    c->outliers = BP_OUTLIERS_FLAG;
}

static bp_status check_formats(const bp_reading *r, bp_err *err)
{
    bp_number_style number;
    bp_date_style date;
    if (r->number_format != NULL && !bp_number_style_parse(&number, r->number_format))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the number format '%s' is not known; write 1,234.56 or 1.234,56 "
                       "or 1 234,56 or 1'234.56 or 1234.56 or 1234,56 or 1,23,456.78",
                       r->number_format);
    if (r->date_format != NULL && !bp_date_style_parse(&date, r->date_format))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the date format '%s' is not known; write YYYY-MM-DD, DD/MM/YYYY, "
                       "MM/DD/YYYY, DD.MM.YYYY and the like",
                       r->date_format);
    return BP_OK;
}

bp_status bp_reading_check(const bp_reading *r, bp_err *err)
{
    if (r->n_files == 0)
        return bp_fail(err, NULL, BP_EUSAGE, "there is no file to read");
    if (r->n_files > BP_FILES_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "there are more than %d files",
                       BP_FILES_MAX);
    if (r->delimiter == '"' || r->delimiter == '\n' || r->delimiter == '\r')
        return bp_fail(err, NULL, BP_EUSAGE,
                       "fields cannot be separated by quotes or line ends");
    if (r->no_header && r->header_row > 0)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "there cannot be a header row and no header");
    if (r->hours == 0)
        return bp_fail(err, NULL, BP_EUSAGE, "a year has more than 0 hours of work");
    if (r->pays == 0)
        return bp_fail(err, NULL, BP_EUSAGE, "a year has more than 0 monthly pays");
    uint64_t unit = r->unit;
    while (unit >= 10 && unit % 10 == 0)
        unit /= 10;
    if (unit > 1 || r->unit > UNIT_MAX)
        return bp_fail(err, NULL, BP_EUSAGE, "a unit of pay is a power of ten up to %d",
                       UNIT_MAX);
    return check_formats(r, err);
}

static bool has_key(const bp_choice *c, const char *name)
{
    for (size_t i = 0; i < c->n_by; i++)
        if (strcmp(c->by[i], name) == 0)
            return true;
    for (size_t i = 0; i < c->n_also; i++)
        if (strcmp(c->also[i], name) == 0)
            return true;
    return false;
}

/* Movements are of pay that there can be, and fit the form. */
static bp_status check_age(const bp_choice *c, bp_err *err)
{
    for (size_t i = 0; i <= c->age->n_own; i++) {
        const bp_movement *m = bp_ageing_movement(c->age, i);
        if (c->age->form == BP_AGEING_STEPPED && m->n > 0 && m->year[0] != 0)
            return bp_fail(err, NULL, BP_EUSAGE,
                           "stepped ageing takes one rate, not one a year");
    }
    for (size_t i = 0; i < c->age->n_own; i++) {
        const char *pay = c->age->own[i].pay;
        if (!bp_elements_named(pay) && (c->pay == NULL || strcmp(c->pay, pay) != 0))
            return bp_fail(err, NULL, BP_EUSAGE,
                           "there is no pay element '%s' that could have its own "
                           "movement",
                           pay);
        if (c->age->own[i].movement.n == 0)
            return bp_fail(err, NULL, BP_EUSAGE, "the movement of '%s' is missing", pay);
    }
    return BP_OK;
}

bp_status bp_choice_check(const bp_choice *c, bp_err *err)
{
    if (c->age != NULL && check_age(c, err) != BP_OK)
        return BP_EUSAGE;

    if ((c->pay_from == NULL) != (c->pay_to == NULL))
        return bp_fail(err, NULL, BP_EUSAGE, "pay of two years needs two columns");
    if (c->pay_from != NULL && (c->pay != NULL || c->every_element))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "pay of two years cannot be read beside other pay");
    if (c->rates != NULL && c->currency == NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "there are rates, but no currency to convert into");
    if (c->rates_from && c->rates == NULL)
        return bp_fail(err, NULL, BP_EUSAGE, "there are no rates to turn round");
    if (c->local && (c->rates == NULL || c->n_by == 0))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "pay is local beside pay that is converted, and of groups");
    if (c->local && c->distinct == BP_DISTINCT_SUM)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the rows of a person can be of several currencies: their local "
                       "pay has no sum");
    if (c->weight != NULL && c->weights == BP_UNWEIGHTED)
        return bp_fail_hint(err, NULL, BP_EUSAGE, (bp_hint){ BP_HINT_WEIGHTS, NULL },
                            "the weights in '%s' have no meaning", c->weight);
    if (c->weights != BP_UNWEIGHTED && c->distinct == BP_DISTINCT_SUM)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the rows of a person can weigh differently: their sum has no "
                       "weight");
    if (c->weights != BP_UNWEIGHTED && c->pay_from != NULL)
        return bp_fail(err, NULL, BP_EUSAGE,
                       "pay of two years in one row is compared row by row: it has no "
                       "weights");
    if (c->n_bands > 0 && !has_key(c, BP_BANDS_KEY))
        return bp_fail(err, NULL, BP_EUSAGE,
                       "there are bands, but '" BP_BANDS_KEY "' is no group");
    if (c->bands_on != NULL && c->n_bands == 0)
        return bp_fail(err, NULL, BP_EUSAGE, "there are no bands to cut '%s' into",
                       c->bands_on);
    return BP_OK;
}
