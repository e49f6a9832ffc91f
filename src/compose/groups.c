/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.c - the table of groups that most reports have.
 *
 * Machines get the columns in the order of the contract; people see some of them in
 * another order.  Both are laid out here once, so that all reports have the same table.
 */
#include "compose/groups.h"
#include "compose/fields.h"

#include <string.h>

#include "base/band.h"
#include "compose/interval.h"
#include "compose/words.h"
#include "report/build.h"

#define COLUMNS_MAX (BP_KEYS_MAX + 2 * BP_LEVELS_MAX + 11)

/* More groups than these nobody reads: people see the largest. */
#define GROUPS_READ 50

/* Columns in the order of the contract: groups, n, orgs, mean, levels, status.
 * People see organisations before people, and the mean last. */
typedef struct layout {
    bp_column column[COLUMNS_MAX];
    size_t n;
    size_t display[COLUMNS_MAX];
    size_t n_display;
    size_t people;  /* 1 + the column of people */
    bool intervals; /* of percentiles and means */
    bool ranges;    /* of percentiles by other conventions */
    size_t local;   /* the first column of local pay, if there is one */
} layout;

static void put_column(layout *l, bp_column column)
{
    l->column[l->n++] = column;
}

static void put(layout *l, const char *key, const char *heading, bp_kind kind,
                bp_place_in_row place)
{
    put_column(l, (bp_column){ key, heading, kind, place, 0 });
}

static void show(layout *l, size_t column)
{
    l->display[l->n_display++] = column;
}

/* The columns of all levels, which people and programs find by these words. */
static void put_levels(layout *l, bp_report *r, const bp_percentiles *p, const char *key,
                       const char *heading, bp_place_in_row place)
{
    for (size_t i = 0; i < p->n_levels; i++) {
        char text[16];
        bp_level_text(text, sizeof text, p->level[i]);
        put_column(l, (bp_column){ .key = bp_report_text(r, "%s%s", key, text),
                                   .heading = bp_report_text(r, "%s%s", heading, text),
                                   .kind = BP_KIND_MONEY,
                                   .place = place,
                                   .level = bp_level_percent(p->level[i]) });
    }
}

static bool is_median(const bp_percentiles *p, size_t level)
{
    return bp_level_compare(p->level[level], BP_MEDIAN) == 0;
}

/* Has the table a median with an interval? */
static bool has_limits(const bp_percentiles *p)
{
    bool median = false;
    for (size_t i = 0; i < p->n_levels; i++)
        median |= is_median(p, i);
    return median && p->ci.method != BP_CI_NONE;
}

/* The limits of the median, for people; where room is short they go first. */
static void put_limits(layout *l, bp_report *r, const bp_percentiles *p)
{
    static const char *const side[] = { "low", "high" };
    for (size_t i = 0; i < 2; i++)
        put_column(l, (bp_column){ .key = i == 0 ? "median_lo" : "median_hi",
                                   .heading = bp_report_text(r, "%g%% %s",
                                                             100 * p->ci.level, side[i]),
                                   .kind = BP_KIND_MONEY,
                                   .place = BP_COL_DISPLAY,
                                   .level = 75 });
}

/* Published lines may have no people and no mean at all. */
static void find_known(const bp_percentiles *p, bool *people, bool *mean)
{
    *people = *mean = !p->published;
    for (size_t i = 1; p->published && i < p->n_groups; i++) {
        *people |= p->group[i].n > 0;
        *mean |= p->group[i].mean.state == BP_SHOWN;
    }
}

