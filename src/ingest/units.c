/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the amounts of the pay columns are worth.
 *
 * A header that speaks of thousands is believed where its amounts can be thousands.  Size
 * alone never settles anything: pay that is small for a year stands as it is, with a
 * warning, until a header or an option says that it is a year's; then one of the two is
 * wrong, and which one is asked. */
#include "ingest/units.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "ingest/headwords.h"
#include "ingest/paycolumn.h"
#include "ingest/period.h"
#include "ingest/unit.h"

/* Logarithms of pay are below this: e^20 is 485 millions. */
#define LOGS_BELOW 20

/* Marks in more than one row of a hundred move figures. */
#define MARKS_THAT_MATTER 100

/* Fewer amounts have no shape. */
#define FEW 5

typedef struct finding {
    bp_wanted *wanted;
    const bp_elements *elements;
    const bp_sizes *size;
    bp_period period;
    bool by_row;
    const char *currency;
    const bp_lookup *lookup;
} finding;

static bp_loc place(const finding *f, size_t w)
{
    return (bp_loc){ .file = f->lookup->file, .name = f->wanted->column[w].name };
}

/* Thousands of a currency whose notes have many zeros may be many. */
static bool has_many_zeros(const char *currency)
{
    return currency != NULL &&
           bp_words_have("JPY KRW IDR VND HUF CLP COP ISK RUB PKR NGN ARS",
                         bp_text_of(currency));
}

/* Can half of the amounts be above `median` in this unit?  A year's pay of ten millions
 * is rare, but not that of all people of an employer. */
static bool can_be(int exponent, int64_t median, const char *currency, bool of_all)
{
    int64_t most = 10000000;
    for (int i = 0; i < exponent; i++)
        most /= 10;
    if (has_many_zeros(currency) || of_all)
        most *= 1000;
    return median / BP_SIZE_ONE < (most > 0 ? most : 1) * (exponent > 3 ? 10 : 1);
}

/* No unit is below 1: figures of hundredths are a hundred times as high. */
static void ask_hundredths(finding *f, size_t w)
{
    const bp_loc at = place(f, w);
    const bp_setting setting[] = { { BP_SET_UNIT, NULL, "1" } };
    bp_doubts_add(f->lookup->doubts, "unit", &at, setting, 1,
                  "the header speaks of hundredths of a currency: figures are in them, "
                  "too, unless the file is divided by 100 first");
}

/* The unit of a line above the header holds where neither the header nor the amounts speak
 * against it. */
static int title_unit(const finding *f, size_t w)
{
    const int exponent = f->lookup->head->layout.title_unit;
    const bp_text name = bp_text_of(f->wanted->column[w].name);
    const bool fits = exponent > 0 && f->lookup->reading->unit == 0 &&
                      bp_unit_in(name) == 0 && !bp_unit_is_hundredths(name) &&
                      !bp_period_is_time(bp_headwords_period(name)) &&
                      can_be(exponent, f->size[w].median, f->currency, false);
    return fits ? exponent : 0;
}

/* The unit that a header says, once for the file. */
static void find_unit(finding *f, size_t w)
{
    bp_wanted_column *c = &f->wanted->column[w];
    const int title = title_unit(f, w);
    const int exponent = title > 0 ? title : bp_unit_in(bp_text_of(c->name));
    c->unit = 1;
    if (f->lookup->reading->unit > 0) {
        c->unit = (int64_t)f->lookup->reading->unit;
        return;
    }
    if (exponent == 0 && bp_unit_is_hundredths(bp_text_of(c->name))) {
        ask_hundredths(f, w);
        return;
    }
    if (exponent == 0)
        return;
    if (can_be(exponent, f->size[w].median, f->currency,
               bp_pay_is_of_all(bp_text_of(c->name)))) {
        c->unit = bp_pow10(exponent);
        return;
    }
    char unit[24];
    snprintf(unit, sizeof unit, "%" PRId64, bp_pow10(exponent));
    const bp_loc at = place(f, w);
    const bp_setting setting[] = { { BP_SET_UNIT, NULL, "1" },
                                   { BP_SET_UNIT, NULL, unit } };
    bp_doubts_add(f->lookup->doubts, "unit", &at, setting, 2,
                  "the header speaks of %s, but the amounts are as large as whole ones",
                  bp_unit_name(exponent));
}

/* The chosen pay was named, so a warning is enough; else it is asked for. */
static bool is_named(const bp_lookup *l)
{
    return l->choice->pay != NULL || l->choice->pay_from != NULL ||
           l->schema->mapped[BP_ROLE_BASE] || l->schema->mapped[BP_ROLE_TOTAL];
}

static void find_logs(bp_units *u, const finding *f, size_t w)
{
    const bp_sizes *s = &f->size[w];
    const bool below = s->n > 0 && s->furthest < LOGS_BELOW * BP_SIZE_ONE;
    if (!below || f->lookup->reading->unit > 0)
        return;
    u->like_logs = s->n >= FEW && s->negative > 0;
    if (!bp_unit_is_log(bp_text_of(f->wanted->column[w].name)))
        return;
    u->like_logs = false;
    u->logs = is_named(f->lookup);
    if (u->logs)
        return;
    const bp_loc at = place(f, w);
    const bp_setting setting[] = { { BP_SET_PAY, NULL, f->wanted->column[w].name } };
    bp_doubts_add(f->lookup->doubts, "pay", &at, setting, 1,
                  "it holds logarithms, whose percentiles are not those of pay; name the "
                  "column of pay itself, or this one to have it as it is");
}

