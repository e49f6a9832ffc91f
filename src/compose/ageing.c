/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ageing.c - what is said of pay that was brought to a date.
 *
 * A figure that nobody was paid must say so wherever it stands: the scope has the date
 * and the rate, the notes have all by which it can be worked out again. */
#include "compose/ageing.h"

#include <string.h>

#include "base/ageing.h"
#include "compose/words.h"
#include "report/build.h"

static const char *date_text(bp_report *r, int32_t date)
{
    char text[12];
    bp_day_text(text, sizeof text, date);
    return bp_report_text(r, "%s", text);
}

/* Those of the survey and of the published table together. */
static bool all_dates(const bp_answer *a, int32_t *first, int32_t *last)
{
    const bp_published *t = a->published;
    const bool known = bp_ageing_dates(a, first, last);
    if (!known || t == NULL || t->factor == NULL)
        return known;
    *first = t->first < *first ? t->first : *first;
    *last = t->last > *last ? t->last : *last;
    return true;
}

#define OLD 2 /* years */

const char *bp_ageing_old(bp_report *r, const bp_answer *a)
{
    int32_t first, last;
    if (!all_dates(a, &first, &last))
        return NULL;
    const bp_ageing *age = a->choice.age;
    const double years = bp_ageing_years(first, age->to, age->count);
    return years > OLD ? bp_report_text(r,
                                        "pay of %s is aged by %.1f years: beyond two "
                                        "years it says little of the market",
                                        date_text(r, first), years)
                       : NULL;
}

const char *bp_ageing_back(bp_report *r, const bp_answer *a)
{
    int32_t first, last;
    if (!all_dates(a, &first, &last) ||
        !(bp_ageing_years(last, a->choice.age->to, a->choice.age->count) < 0))
        return NULL;
    return bp_report_text(r, "pay of %s is of a later date than %s: it is aged back",
                          date_text(r, last), date_text(r, a->choice.age->to));
}

const char *bp_ageing_shared(bp_report *r, const bp_answer *a)
{
    const bp_published *t = a->published;
    if (t == NULL || t->factor == NULL || t->element == NULL ||
        strcmp(t->element, "base") == 0 ||
        bp_ageing_which(a->choice.age, t->element) != 0)
        return NULL;
    return bp_report_text(r,
                          "'%s': %s is aged by the movement that is given for all pay, "
                          "which is mostly that of base pay",
                          t->file, bp_words_element_inside(t->element));
}

bool bp_ageing_dates(const bp_answer *a, int32_t *first, int32_t *last)
{
    const bp_published *t = a->published;
    if (a->choice.age == NULL)
        return false;
    if (a->survey != NULL)
        return bp_survey_dates(a->survey, first, last);
    if (t == NULL || t->factor == NULL)
        return false;
    *first = t->first;
    *last = t->last;
    return true;
}

/* "3.5%", to the last digit that was typed. */
static const char *percent(bp_report *r, double rate)
{
    return bp_report_text(r, "%.12g%%", 100 * rate);
}

/* "3.5% a year", or "3.5% in 2026, 4% in 2027". */
static const char *rates(bp_report *r, const bp_movement *m)
{
    const char *list = "";
    if (m->n > 0 && m->year[0] == 0)
        return bp_report_text(r, "%s a year", percent(r, m->rate[0]));
    for (size_t i = 0; i < m->n; i++)
        list = bp_report_text(r, "%s%s%s in %d", list, i > 0 ? ", " : "",
                              percent(r, m->rate[i]), m->year[i]);
    return list;
}

/* The rate of all pay, then those of elements: "3.5% a year, bonus 2% a year". */
static const char *all_rates(bp_report *r, const bp_ageing *age)
{
    const char *list = age->movement.n > 0 ? rates(r, &age->movement) : "";
    for (size_t i = 0; i < age->n_own; i++)
        list = bp_report_text(r, "%s%s%s %s", list, list[0] != '\0' ? ", " : "",
                              bp_words_element_inside(age->own[i].pay),
                              rates(r, &age->own[i].movement));
    return list;
}