/* The columns after the `front` ones of groups, and the order for people. */
static void put_figures(layout *l, bp_report *r, const bp_percentiles *p)
{
    size_t front = l->n;
    l->people = front + 1;
    l->intervals = p->ci.method != BP_CI_NONE;
    l->ranges = p->group[0].sensitivity != NULL;
    put(l, "n",
        p->of_lines   ? "Lines"
        : p->of_posts ? "Rows"
                      : "People",
        BP_KIND_COUNT, BP_COL_FIELD);
    put(l, "orgs", "Orgs", BP_KIND_COUNT, BP_COL_FIELD);
    put(l, "mean", "Mean", BP_KIND_MONEY, BP_COL_FIELD);
    put_levels(l, r, p, "p", "P", BP_COL_LEVEL);
    if (has_limits(p))
        put_limits(l, r, p);
    put(l, "status", "Status", BP_KIND_TEXT, BP_COL_STATUS);

    bool people, mean;
    find_known(p, &people, &mean);
    for (size_t i = 0; i < front; i++)
        show(l, i);
    if (p->has_orgs)
        show(l, front + 1);
    if (people)
        show(l, front);
    for (size_t i = 0; i < p->n_levels; i++) {
        show(l, front + 3 + i);
        if (has_limits(p) && is_median(p, i)) {
            show(l, front + 3 + p->n_levels);
            show(l, front + 4 + p->n_levels);
        }
    }
    if (mean)
        show(l, front + 2);
}

/* The columns that tiers have more; people see the ratio in place of the mean. */
static void put_tiers(layout *l)
{
    put(l, "ratio_to_previous", "Ratio", BP_KIND_RATIO, BP_COL_FIELD);
    put(l, "overlap", "Overlap", BP_KIND_RATIO, BP_COL_MORE);
    l->display[l->n_display - 1] = l->n - 2;
}

/* The figures of local pay, before the status; people see the median behind the figures
 * that are converted. */
static void put_local(layout *l, bp_report *r, const bp_percentiles *p)
{
    const bp_column status = l->column[--l->n];
    l->local = l->n;
    put(l, BP_LOCAL_KEY, "Currency", BP_KIND_TEXT, BP_COL_LOCAL);
    put(l, "local_mean", "Local mean", BP_KIND_MONEY, BP_COL_LOCAL);
    for (size_t i = 0; i < p->n_levels; i++)
        if (is_median(p, i))
            show(l, l->n + i);
    put_levels(l, r, p, "local_p", "Local P", BP_COL_LOCAL_LEVEL);
    put_column(l, status);
}

/* How many groups are joined in the last: json tells it, a person reads it in a note. */
static void put_others(layout *l)
{
    put(l, "others", "Groups", BP_KIND_COUNT, BP_COL_MORE);
}

/* The table of these columns, by group for machines. */
static bp_table table_of(const bp_report *r, const layout *l, const char *caption)
{
    return (bp_table){
        .name = r->n_sections > 0 ? r->section[r->n_sections - 1].name : "",
        .caption = caption,
        .machine = { .json = "groups", .by = true, .data = true, .csv = true },
        .column = l->column,
        .n_columns = l->n,
        .display = l->display,
        .n_display = l->n_display,
        .people = l->people,
        .intervals = l->intervals,
        .ranges = l->ranges,
    };
}

/* Nothing, rather than "n/a", where no tier comes before. */
static bp_value ratio_value(bp_figure f)
{
    return f.state == BP_ABSENT ? bp_value_text(NULL)
                                : bp_value_figure(BP_KIND_RATIO, f, NULL);
}

/* A published code is printed as it was. */
static bp_value level_value(const bp_group *g, size_t i)
{
    bp_value v = bp_money_of(g->p[i], g->currency);
    v.precision = g->precision != NULL ? &g->precision[i] : NULL;
    v.sensitivity = g->sensitivity != NULL ? &g->sensitivity[i] : NULL;
    v.instead = g->coded != NULL ? g->coded[i] : NULL;
    return v;
}

/* Nothing, rather than "n/a", where a group has no local pay. */
static bp_value local_value(bp_figure f, const bp_local_group *g, bool bare)
{
    bp_value v = bp_money_of(f, bare ? NULL : g->currency);
    v.instead = g->currency == NULL ? "" : NULL;
    return v;
}