/* Whole numbers below 10 in each of many rows: "salary" of 1 to 7 stands for bands. */
static bool are_codes(const finding *f, size_t w)
{
    const bp_evidence *e = &f->lookup->head->evidence[f->wanted->column[w].first];
    const bool asked =
        f->wanted->column[w].first == f->lookup->schema->column[BP_ROLE_BASE] &&
        !f->lookup->schema->sure; /* which column is pay at all */
    return !asked && !is_named(f->lookup) && e->numbers > 20 && e->ranges == 0 &&
           e->money == 0 && e->small == e->numbers && e->distinct > 2;
}

static void ask_codes(const finding *f, size_t w)
{
    const bp_loc at = place(f, w);
    const bp_setting setting[] = { { BP_SET_PAY, NULL, f->wanted->column[w].name } };
    bp_doubts_add(
        f->lookup->doubts, "pay", &at, setting, 1,
        "its cells are whole numbers below 10, as the codes of bands are, and "
        "what they stand for is not in the file; name it to have them as amounts");
}

static void find_small(bp_units *u, const finding *f, size_t w)
{
    const bp_reading *r = f->lookup->reading;
    const bp_wanted_column *c = &f->wanted->column[w];
    const bool by_row =
        f->by_row || f->lookup->schema->column[BP_ROLE_PERIOD] != BP_NO_COLUMN;
    const bp_period said = r->period != BP_PERIOD_AS_IS ? r->period : f->period;
    const bp_factor factor = bp_factor_of(r, said);
    const int64_t median = f->size[w].median / factor.of;
    if (f->size[w].own > f->size[w].n)
        return; /* most are in thousands, as they say */
    if (by_row || r->unit > 0 || c->unit != 1 || median == 0 || u->logs || u->like_logs ||
        median * factor.times >= (int64_t)BP_SMALL_FOR_A_YEAR * BP_SIZE_ONE)
        return;
    if (are_codes(f, w)) {
        ask_codes(f, w);
        return;
    }
    u->small = f->period == BP_PERIOD_AS_IS || r->period != BP_PERIOD_AS_IS;
    if (u->small)
        return;
    const bp_loc at = place(f, w);
    const bool lakhs = f->currency != NULL && strcmp(f->currency, "INR") == 0;
    const bp_setting setting[] = { { BP_SET_UNIT, NULL, lakhs ? "100000" : "1000" },
                                   { BP_SET_PERIOD, NULL, "hourly" },
                                   { BP_SET_UNIT, NULL, "1" } };
    bp_doubts_add(
        f->lookup->doubts, "unit", &at, setting, 3,
        "it is said to be pay for %s, and half of it is less than 1,000 a year: it may "
        "be in %s, paid for another period, or right as it is",
        bp_period_name(f->period), lakhs ? "lakhs" : "thousands");
}

/* Marks like 999999999 count as pay until somebody says what they are. */
static void find_marks(bp_units *u, const finding *f, size_t w)
{
    const bp_sizes *s = &f->size[w];
    const bp_choice *c = f->lookup->choice;
    if (s->code == 0 || (s->above ? c->has_max_pay : c->has_min_pay))
        return;
    if (s->codes * MARKS_THAT_MATTER <= s->n) {
        u->marked = w;
        return;
    }
    char code[24];
    bp_sizes_code(code, sizeof code, s);
    const bp_loc at = place(f, w);
    const bp_setting setting[] = { { BP_SET_MISSING, NULL, code },
                                   { s->above ? BP_SET_MAX_PAY : BP_SET_MIN_PAY, NULL,
                                     code } };
    bp_doubts_add(
        f->lookup->doubts, "missing", &at, setting, 2,
        "%zu cells hold %s, far from all others: it may stand for no answer, or "
        "be pay",
        s->codes, code);
}

bp_units bp_units_find(bp_wanted *wanted, const bp_elements *elements,
                       const bp_sizes size[], bp_period period, bool by_row,
                       const char *currency, const bp_lookup *l)
{
    finding f = { wanted, elements, size, period, by_row, currency, l };
    bp_units u = { .marked = BP_NOT_WANTED };
    for (size_t e = 0; e < elements->n; e++)
        for (size_t i = 0; i < elements->at[e].n; i++)
            if (!elements->at[e].years && !elements->at[e].work)
                find_unit(&f, elements->at[e].part[i]);
    if (elements->at[0].ratio == BP_RATIO_PAY)
        find_unit(&f, elements->at[0].over);
    const bp_element *chosen = &elements->at[0];
    find_logs(&u, &f, chosen->part[0]);
    if (chosen->ratio != BP_RATIO_PAY) /* a bonus may well be small */
        find_small(&u, &f, chosen->part[0]);
    for (size_t i = 0; i < chosen->n; i++)
        find_marks(&u, &f, chosen->part[i]);
    return u;
}
