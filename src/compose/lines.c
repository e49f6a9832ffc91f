/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lines.c - the lines of a published table as reports.
 *
 * They look like the groups of a survey, so every report says what they are: figures as
 * somebody published them, of which no total can be made. */
#include "compose/lines.h"
#include "compose/ageing.h"

#include <inttypes.h>

#include "compose/chart.h"
#include "compose/groups.h"
#include "compose/scope.h"
#include "compose/words.h"
#include "report/build.h"

void bp_compose_published_input(bp_report *r, const bp_published *t, uint64_t used)
{
    bp_report_add_input(
        r, &(bp_source_note){ .file = t->file,
                              .rows = t->n_rows + t->filtered,
                              .used = used,
                              .filtered = t->n_rows - used + t->filtered,
                              .sha256 = t->sha256[0] != '\0' ? t->sha256 : NULL });
    for (size_t i = 0; i < t->n_notes; i++)
        bp_report_note(r, "'%s': %s", t->file, t->note[i]);
    bp_compose_published_recoded(r, t);
}

static int year_of(const bp_answer *a)
{
    const bp_published *t = a->published;
    int year = 0;
    for (size_t i = 0; t->year != SIZE_MAX && i < t->n_rows; i++) {
        const double x = bp_published_cell(t, i, t->year)->number;
        year = x > year && x < 10000 ? (int)x : year;
    }
    return a->choice.year > 0 ? a->choice.year : year;
}

/* One year is said where one is listed. */
static void head(bp_report *r, const bp_answer *a)
{
    const bp_published *t = a->published;
    const bp_percentiles *p = a->table;
    const char *currency = p->group[0].currency;
    const int year = a->choice.year == BP_YEAR_ALL ? 0 : year_of(a);
    bp_compose_request(r, a);
    bp_compose_published_input(r, t, p->n_groups - 1);
    if (a->latest_lines)
        bp_report_add_note(
            r, bp_report_text(r, "'%s': year %d is the latest of several", t->file, year),
            (bp_hint){ BP_HINT_YEAR, NULL });
    bp_report_note(
        r, "'%s': its lines are published figures, not people: they have no total",
        t->file);
    r->method = (bp_method_note){
        .pay = t->measure[0] != '\0' ? bp_report_text(r, "%s", t->measure) : NULL,
        .currency = currency != NULL ? bp_report_text(r, "%s", currency) : NULL,
        .year = year,
    };
    bp_compose_ageing(r, a);
}

static const char *pay_of(const bp_published *t)
{
    return t->element != NULL      ? bp_words_element(t->element)
           : t->measure[0] != '\0' ? t->measure
                                   : "Published";
}

static void scope(bp_report *r, const bp_answer *a)
{
    const bp_published *t = a->published;
    const size_t n = a->table->n_groups - 1;
    const char *unit = bp_words_published_unit(r, t, a->table->group[0].currency);
    const char *pay =
        t->element != NULL ? bp_words_element_inside(t->element) : t->measure;
    const int year = r->method.year;
    const bp_value value[] = {
        bp_value_count(n),
        bp_value_text(n == 1 ? "line" : "lines"),
        bp_value_text(bp_report_text(r, "%s%s", pay[0] != '\0' ? ", " : "", pay)),
        bp_value_text(bp_report_text(r, "%s%s", unit[0] != '\0' ? ", " : "", unit)),
        bp_value_text(year > 0 ? bp_report_text(r, ", %d", year) : ""),
    };
    bp_compose_market(
        r, a,
        bp_report_line(r, BP_SAY("{} {} of published figures, not people{}{}{}"), value,
                       5),
        bp_words_file(r, t->file));
}

void bp_compose_line_table(bp_report *r, const bp_answer *a)
{
    head(r, a);
    bp_compose_title(r, a, bp_report_text(r, "%s percentiles", pay_of(a->published)));
    scope(r, a);
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "percentiles" });
    bp_compose_groups(r, a->table, NULL, false);
}

void bp_compose_line_report(bp_report *r, const bp_answer *a)
{
    r->sectioned = true;
    head(r, a);
    bp_compose_title(r, a, "Published pay");
    scope(r, a);
    bp_compose_warnings(r, a);
    bp_report_add_section(r, &(bp_section){ .name = "benchmark",
                                            .heading = "Published figures",
                                            .pay = a->table->element });
    if (bp_answer_draws(a))
        bp_slot_groups(r, a, BP_CHART_PERCENTILES, "percentiles", a->table);
    bp_compose_groups(r, a->table, NULL, true);
    bp_report_add_about(r, "sources", "Sources");
    bp_compose_rows(r, a);
}