static size_t add_local(bp_value value[], size_t n, const bp_percentiles *p,
                        const bp_local_group *g, bool bare)
{
    value[n++] = bp_value_text(g->currency);
    value[n++] = local_value(g->mean, g, bare);
    for (size_t i = 0; i < p->n_levels; i++)
        value[n++] = local_value(g->p[i], g, bare);
    return n;
}

/* The values after the first n, which tell the group; returns how many there are. */
static size_t put_row(bp_value value[], size_t n, const bp_percentiles *p, size_t i,
                      const bp_beside_groups *more)
{
    const bp_group *g = &p->group[i];
    const bp_value none = bp_value_absent(BP_KIND_COUNT);
    value[n++] = p->published && g->n == 0 ? none : bp_value_count(g->n);
    value[n++] = p->has_orgs ? bp_value_count(g->orgs) : none;
    value[n++] = bp_money_of(g->mean, g->currency);
    for (size_t k = 0; k < p->n_levels; k++)
        value[n++] = level_value(g, k);
    if (has_limits(p)) {
        const bp_figure median = bp_compose_percentile(p, g, BP_MEDIAN);
        value[n++] = bp_compose_limit(&median, false, g->currency);
        value[n++] = bp_compose_limit(&median, true, g->currency);
    }
    if (more->local != NULL)
        n = add_local(value, n, p, &more->local->group[i], more->bare);
    value[n++] = bp_value_text(NULL);
    if (more->tiers != NULL) {
        value[n++] = ratio_value(more->tiers->tier[i].ratio);
        value[n++] = ratio_value(more->tiers->tier[i].overlap);
    }
    if (p->has_others)
        value[n++] = g->others > 0 ? bp_value_count(g->others) : none;
    return n;
}

/* The same with the group's own values before it. */
static size_t put_group(bp_value value[], const bp_percentiles *p, size_t i,
                        const bp_beside_groups *more)
{
    const bp_group *g = &p->group[i];
    for (size_t k = 0; k < p->n_keys; k++)
        value[k] = bp_value_text(g->by != NULL ? g->by[k] : NULL);
    return put_row(value, p->n_keys, p, i, more);
}

static void add_row(bp_report *r, const bp_percentiles *p, size_t i,
                    const bp_value value[], size_t n)
{
    const bp_group *g = &p->group[i];
    bp_report_add_row(r, value, n, g->reasons, g->by == NULL);
}

static void add_rows(bp_report *r, const bp_percentiles *p, const bp_beside_groups *more,
                     const bool *without)
{
    bp_value value[COLUMNS_MAX];
    for (size_t i = 0; i < p->n_groups; i++)
        if (without == NULL || !without[i])
            add_row(r, p, i, value, put_group(value, p, i, more));
}

/* A table whose amounts an offer is compared with: not that of published lines, whose
 * total, the example, has no figures. */
static void add_market(bp_report *r, const bp_table *table, const bp_percentiles *p,
                       const bp_beside_groups *more, const bool without[])
{
    bp_table *t = bp_report_add_table(r, table);
    if (t == NULL)
        return;
    add_rows(r, p, more, without);
    if (!p->published)
        bp_compose_example_offer(r, t);
}

static void make_row(const void *arg, size_t row, bp_value value[], bp_row *made)
{
    const bp_made_groups *of = arg;
    const bp_group *g = &of->p->group[row];
    put_group(value, of->p, row, &of->beside);
    made->reasons = g->reasons;
    made->total = g->by == NULL;
    made->place = bp_compose_place(&of->like, made, of->like.example_offer);
    if (of->own != NULL) {
        made->own = of->own[row].offer;
        made->n_own = of->own[row].n;
    }
}

