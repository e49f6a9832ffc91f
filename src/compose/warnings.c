/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings.c - what looks wrong, at the top of every report.
 *
 * A warning that only a check shows is read by nobody: so each report has those that
 * concern its figures, a line each before the first figure, and machines find them in one
 * place.  What reading found comes first, then what a look at pay and records found. */
#include <inttypes.h>
#include <string.h>

#include "compose/ageing.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/words.h"
#include "data/warned.h"
#include "report/build.h"

/* What would help; the others explain themselves. */
static const bp_hint help[BP_WARN_KINDS] = {
    [BP_WARN_CURRENCIES] = { BP_HINT_CURRENCY, NULL },
    [BP_WARN_PERIODS] = { BP_HINT_PERIOD, NULL },
    [BP_WARN_PERSONS] = { BP_HINT_DISTINCT, NULL },
};

/* What is said about one warning; "%1" and "%2" are its names. */
static const char *const say[BP_WARN_KINDS] = {
    [BP_WARN_CURRENCIES] = "several currencies",
    [BP_WARN_UNITS] = "pay that looks like another unit (thousands, or a rate an hour)",
    [BP_WARN_CONFLICT] = "same organization, person and date twice with different pay",
    [BP_WARN_IDENTICAL] = "rows identical to an earlier one in every field",
    [BP_WARN_PERSONS] =
        "rows of people who have an earlier row of the same year, of another date",
    [BP_WARN_BANDS] = "%1: a spreadsheet turned a band into a date; it was %2",
    [BP_WARN_OUTLIERS] = "pay far from its group, and kept (beyond Tukey's outer fences "
                         "or 3.5 MAD on the log scale)",
    [BP_WARN_CASH] = "total cash below base pay",
    [BP_WARN_MIDPOINT] = "the median is the midpoint of the range, (minimum + maximum) / "
                         "2: not a median of people",
    [BP_WARN_ORDER] = "percentiles out of order: a higher one is below a lower one",
    [BP_WARN_SUM] = "P50 of the total is the sum of the elements' P50: percentiles of "
                    "elements do not add up",
    [BP_WARN_TOP] = "P90 is the maximum of the range: a tenth of the people would be "
                    "paid that or more",
    [BP_WARN_GROWTH] = "growth without its source: in pay panels it is often an "
                       "employment outlook, not a movement of pay",
};

/* Names and constant text, and one rough factor. */
static const char *text_of(bp_report *r, const bp_warning *w)
{
    if (w->kind == BP_WARN_PERIODS)
        return bp_report_text(r,
                              "pay in two groups far apart, the higher about %.15g times "
                              "the lower: pay of two periods or units may be mixed",
                              w->times);
    const char *text = say[w->kind];
    if (w->kind == BP_WARN_NAMES)
        return bp_report_text(r, "'%s': values that read nearly the same: %s", w->a,
                              w->b);
    const char *one = strstr(text, "%1"), *two = strstr(text, "%2");
    if (one == NULL || two == NULL || w->a == NULL || w->b == NULL)
        return text;
    return bp_report_text(r, "%.*s'%s'%.*s'%s'%s", (int)(one - text), text, w->a,
                          (int)(two - one - 2), one + 2, w->b, two + 2);
}

/* Once pay was turned into annual pay, saying so again would not help. */
static bp_hint hint_of(const bp_answer *a, const bp_warning *w)
{
    const bool settled = w->kind == BP_WARN_PERIODS && a->survey != NULL &&
                         bp_survey_period(a->survey)[0] != '\0';
    return settled ? (bp_hint){ BP_HINT_LIMITS, NULL } : help[w->kind];
}

static void add_table(bp_report *r, const size_t display[], size_t n_display)
{
    static const bp_column column[] = {
        { "rule", "Warning", BP_KIND_TEXT, BP_COL_FIELD, 0 },
        { "rows", "Rows", BP_KIND_COUNT, BP_COL_FIELD, 0 },
        { "lines", "Lines", BP_KIND_LIST, BP_COL_FIELD, 0 },
        { "text", "What was seen", BP_KIND_TEXT, BP_COL_FIELD, 0 },
    };
    bp_report_add_table(
        r, &(bp_table){ .name = "warnings",
                        .machine = { .json = "warnings", .turn = BP_JSON_LAST },
                        .column = column,
                        .n_columns = 4,
                        .display = display,
                        .n_display = n_display });
}

/* One warning, from whatever source, as reading tells it. */
typedef bp_read_warning told;

static bp_value rows_of(const told *t)
{
    bp_value none = bp_value_absent(BP_KIND_COUNT);
    none.instead = "";
    return t->rows > 0 ? bp_value_count(t->rows) : none;
}