const char *bp_ageing_scope(bp_report *r, const bp_answer *a)
{
    const bp_ageing *age = a->choice.age;
    return age == NULL ? ""
                       : bp_report_text(r, ", aged to %s at %s", date_text(r, age->to),
                                        all_rates(r, age));
}

static bp_movement_note note_of(bp_report *r, const char *pay, const bp_movement *m)
{
    char text[BP_MOVEMENT_TEXT];
    const bool one = m->n > 0 && m->year[0] == 0;
    bp_movement_text(text, m);
    return (bp_movement_note){
        .pay = pay != NULL ? bp_report_text(r, "%s", pay) : NULL,
        .yearly = m->n > 0 && !one ? bp_report_text(r, "%s", text) : NULL,
        .has_rate = one,
        .rate = one ? m->rate[0] : 0,
    };
}

static void fill_note(bp_report *r, const bp_ageing *age, const char *from)
{
    bp_movement_note *own = bp_report_alloc(r, age->n_own, sizeof *own);
    for (size_t i = 0; own != NULL && i < age->n_own; i++)
        own[i] = note_of(r, age->own[i].pay, &age->own[i].movement);
    r->ageing = (bp_ageing_note){
        .to = date_text(r, age->to),
        .from = from,
        .movement = note_of(r, NULL, &age->movement),
        .own = own,
        .n_own = own != NULL ? age->n_own : 0,
        .convention = bp_ageing_forms[age->form],
        .day_count = bp_day_counts[age->count],
    };
}

/* " (times 1.029)", where there is one date and one rate. */
static const char *factor_words(bp_report *r, const bp_ageing *age, int32_t from)
{
    double factor;
    if (age->n_own > 0 || bp_ageing_factor(&factor, &age->movement, age->form, age->count,
                                           from, age->to, NULL) != BP_OK)
        return "";
    return bp_report_text(r, ": times %.6g", factor);
}

/* "2024-05-01", or "2024-05-01 to 2025-05-01". */
static const char *span(bp_report *r, int32_t first, int32_t last)
{
    return first == last
               ? date_text(r, first)
               : bp_report_text(r, "%s to %s", date_text(r, first), date_text(r, last));
}

/* A published table beside records has dates of its own. */
static void note_published(bp_report *r, const bp_answer *a)
{
    const bp_published *t = a->published;
    if (a->survey == NULL || t == NULL || t->factor == NULL)
        return;
    bp_report_note(r, "'%s': its figures are aged likewise, from %s", t->file,
                   span(r, t->first, t->last));
}

void bp_compose_ageing(bp_report *r, const bp_answer *a)
{
    static const char *const form[] = { [BP_AGEING_COMPOUND] = "compound",
                                        [BP_AGEING_SIMPLE] = "simple",
                                        [BP_AGEING_STEPPED] =
                                            "compound, within a year simple" };
    static const char *const count[] = { [BP_COUNT_MONTHS] = "whole months / 12",
                                         [BP_COUNT_ACT365] = "days / 365",
                                         [BP_COUNT_ACT36525] = "days / 365.25",
                                         [BP_COUNT_30360] = "30/360 US" };
    const bp_ageing *age = a->choice.age;
    int32_t first, last;
    if (age == NULL)
        return;
    const bool known = bp_ageing_dates(a, &first, &last);
    const char *from = !known          ? NULL
                       : first == last ? date_text(r, first)
                                       : bp_report_text(r, "%s/%s", date_text(r, first),
                                                        date_text(r, last));
    fill_note(r, age, from);
    const char *since =
        !known ? ""
        : first == last
            ? bp_report_text(r, " from %s", date_text(r, first))
            : bp_report_text(r, " from each %s's own date (%s)",
                             a->survey != NULL ? "row" : "line", span(r, first, last));
    bp_report_note(r, "pay is aged%s to %s at %s, %s, in years of %s%s", since,
                   date_text(r, age->to), all_rates(r, age), form[age->form],
                   count[age->count],
                   known && first == last ? factor_words(r, age, first) : "");
    note_published(r, a);
}