/* A table for machines and workbooks alone. */
static void add_made(bp_report *r, const bp_table *table, const bp_percentiles *p,
                     const bp_beside_groups *more)
{
    bp_made_groups *of = bp_report_alloc(r, 1, sizeof *of);
    if (of == NULL)
        return;
    bp_table all = *table;
    all.n_display = 0;
    all.n_rows = p->n_groups;
    all.make = make_row;
    all.make_arg = of;
    bp_table *t = bp_report_add_table(r, &all);
    if (t == NULL)
        return;
    *of = (bp_made_groups){ .p = p, .beside = *more, .like = *t };
    if (!p->published)
        bp_compose_example_offer(r, t);
}

/* People see local figures in a table of their own, which a page has room for; without
 * the total and the groups that have none. */
static void add_local_table(bp_report *r, const layout *l, bp_table table,
                            const bp_percentiles *p, const bp_beside_groups *more,
                            const bool without[])
{
    const size_t levels = l->local + 2;
    bool *skip = bp_report_alloc(r, p->n_groups, sizeof *skip);
    size_t *display = bp_report_alloc(r, l->n, sizeof *display), n = 0;
    bp_column *column = bp_report_alloc(r, l->n, sizeof *column);
    if (skip == NULL || display == NULL || column == NULL)
        return;
    memcpy(column, l->column, l->n * sizeof *column);
    for (size_t i = 0; i < p->n_groups; i++)
        skip[i] =
            more->local->group[i].currency == NULL || (without != NULL && without[i]);
    for (size_t k = 0; k < p->n_keys; k++)
        display[n++] = k;
    display[n++] = l->people - 1;
    display[n++] = l->local;
    for (size_t i = 0; i < p->n_levels; i++) {
        display[n++] = levels + i;
        column[levels + i].heading += strlen("Local ");
    }
    display[n++] = l->local + 1;
    column[l->local + 1].heading = "Mean";
    table.column = column;
    table.caption = "In the currency of each group";
    table.machine = (bp_machine_place){ 0 };
    table.display = display;
    table.n_display = n;
    if (bp_report_add_table(r, &table) != NULL)
        add_rows(r, p, &(bp_beside_groups){ .local = more->local, .bare = true }, skip);
}

/* The largest groups, of equal ones the first: GROUPS_READ of n, which are more. */
static void find_largest(size_t largest[GROUPS_READ], const bp_percentiles *p, size_t n)
{
    size_t found = 0;
    for (size_t i = 1; i <= n; i++) {
        const uint64_t size = p->group[i].n;
        size_t k = found;
        if (found < GROUPS_READ)
            found++;
        else if (p->group[largest[--k]].n >= size)
            continue;
        for (; k > 0 && p->group[largest[k - 1]].n < size; k--)
            largest[k] = largest[k - 1];
        largest[k] = i;
    }
}

/* Which groups are left out of a table for people: all but the largest.  NULL: none,
 * since there are not many, their sizes are not known, or it was asked for these. */
static const bool *left_out(bp_report *r, const bp_percentiles *p)
{
    const size_t n = p->n_groups - 1;
    size_t largest[GROUPS_READ];
    uint64_t sum = 0;
    for (size_t i = 1; i <= n; i++)
        sum += p->group[i].n;
    if (n <= GROUPS_READ || p->chosen || sum == 0)
        return NULL;
    bool *out = bp_report_alloc(r, p->n_groups, sizeof *out);
    if (out == NULL)
        return NULL;
    find_largest(largest, p, n);
    memset(out + 1, true, n * sizeof *out);
    for (size_t k = 0; k < GROUPS_READ; k++)
        out[largest[k]] = false;
    return out;
}

/* "(other)" by itself says neither whose pay it is nor that nobody is missing. */
static void note_others(bp_report *r, const bp_percentiles *p)
{
    const bp_value n = bp_value_count(p->group[p->n_groups - 1].others);
    bp_report_remark(
        r,
        p->group[p->n_groups - 1].others == 1
            ? BP_SAY("(other): {} group with fewer people.")
            : BP_SAY("(other): the people of {} groups with fewer people, together."),
        &n, 1);
}