static void add_row(bp_report *r, const told *t)
{
    const bp_value value[] = {
        bp_value_text(t->rule),
        rows_of(t),
        { .kind = BP_KIND_LIST, .list = { t->line[0], t->line[1], t->line[2] } },
        bp_value_hinted(t->text, t->hint),
    };
    bp_report_add_row(r, value, 4, 0, false);
}

/* " (3 rows, lines 4, 6, 9)" */
static const char *where(bp_report *r, const told *t)
{
    const char *lines = "";
    for (size_t i = 0; i < 3 && t->line[i] > 0; i++)
        lines = bp_report_text(r, "%s%s %" PRIu64, lines,
                               i > 0            ? ","
                               : t->line[1] > 0 ? ", lines"
                                                : ", line",
                               t->line[i]);
    return t->rows == 0 ? ""
                        : bp_report_text(r, " (%" PRIu64 " row%s%s)", t->rows,
                                         t->rows == 1 ? "" : "s", lines);
}

static void add_line(bp_report *r, const told *t)
{
    const char *text = bp_report_text(r, "%s%s: %s", t->rule, where(r, t), t->text);
    const bp_value value = bp_value_hinted(text, t->hint);
    bp_report_say(r, BP_SAY("{}"), &value, 1);
    bp_report_add_warning(r, text, t->hint);
}

static told told_of_found(bp_report *r, const bp_answer *a, const bp_warning *w)
{
    return (told){ bp_warning_code(w->kind),
                   text_of(r, w),
                   hint_of(a, w),
                   w->rows,
                   { w->line[0], w->line[1], w->line[2] } };
}

/* A currency that was chosen, outliers that were dropped and pay beyond limits that were
 * set are told where that was done. */
static bool was_asked(const bp_answer *a, bp_rule rule)
{
    return rule == BP_RULE_CURRENCY || rule == BP_RULE_OUTLIER ||
           (rule == BP_RULE_LIMIT && (a->choice.has_min_pay || a->choice.has_max_pay));
}

/* Which rules took out how many of the chosen rows, for reasons that nobody asked for. */
static bool excluded(bp_report *r, const bp_answer *a, told *t)
{
    uint64_t rows = 0, left_out = 0, by_rule[BP_RULE_COUNT] = { 0 };
    const char *rules = "";
    for (size_t i = 0; a->survey != NULL && i < bp_survey_inputs(a->survey); i++) {
        const bp_tally *in = bp_survey_input(a->survey, i);
        rows += in->rows - in->filtered;
        for (size_t k = 0; k < BP_RULE_COUNT; k++)
            by_rule[k] += in->excluded[k];
    }
    for (bp_rule k = 0; k < BP_RULE_COUNT; k++) {
        if (by_rule[k] == 0 || was_asked(a, k))
            continue;
        rules = bp_report_text(r, "%s%s%s %" PRIu64, rules, left_out > 0 ? ", " : "",
                               bp_rule_name(k), by_rule[k]);
        left_out += by_rule[k];
    }
    *t = (told){ .rule = "excluded",
                 .rows = left_out,
                 .text = bp_report_text(r, "left out of %" PRIu64 ", by rule: %s", rows,
                                        rules) };
    return left_out * 100 > rows;
}

/* A path that goes on for longer than anybody has looked back. */
static bool horizon(bp_report *r, const bp_growth *g, told *t)
{
    if (g == NULL || g->plan->source != BP_GROWTH_FITTED || g->last == g->first ||
        g->n_points <= (size_t)(g->last - g->first))
        return false;
    *t = (told){ .rule = "horizon",
                 .text = bp_report_text(r,
                                        "growth is projected over %zu years from a trend "
                                        "of %d year%s: a horizon longer than its history",
                                        g->n_points, g->last - g->first,
                                        g->last - g->first == 1 ? "" : "s") };
    return true;
}

static bool uneven(bp_report *r, const bp_growth *g, told *t)
{
    if (g == NULL || !bp_growth_uneven(g) || g->plan->weights == BP_YEARS_PEOPLE)
        return false;
    *t = (told){ .rule = "years",
                 .text = bp_report_text(r,
                                        "the years of the trend have %" PRIu64
                                        " to %" PRIu64 " people, and count alike",
                                        g->fewest, g->most),
                 .hint = { BP_HINT_YEAR_WEIGHTS, NULL } };
    return true;
}

/* "$412,000" */
static const char *amount(bp_report *r, bp_figure f, const char *currency)
{
    return bp_words_value(r, bp_money_of(f, currency));
}

