/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the request says of every row alike.
 *
 * A file often says nothing of its year, its currency or its employer, since all of its
 * rows have the same.  "@" marks such a value where the name of a column would stand, so
 * that no column can be taken for one; "@name" is the year in the file's own name, by
 * which several yearly files become a series. */
#include "ingest/constants.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/batch.h"
#include "ingest/currency.h"
#include "ingest/period.h"
#include "ingest/role.h"

bool bp_constant_is(const char *column)
{
    return column[0] == '@';
}

/* The only year of four digits in a file's name; 0: none, or several. */
static int year_in_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    int found = 0;
    size_t n;
    for (const char *at = slash != NULL ? slash + 1 : path; *at != '\0'; at += n) {
        n = strspn(at, "0123456789");
        const int year = bp_year_of((bp_text){ at, n });
        if (year != 0 && found != 0 && year != found)
            return 0;
        found = year != 0 ? year : found;
        n = n > 0 ? n : strcspn(at, "0123456789");
    }
    return found;
}

static bp_status bad(const char *role, const char *value, const char *like, bp_err *err)
{
    return bp_fail(err, NULL, BP_EUSAGE, "'@%s' is no %s; write it as @%s", value, role,
                   like);
}

static bp_status take_year(bp_constants *c, const bp_reading *r, const char *value,
                           bp_err *err)
{
    const bool by_name = strcmp(value, "name") == 0;
    bp_date date = { 0 };
    if (!by_name &&
        !bp_date_read(&date, bp_text_of(value), (bp_date_style){ .order = BP_DATE_YEAR }))
        return bad("year", value, "2024, or as @name", err);
    for (size_t f = 0; f < r->n_files; f++) {
        c->year[f] = by_name ? year_in_name(r->file[f]) : date.year;
        if (c->year[f] == 0)
            return bp_fail(err, &(bp_loc){ .file = r->file[f] }, BP_EDATA,
                           "its name holds no year of four digits, or several");
    }
    c->has_year = true;
    return BP_OK;
}

static bp_status take_date(bp_constants *c, const bp_reading *r, const char *value,
                           bp_err *err)
{
    const bp_date_style iso = { .order = BP_DATE_YMD, .mark = '-' };
    if (!bp_date_read(&c->date, bp_text_of(value), iso))
        return bad("date", value, "2024-03-01", err);
    for (size_t f = 0; !c->has_year && f < r->n_files; f++)
        c->year[f] = c->date.year;
    c->has_year = true;
    return BP_OK;
}

static bp_status take_period(bp_constants *c, const bp_reading *r, const char *value,
                             bp_err *err)
{
    if (!bp_period_parse(&c->period, bp_text_of(value)))
        return bad("period", value, "monthly", err);
    return r->period == BP_PERIOD_AS_IS || r->period == c->period
               ? BP_OK
               : bp_fail(err, NULL, BP_EUSAGE,
                         "the period of every row is given twice, and differs");
}

static bp_status take(bp_constants *c, const bp_reading *r, const bp_map *m, bp_err *err)
{
    const char *value = m->column + 1;
    bp_role role = BP_ROLES;
    if (!bp_role_parse(&role, bp_text_of(m->role)))
        return BP_OK; /* the schema says so */
    if (value[0] == '\0')
        return bp_fail(err, NULL, BP_EUSAGE, "there is no value behind the '@' of '%s'",
                       m->role);
    switch (role) {
    case BP_ROLE_YEAR:
        return take_year(c, r, value, err);
    case BP_ROLE_DATE:
        return take_date(c, r, value, err);
    case BP_ROLE_PERIOD:
        return take_period(c, r, value, err);
    case BP_ROLE_ORG:
        free(c->org);
        c->org = bp_alloc(0, strlen(value) + BP_TEXT_AHEAD, 1);
        if (c->org == NULL)
            return bp_no_memory(err, "a name");
        memcpy(c->org, value, strlen(value));
        return BP_OK;
    case BP_ROLE_CURRENCY: {
        const bp_text code = bp_currency_fold(bp_text_of(value), c->iso);
        c->currency = code.n == 3 && code.at == c->iso ? c->iso : value;
        return BP_OK;
    }
    default:
        return bp_fail(err, NULL, BP_EUSAGE,
                       "the role '%s' takes a column, not one value for all rows",
                       m->role);
    }
}

bp_status bp_constants_find(bp_constants *out, const bp_reading *reading, bp_err *err)
{
    bp_status status = BP_OK;
    *out = (bp_constants){ .period = BP_PERIOD_AS_IS };
    out->year = bp_alloc(0, reading->n_files, sizeof *out->year);
    if (out->year == NULL)
        return bp_no_memory(err, "%zu files", reading->n_files);
    for (size_t i = 0; status == BP_OK && i < reading->n_map; i++)
        if (bp_constant_is(reading->map[i].column))
            status = take(out, reading, &reading->map[i], err);
    return status;
}

void bp_constants_release(bp_constants *c)
{
    free(c->year);
    free(c->org);
}