/* People see the largest groups of many: machines and workbooks have a table of all, and
 * those who read have one of their own. */
static void add_largest(bp_report *r, bp_table table, const bp_percentiles *p,
                        const bp_beside_groups *more, const bool without[])
{
    uint64_t people = 0, groups = 0;
    add_made(r, &table, p, more);
    table.machine = (bp_machine_place){ 0 };
    add_market(r, &table, p, more, without);
    for (size_t i = 1; i < p->n_groups; i++) {
        groups += without[i];
        people += without[i] ? p->group[i].n : 0;
    }
    const bp_value value[] = {
        bp_value_count(p->n_groups - 1 - groups),
        bp_value_count(p->n_groups - 1),
        bp_value_count(groups),
        bp_value_count(people),
        bp_value_text(p->of_lines   ? "lines"
                      : p->of_posts ? "rows"
                                    : "people"),
        bp_value_hinted("csv and json have them", (bp_hint){ BP_HINT_TOP, NULL }),
    };
    bp_report_remark(
        r, BP_SAY("Shown are the {} largest of {} groups. The other {} have {} {}; {}."),
        value, 6);
}

static layout lay_out(bp_report *r, const bp_percentiles *p)
{
    layout l = { .n = 0 };
    for (size_t i = 0; i < p->n_keys; i++)
        put_column(&l, (bp_column){ p->key[i], bp_words_heading(r, p->key[i]),
                                    BP_KIND_TEXT, BP_COL_BY, 0 });
    put_figures(&l, r, p);
    return l;
}

/* With tiers each row also has its ratio and overlap to the tier before. */
static void add_groups(bp_report *r, const bp_percentiles *p,
                       const bp_beside_groups *more, const char *caption, bool bars)
{
    layout l = lay_out(r, p);
    if (more->local != NULL)
        put_local(&l, r, p);
    if (more->tiers != NULL)
        put_tiers(&l);
    if (p->has_others)
        put_others(&l);
    bp_table table = table_of(r, &l, caption);
    table.bars = bars;
    const bool *without = left_out(r, p);
    if (without != NULL)
        add_largest(r, table, p, more, without);
    else
        add_market(r, &table, p, more, NULL);
    if (p->has_others)
        note_others(r, p);
    if (more->local != NULL)
        add_local_table(r, &l, table, p, more, without);
    if (l.ranges)
        bp_compose_ranges(r, p, without);
}

void bp_compose_groups(bp_report *r, const bp_percentiles *p, const char *caption,
                       bool bars)
{
    add_groups(r, p, &(bp_beside_groups){ .tiers = NULL }, caption, bars);
}

void bp_compose_groups_unseen(bp_report *r, const bp_percentiles *p, const char *caption)
{
    const bp_beside_groups nothing = { .tiers = NULL };
    layout l = lay_out(r, p);
    if (p->has_others)
        put_others(&l);
    const bp_table table = table_of(r, &l, caption);
    add_made(r, &table, p, &nothing);
}

bool bp_compose_shows_groups(const bp_percentiles *p)
{
    size_t i = 1;
    while (i < p->n_groups &&
           bp_compose_percentile(p, &p->group[i], BP_MEDIAN).state != BP_SHOWN)
        i++;
    return i < p->n_groups;
}

void bp_compose_local_groups(bp_report *r, const bp_percentiles *p, const bp_local *local)
{
    add_groups(r, p, &(bp_beside_groups){ .local = local }, NULL, false);
}

/* Tiers that look like bands which a spreadsheet turned into dates. */
static void note_damage(bp_report *r, const bp_percentiles *p)
{
    for (size_t i = 1; i < p->n_groups; i++) {
        const char *tier = p->group[i].by[p->n_keys - 1];
        bp_band_date date;
        if (bp_band_damaged(bp_text_of(tier), &date))
            bp_report_add_note(
                r,
                bp_report_text(
                    r,
                    "'%s' may be the band %u-%u, which a spreadsheet turned into a date",
                    tier, date.low, date.high),
                (bp_hint){ BP_HINT_REPAIR_BANDS, NULL });
    }
}