static bool blanks(bp_report *r, const bp_answer *a, told *t)
{
    const bp_blanks *b = &a->blanks;
    if (b->element == NULL)
        return false;
    const char *element = bp_words_element_inside(b->element);
    const bool shown = b->zero.state == BP_SHOWN && b->excluded.state == BP_SHOWN;
    *t = (told){
        .rule = "blank-bonus",
        .rows = b->rows,
        .text =
            shown ? bp_report_text(
                        r,
                        "a blank bonus or incentive counts 0, and other rows say 0: the "
                        "median of %s is %s, and %s without the blanks",
                        element, amount(r, b->zero, b->currency),
                        amount(r, b->excluded, b->currency))
                  : bp_report_text(
                        r,
                        "a blank bonus or incentive counts 0 in %s, and other rows say 0",
                        element),
        .hint = { BP_HINT_BLANK_BONUS, NULL }
    };
    return true;
}

/* A line that offers are placed in may have a median that nobody's pay gave. */
static bool midpoints(bp_report *r, const bp_placements *o, told *t)
{
    if (o == NULL || o->midpoints == 0)
        return false;
    const char *whose =
        o->midpoints > 1
            ? bp_report_text(r, "the medians of %zu of the lines are midpoints",
                             o->midpoints)
            : "the median is the midpoint";
    *t = (told){
        .rule = bp_warning_code(BP_WARN_MIDPOINT),
        .text = bp_report_text(
            r, "'%s': %s of a range, (minimum + maximum) / 2: not a median of people",
            o->table->file, whose)
    };
    return true;
}

/* How far pay of one period and unit may be from a median. */
#define FAR 4

/* The first ratio to a market that is beyond it; 0: none. */
static double far_ratio(const bp_placement *p)
{
    for (size_t m = 0; m < BP_MARKETS; m++) {
        const bp_figure f = p->offer[m].market_ratio;
        if (p->market[m] != NULL && f.state == BP_SHOWN &&
            (f.value >= FAR || f.value * FAR <= 1))
            return f.value;
    }
    return 0;
}

/* "9.4", "1,520" */
static const char *times(bp_report *r, double ratio)
{
    return ratio < 10 ? bp_report_text(r, "%.2g", ratio)
                      : bp_words_value(r, bp_value_count((uint64_t)(ratio + 0.5)));
}

/* An offer an hour or in thousands beside pay a year: a market of another period looks
 * like any other, an offer shows it.  Of several the first is named. */
static bool far_off(bp_report *r, const bp_placements *o, told *t)
{
    size_t n = 0, first = 0;
    for (size_t i = o != NULL ? o->n : 0; i-- > 0;)
        if (far_ratio(&o->offer[i]) > 0) {
            first = i;
            n++;
        }
    if (n == 0)
        return false;
    const double ratio = far_ratio(&o->offer[first]);
    const char *offer =
        o->listed ? bp_report_text(r, "the offer '%s'", o->offer[first].id) : "the offer";
    const char *market = "the median of the market";
    *t = (told){ .rule = "offer-scale",
                 .text = bp_report_text(
                     r,
                     "%s is %s times %s: one of them may be for another period, or in "
                     "other units%s",
                     ratio < 1 ? market : offer, times(r, ratio < 1 ? 1 / ratio : ratio),
                     ratio < 1 ? offer : market,
                     n == 1 ? ""
                     : n == 2
                         ? "; one more offer is as far"
                         : bp_report_text(r, "; %zu more offers are as far", n - 1)) };
    return true;
}

static bool part_time(bp_report *r, const bp_placements *o, told *t)
{
    const bp_offers *list = o != NULL ? o->list : NULL;
    if (list == NULL || list->full_time || list->part_time == 0)
        return false;
    const bool one = list->part_time == 1;
    *t = (told){ .rule = "fte",
                 .hint = { BP_HINT_MAP, "fte" },
                 .text = bp_report_text(r,
                                        "'%s' says that %zu offer%s part time, and %s "
                                        "taken as %s: not scaled to full time",
                                        list->fte, list->part_time, one ? " is" : "s are",
                                        one ? "it is" : "they are",
                                        one ? "it stands" : "they stand") };
    return true;
}

/* "offers.csv:3:4: tier", or the line alone. */
static const char *place_of(bp_report *r, const bp_loc *at)
{
    const char *line = bp_report_text(r, "%s:%zu", at->file, at->line);
    return at->name != NULL ? bp_report_text(r, "%s:%zu: %s", line, at->field, at->name)
                            : line;
}

/* The column that selects no market for an offer need not select: the role that it has
 * can be said to be in no column. */
static bp_hint without_column(const bp_placements *o, const bp_loc *at)
{
    for (size_t i = 0; i < o->n_by; i++)
        if (at->name != NULL && strcmp(o->by[i], at->name) == 0 &&
            o->column[i].role != NULL)
            return (bp_hint){ BP_HINT_NO_COLUMN, o->column[i].role };
    return BP_NO_HINT;
}

/* Lines of a list that no market is found for. */
static bool no_market(bp_report *r, const bp_placements *o, size_t market, told *t)
{
    const bp_unplaced *u = o != NULL ? &o->unplaced[market] : NULL;
    if (u == NULL || u->n == 0)
        return false;
    const char *who =
        u->n > 1
            ? bp_report_text(r, "%zu of %zu offers are not placed, the first", u->n, o->n)
            : "an offer is not placed";
    *t = (told){ .rule = "no-market",
                 .hint = without_column(o, &u->at),
                 .text =
                     bp_report_text(r, "%s: %s: %s", who, place_of(r, &u->at), u->why) };
    return true;
}

/* The i-th of what there is to ask about pay that is aged. */
static bool aged(bp_report *r, const bp_answer *a, size_t i, told *t)
{
    static const struct {
        const char *rule;
        const char *(*text)(bp_report *, const bp_answer *);
    } ask[] = { { "old", bp_ageing_old },
                { "de-aged", bp_ageing_back },
                { "base-movement", bp_ageing_shared } };
    const bool movement = i == 2;
    *t = (told){ .rule = ask[i].rule, .text = ask[i].text(r, a) };
    if (movement && t->text != NULL)
        t->hint = (bp_hint){ BP_HINT_MOVEMENT, a->published->element };
    return t->text != NULL;
}

#define AGED 3

/* All that a report warns of, in order. */
typedef struct list {
    told *told; /* [n] */
    size_t n;
} list;

static list all_of(bp_report *r, const bp_answer *a)
{
    const size_t read = a->survey != NULL ? bp_survey_warnings(a->survey) : 0;
    const size_t found = a->warnings != NULL ? a->warnings->n : 0;
    const size_t most = 7 + BP_MARKETS + AGED + read + found; /* each of those below */
    list all = { bp_report_alloc(r, most, sizeof *all.told), 0 };
    told *t = all.told;
    if (t == NULL)
        return all;
    t += excluded(r, a, t);
    for (size_t i = 0; i < read; i++)
        *t++ = *bp_survey_warning(a->survey, i);
    for (size_t i = 0; i < found; i++)
        *t++ = told_of_found(r, a, &a->warnings->warning[i]);
    t += horizon(r, a->growth, t);
    t += uneven(r, a->growth, t);
    t += blanks(r, a, t);
    t += midpoints(r, a->placements, t);
    t += far_off(r, a->placements, t);
    t += part_time(r, a->placements, t);
    for (size_t m = 0; m < BP_MARKETS; m++)
        t += no_market(r, a->placements, m, t);
    for (size_t i = 0; i < AGED; i++)
        t += aged(r, a, i, t);
    all.n = (size_t)(t - all.told);
    return all;
}

/* Few rows are no warning, but nothing is left out in silence. */
static void note_excluded(bp_report *r, const bp_answer *a)
{
    told t;
    if (!excluded(r, a, &t) && t.rows > 0)
        bp_report_note(r, "%" PRIu64 " row%s %s", t.rows, t.rows == 1 ? "" : "s", t.text);
}

void bp_compose_warnings(bp_report *r, const bp_answer *a)
{
    const list all = all_of(r, a);
    bp_report_add_about(r, "warnings", all.n > 0 ? "Warnings" : NULL);
    for (size_t i = 0; i < all.n; i++)
        add_line(r, &all.told[i]);
    add_table(r, NULL, 0);
    for (size_t i = 0; i < all.n; i++)
        add_row(r, &all.told[i]);
    note_excluded(r, a);
}

void bp_compose_warning_table(bp_report *r, const bp_answer *a, bp_value unusable)
{
    const list all = all_of(r, a);
    const bool some = all.n > 0 || unusable.text != NULL;
    bp_report_add_about(r, "warnings", "Warnings");
    if (!some)
        bp_report_say(r, BP_SAY("None."), NULL, 0);
    add_table(r, NULL, some ? 4 : 0);
    if (unusable.text != NULL)
        add_row(r, &(told){ "unusable", unusable.text, unusable.hint, 0, { 0 } });
    for (size_t i = 0; i < all.n; i++)
        add_row(r, &all.told[i]);
}

void bp_compose_own_warnings(bp_report *r, bool any)
{
    static const size_t display[] = { 0, 3 };
    bp_report_add_section(r, &(bp_section){ .name = "warnings",
                                            .heading = any ? "Warnings" : NULL,
                                            .sheet = "Warnings",
                                            .about = true });
    add_table(r, display, any ? 2 : 0);
}

void bp_compose_own_warning(bp_report *r, const char *rule, const char *text,
                            uint64_t line)
{
    add_row(r, &(told){ .rule = rule, .text = text, .rows = line > 0, .line = { line } });
    bp_report_add_warning(r, bp_report_text(r, "%s: %s", rule, text), BP_NO_HINT);
}