void bp_compose_tier_groups(bp_report *r, const bp_percentiles *p, const bp_tiers *t,
                            const char *caption)
{
    add_groups(r, p, &(bp_beside_groups){ .tiers = t }, caption, true);
    note_damage(r, p);
    for (size_t i = 1; i < t->n; i++) {
        if (!t->tier[i].less)
            continue;
        const char *tier = p->group[i].by[p->n_keys - 1];
        const char *before = p->group[t->tier[i].previous].by[p->n_keys - 1];
        const char *within = p->n_keys > 1 ? p->group[i].by[0] : NULL;
        bp_report_note(
            r, "%s%sthe median of %s is below that of %s: a higher tier pays less",
            within != NULL ? within : "", within != NULL ? ": " : "", tier, before);
    }
}

/* "Bonus (if paid)": an element that not all people have counts those who do. */
static const char *name_of(bp_report *r, bp_percentiles *const total[], size_t i)
{
    const char *element = total[i]->element, *name = bp_words_element(element);
    static const char *const parts[] = { "bonus", "target_bonus", "actual_bonus", "lti",
                                         "benefits" };
    bool part = false;
    for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
        part |= strcmp(element, parts[k]) == 0;
    return part && total[i]->group[0].n < total[0]->group[0].n
               ? bp_report_text(r, "%s (if paid)", name)
               : name;
}

/* A ratio beside pay, and pay beside a ratio. */
static void say_size(bp_report *r, const char *element, const char *chosen)
{
    if (strcmp(element, chosen) != 0 &&
        (bp_words_is_ratio(element) || bp_words_is_ratio(chosen)))
        bp_report_set_apart(r);
}

/* Hourly pay beside the chosen pay, and other pay beside hourly pay, are not paid for
 * what the chosen pay is. */
static void say_period(bp_report *r, const char *element, const char *chosen)
{
    static const char hourly[] = "hourly";
    if (strcmp(element, chosen) == 0)
        return;
    if (strcmp(element, hourly) == 0)
        bp_report_set_period(r, hourly);
    else if (strcmp(chosen, hourly) == 0)
        bp_report_set_period(r, "");
}

void bp_compose_elements(bp_report *r, bp_percentiles *const total[], size_t n,
                         const char *caption)
{
    layout l = { .n = 0 };
    put(&l, "pay", "Pay", BP_KIND_TEXT, BP_COL_PAY);
    put_figures(&l, r, total[0]);
    bp_table table = table_of(r, &l, caption);
    table.by_row = true;
    bp_table *t = bp_report_add_table(r, &table);
    if (t == NULL)
        return;

    bp_value value[COLUMNS_MAX];
    for (size_t i = 0; i < n; i++) {
        value[0] = bp_value_text(name_of(r, total, i));
        value[0].code = total[i]->element;
        const bp_beside_groups nothing = { .bare = false };
        add_row(r, total[i], 0, value, put_row(value, 1, total[i], 0, &nothing));
        say_period(r, total[i]->element, total[0]->element);
        say_size(r, total[i]->element, total[0]->element);
    }
    bp_compose_example_offer(r, t);
}

bp_figure bp_compose_percentile(const bp_percentiles *p, const bp_group *g,
                                bp_level level)
{
    for (size_t i = 0; i < p->n_levels; i++)
        if (bp_level_compare(p->level[i], level) == 0)
            return g->p[i];
    return bp_figure_absent();
}

bp_value bp_compose_median(const bp_percentiles *p, const bp_group *g)
{
    return bp_money_of(bp_compose_percentile(p, g, BP_MEDIAN), g->currency);
}
