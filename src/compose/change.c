/* SPDX-License-Identifier: GPL-3.0-or-later */
/* change.c - the report of what has changed between two others.
 *
 * What is not alike is said first, as warnings: a figure that was made in another way has
 * changed for that reason, too.  Then people see a row a group, of its main figure, and
 * the rates of all others; machines get a row a figure.  It ends with sentences that can
 * be passed on. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/rules_nested.h"
#include "benchpay/compose.h"
#include "compose/changewords.h"
#include "compose/chart.h"
#include "compose/compose.h"
#include "compose/fields.h"
#include "compose/groups.h"
#include "compose/words.h"

/* Groups that a sentence tells of: those that changed most. */
#define TOLD_MOST 5

typedef struct view {
    const bp_change *c;
    bp_report *r;
    size_t main;   /* the figure that groups are compared by; SIZE_MAX: none */
    size_t people; /* how many they are; SIZE_MAX likewise */
    bool matched;
    bool joined; /* people see one column of groups, as there are many */
} view;

/* So many columns of groups have room beside figures. */
#define KEYS_SIDE_BY_SIDE 2

static const bp_kind kinds[BP_CHANGE_KINDS] = {
    [BP_CHANGE_COUNT] = BP_KIND_COUNT,  [BP_CHANGE_MONEY] = BP_KIND_MONEY,
    [BP_CHANGE_RATIO] = BP_KIND_RATIO,  [BP_CHANGE_SHARE] = BP_KIND_PERCENT,
    [BP_CHANGE_RATE] = BP_KIND_PERCENT,
};

static bp_value amount(const view *v, const bp_change_group *g, size_t name, bp_figure f)
{
    return bp_value_figure(kinds[v->c->name[name].kind], f, g->currency);
}

static bp_value flag(int known)
{
    return bp_value_figure(BP_KIND_COUNT,
                           known < 0 ? bp_figure_absent() : bp_figure_of(known), NULL);
}

static bp_value by_value(const bp_change_group *g, size_t k)
{
    return bp_value_text(g->by != NULL ? g->by[k] : NULL);
}

static const char *heading_of(const view *v, const char *name)
{
    return bp_change_heading(v->r, name);
}

/* ---- for machines: a row a figure ---- */

static void put_figure(bp_fields *f, const view *v, const bp_change_group *g,
                       const bp_change_name *name, const bp_change_figure *one)
{
    const bp_change *c = v->c;
    const bp_kind kind = kinds[name->kind];
    for (size_t k = 0; k < c->n_keys; k++)
        bp_put_at(f, c->key[k], NULL, by_value(g, k), BP_COL_BY);
    bp_put_at(f, "figure", NULL, bp_value_text(name->name), BP_COL_KEY);
    bp_put(f, "old", NULL, bp_value_figure(kind, one->old, g->currency));
    bp_put(f, "new", NULL, bp_value_figure(kind, one->now, g->currency));
    bp_put(f, "change", NULL, bp_value_figure(kind, one->change, g->currency));
    bp_put(f, "rate", NULL, bp_percent_of(one->rate));
    bp_put(f, "beyond", NULL, flag(one->beyond));
    bp_put(f, "apart", NULL, flag(one->apart));
    bp_put(f, "status", NULL, bp_value_text(bp_change_status_name(one->status)));
}

/* Without any figure the columns are there all the same. */
static void add_figures(const view *v)
{
    const bp_machine_place at = {
        .json = "changes", .by = true, .data = true, .csv = true
    };
    const bp_change *c = v->c;
    bp_fields f;
    bp_fields_begin(&f, v->r, &(bp_table){ .name = "changes", .machine = at }, false);
    for (size_t i = 0; i < c->n_groups; i++)
        for (size_t k = 0; k < c->n_names; k++) {
            const bp_change_group *g = &c->group[i];
            if (g->figure[k].status == BP_CHANGE_NONE)
                continue;
            put_figure(&f, v, g, &c->name[k], &g->figure[k]);
            bp_fields_row(&f, 0, g->by == NULL);
        }
    if (!f.begun)
        put_figure(&f, v, &(bp_change_group){ .by = NULL }, &(bp_change_name){ "", 0 },
                   &(bp_change_figure){ .status = BP_CHANGE_NONE });
    bp_fields_end(&f);
}

/* ---- what is compared ---- */

static void add_summary(const view *v)
{
    static const char *const matched[] = {
        [BP_MATCH_NONE] = NULL, [BP_MATCH_PERSON] = "person", [BP_MATCH_ORG] = "org"
    };
    const bp_change *c = v->c;
    bp_fields f;
    bp_fields_object(&f, v->r, "diff", false);
    bp_put(&f, "command", NULL, bp_value_text(c->command));
    bp_put(&f, "old", NULL, bp_value_text(c->side[0].file));
    bp_put(&f, "new", NULL, bp_value_text(c->side[1].file));
    bp_put(&f, "threshold", NULL, bp_value_percent(c->question->threshold));
    bp_put(&f, "matched", NULL, bp_value_text(matched[c->question->matching]));
    bp_put(&f, "beyond", NULL, bp_value_count(c->beyond));
    bp_fields_row(&f, 0, false);
}

static void add_differences(const view *v)
{
    const bp_machine_place at = { .json = "differences" };
    const bp_change *c = v->c;
    bp_fields f;
    bp_fields_begin(&f, v->r, &(bp_table){ .name = "differences", .machine = at }, false);
    for (size_t i = 0; i < c->n_differences; i++) {
        const bp_change_difference *d = &c->difference[i];
        bp_put(&f, "what", NULL, bp_value_text(d->what));
        bp_put(&f, "old", NULL, bp_value_text(d->old));
        bp_put(&f, "new", NULL, bp_value_text(d->now));
        bp_fields_row(&f, 0, false);
    }
    bp_fields_end(&f);
}

/* ---- warnings ---- */

/* A setting of a method as people call it. */
static const char *setting_words(const char *what)
{
    static const char *const words[][2] = {
        { "qtype", "definition of percentiles" },
        { "weights", "weighting" },
        { "ci", "method of intervals" },
        { "rules", "set of disclosure rules" },
        { "filters", "choice of rows" },
        { "period", "pay period" },
        { "pay", "pay element" },
        { "rows", "kind of rows" },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(what, words[i][0]) == 0)
            return words[i][1];
    return what;
}

static void warn_of_alone(const view *v)
{
    const bp_change *c = v->c;
    bp_str text = { 0 };
    for (size_t i = 0; i < c->n_alone; i++)
        bp_str_printf(&text, "%s%s", i > 0 ? ", " : "", heading_of(v, c->alone[i]));
    bp_str_puts(&text, ": only one of both has them, so they are left out");
    const char *kept = bp_report_take(v->r, &text);
    if (c->n_alone > 0)
        bp_compose_own_warning(v->r, "one-side", kept, 0);
}

/* A side that does not state a setting may have the other's. */
static const char *difference_words(const view *v, const bp_change_difference *d)
{
    static const char *const unstated = "not stated";
    const bool both = d->old[0] != '\0' && d->now[0] != '\0';
    return bp_report_text(v->r, "another %s (%s then, %s now): figures %s by that, too",
                          setting_words(d->what), d->old[0] != '\0' ? d->old : unstated,
                          d->now[0] != '\0' ? d->now : unstated,
                          both ? "differ" : "may differ");
}

/* Does a mean of both sides tell what those are paid who came or left, where nobody else's
 * pay changed? */
static bool tells_of_few(const bp_change_group *g, size_t people, size_t mean)
{
    const bp_change_figure *n = &g->figure[people], *m = &g->figure[mean];
    const double d = fabs(n->now.value - n->old.value);
    return g->status == BP_CHANGE_OK && m->old.state == BP_SHOWN &&
           m->now.state == BP_SHOWN && n->old.state == BP_SHOWN &&
           n->now.state == BP_SHOWN && d >= 1 && d <= BP_FEW;
}

/* Groups that differ by few people from then to now: a run judges its own tables together,
 * and this compares two. */
static const char *few_apart(const view *v)
{
    const bp_change *c = v->c;
    const size_t people = bp_change_find(c, "n"), mean = bp_change_find(c, "mean");
    size_t i = 0;
    if (c->unruled || people == SIZE_MAX || mean == SIZE_MAX)
        return NULL;
    while (i < c->n_groups && !tells_of_few(&c->group[i], people, mean))
        i++;
    if (i == c->n_groups)
        return NULL;
    return bp_report_text(
        v->r,
        "%s: 1 to %d people came or left, and the means of then and now "
        "together may tell what they are paid; with a ledger they are "
        "withheld",
        bp_change_group_name(v->r, c, &c->group[i], "everybody"), BP_FEW);
}

static void add_warnings(const view *v)
{
    const bp_change *c = v->c;
    const char *few = few_apart(v);
    bp_compose_own_warnings(v->r, c->n_differences > 0 || c->n_alone > 0 || few != NULL);
    for (size_t i = 0; i < c->n_differences; i++)
        bp_compose_own_warning(v->r, "method", difference_words(v, &c->difference[i]), 0);
    warn_of_alone(v);
    if (few != NULL)
        bp_compose_own_warning(v->r, "few-apart", few, 0);
}

/* ---- for people: a row a group ---- */

static void put_shown_keys(bp_fields *f, const view *v, const bp_change_group *g)
{
    const bp_change *c = v->c;
    if (v->joined)
        bp_put_at(f, "group", "Group",
                  bp_value_text(bp_change_group_name(v->r, c, g, "All")), BP_COL_DISPLAY);
    for (size_t k = 0; !v->joined && k < c->n_keys; k++)
        if (!c->empty[k])
            bp_put_at(f, c->key[k], bp_words_heading(v->r, c->key[k]), by_value(g, k),
                      BP_COL_BY);
}

/* What is said of a change beside its number. */
static const char *remark(const bp_change_group *g, const bp_change_figure *f)
{
    if (g->status != BP_CHANGE_OK || f->status != BP_CHANGE_OK)
        return bp_change_status_words(g->status != BP_CHANGE_OK ? g->status : f->status);
    if (f->apart == 0)
        return "within the margins";
    return f->beyond == 1 ? "beyond" : "";
}

/* Where there is no figure, nothing is said of it. */
static void put_seen(bp_fields *f, const char *key, const char *heading, bp_value value,
                     double spare)
{
    if (value.figure.state == BP_ABSENT)
        value.instead = "";
    bp_put_spare(f, key, heading, value, BP_COL_DISPLAY, spare);
}

static void put_matched(bp_fields *f, const view *v, const bp_change_group *g)
{
    const bp_figure absent = bp_figure_absent();
    const bool both = g->status == BP_CHANGE_OK;
    const bp_change_figure *last = &g->figure[v->c->n_names - 3];
    const bp_figure n = both ? last[0].now : absent;
    put_seen(f, "in_both", "In both", bp_value_figure(BP_KIND_COUNT, n, NULL), 50);
    put_seen(f, "matched", "Matched", bp_percent_of(both ? last[1].rate : absent), 0);
    put_seen(f, "mix", "Mix", bp_percent_of(both ? last[2].rate : absent), 0);
}

static void add_groups(const view *v)
{
    const bp_change *c = v->c;
    const char *what = heading_of(v, c->name[v->main].name);
    const char *then = bp_report_text(v->r, "%s then", what);
    const char *who = v->people != SIZE_MAX ? heading_of(v, c->name[v->people].name) : "";
    bp_fields f;
    bp_fields_begin(&f, v->r, &(bp_table){ .name = "groups", .by_row = true }, true);
    for (size_t i = 0; i < c->n_groups; i++) {
        const bp_change_group *g = &c->group[i];
        const bp_change_figure *m = &g->figure[v->main];
        put_shown_keys(&f, v, g);
        if (v->people != SIZE_MAX) {
            const bp_change_figure *n = &g->figure[v->people];
            put_seen(&f, "people_old", who, bp_value_figure(BP_KIND_COUNT, n->old, NULL),
                     40);
            put_seen(&f, "people_new", "now",
                     bp_value_figure(BP_KIND_COUNT, n->now, NULL), 40);
        }
        put_seen(&f, "main_old", then, amount(v, g, v->main, m->old), 0);
        put_seen(&f, "main_new", "now", amount(v, g, v->main, m->now), 0);
        put_seen(&f, "main_rate", "Change", bp_percent_of(m->rate), 0);
        if (v->matched)
            put_matched(&f, v, g);
        bp_put_at(&f, "remark", "Remark", bp_value_text(remark(g, m)), BP_COL_DISPLAY);
        bp_fields_row(&f, 0, g->by == NULL);
    }
}

/* ---- the rates of all other figures ---- */

static void add_rates(const view *v)
{
    const bp_change *c = v->c;
    const size_t n = c->n_names - (v->matched ? 3 : 0);
    bp_fields f;
    bp_report_add_section(v->r, &(bp_section){ .name = "rates",
                                               .heading = "Change of every figure",
                                               .sheet = "Rates" });
    bp_fields_begin(&f, v->r, &(bp_table){ .name = "rates" }, true);
    for (size_t g = 0; g < c->n_groups; g++) {
        put_shown_keys(&f, v, &c->group[g]);
        for (size_t i = 0; i < n; i++) {
            const bp_change_figure *one = &c->group[g].figure[i];
            bp_value rate = bp_percent_of(one->rate);
            if (one->rate.state != BP_SHOWN)
                rate.instead = one->status == BP_CHANGE_OK
                                   ? ""
                                   : bp_change_status_words(one->status);
            bp_put_at(&f, c->name[i].name, heading_of(v, c->name[i].name), rate,
                      BP_COL_DISPLAY);
        }
        bp_fields_row(&f, 0, c->group[g].by == NULL);
    }
}

/* ---- sentences ---- */

static const char *name_of(const view *v, const bp_change_group *g)
{
    return bp_change_group_name(v->r, v->c, g, "Everybody");
}

static const char *moved(double rate)
{
    return rate > 0 ? "rose" : "fell";
}

/* Of those who are in both, where they moved the same way and less: a part of it. */
static void say_matched(const view *v, const bp_change_group *g, const bp_value said[4])
{
    const size_t last = v->c->n_names;
    const double own = g->figure[last - 2].rate.value,
                 rate = g->figure[v->main].rate.value;
    const bool part = own * rate > 0 && fabs(own) <= fabs(rate);
    const bool orgs = v->c->question->matching == BP_MATCH_ORG;
    const bp_value whose = bp_value_text(orgs ? "organizations" : "people");
    const bp_value both = bp_value_figure(BP_KIND_COUNT, g->figure[last - 3].now, NULL);
    if (own == 0)
        bp_report_say(
            v->r,
            BP_SAY("{}: the {} {} {}; the median raise of the same {} is none ({} in "
                   "both)."),
            BP_VALUES(said[0], said[1], said[2], said[3], whose, both));
    else if (part)
        bp_report_say(
            v->r,
            BP_SAY("{}: the {} {} {}, of which {} are {} of the same {} ({} in both)."),
            BP_VALUES(said[0], said[1], said[2], said[3], bp_value_percent(fabs(own)),
                      bp_value_text(own > 0 ? "raises" : "cuts"), whose, both));
    else
        bp_report_say(
            v->r,
            BP_SAY("{}: the {} {} {}, while that of the same {} moved {} ({} in both)."),
            BP_VALUES(said[0], said[1], said[2], said[3], whose, bp_value_percent(own),
                      both));
}

static void say_group(const view *v, const bp_change_group *g)
{
    const bp_change_figure *f = &g->figure[v->main];
    const bool p50 = strcmp(v->c->name[v->main].name, "p50") == 0;
    const double rate = f->rate.value;
    const bp_value value[] = {
        bp_value_text(name_of(v, g)),
        bp_value_text(p50 ? "median"
                          : bp_words_heading_inside(v->r, v->c->name[v->main].name)),
        bp_value_text(moved(rate)),
        bp_value_percent(fabs(rate)),
        amount(v, g, v->main, f->old),
        amount(v, g, v->main, f->now),
        bp_value_text(f->apart == 0 ? ", within the margins" : ""),
    };
    if (v->matched && g->figure[v->c->n_names - 2].rate.state == BP_SHOWN && rate != 0)
        say_matched(v, g, value);
    else if (rate == 0)
        bp_report_say(v->r, BP_SAY("{}: the {} is what it was."), value, 2);
    else
        bp_report_say(v->r, BP_SAY("{}: the {} {} {}, from {} to {}{}."), value, 7);
}

/* A group and how much it moved. */
typedef struct told {
    const bp_change_group *group;
    double moved;
} told;

static int by_move(const void *a, const void *b)
{
    const told *x = a, *y = b;
    if (x->moved != y->moved)
        return x->moved > y->moved ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

static void say_groups(const view *v)
{
    const bp_change *c = v->c;
    told *list = bp_report_alloc(v->r, c->n_groups, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; list != NULL && i < c->n_groups; i++) {
        const bp_change_group *g = &c->group[i];
        const bp_change_figure *f = &g->figure[v->main];
        if (f->rate.state != BP_SHOWN)
            continue;
        if (g->by == NULL)
            say_group(v, g);
        else if (f->beyond == 1)
            list[n++] = (told){ g, fabs(f->rate.value) };
    }
    if (n > 0)
        qsort(list, n, sizeof *list, by_move);
    for (size_t i = 0; i < n && i < TOLD_MOST; i++)
        say_group(v, list[i].group);
}

/* "2 groups are new, 1 is gone." */
static void say_came_and_went(const view *v)
{
    size_t n[BP_CHANGE_STATUSES] = { 0 };
    for (size_t i = 0; i < v->c->n_groups; i++)
        n[v->c->group[i].status]++;
    if (n[BP_CHANGE_NEW] > 0 || n[BP_CHANGE_GONE] > 0)
        bp_report_say(v->r, BP_SAY("Groups: {} new, {} gone."),
                      BP_VALUES(bp_value_count(n[BP_CHANGE_NEW]),
                                bp_value_count(n[BP_CHANGE_GONE])));
}

static void explain(const view *v)
{
    const bp_value threshold = bp_value_percent(v->c->question->threshold);
    bp_report_remark(v->r,
                     BP_SAY("Beyond: a change of more than {}. Within the margins: the "
                            "intervals of then and now meet. A figure that either side "
                            "withholds is compared with nothing."),
                     &threshold, 1);
    if (v->matched)
        bp_report_remark(v->r,
                         BP_SAY("Matched: the median of each one's growth, of those who "
                                "are in the same group of both. Mix: the change of the "
                                "median less that: who came, left and moved."),
                         NULL, 0);
}

/* ---- the whole ---- */

static void add_side(bp_report *r, const bp_change_side *s)
{
    bp_report_add_input(r, &(bp_source_note){ .file = s->file,
                                              .rows = s->rows,
                                              .used = s->used,
                                              .filtered = s->filtered,
                                              .excluded = s->excluded,
                                              .sha256 = s->sha256 });
    for (size_t i = 0; i < s->n_recoded; i++) {
        bp_compose_recoded(r, s->file, &s->recoded[i]);
        bp_compose_say_recoded(r, s->file, &s->recoded[i]);
    }
}

static void add_head(const view *v)
{
    const bp_change *c = v->c;
    const bp_change_question *q = c->question;
    bp_report *r = v->r;
    bp_report_set_request(r, q->request, q->n_request);
    add_side(r, &c->side[0]);
    add_side(r, &c->side[1]);
    r->title = bp_report_text(r, "%s", q->title != NULL ? q->title : "What has changed");
    const bp_value said[] = {
        bp_value_text(bp_change_side_words(r, &c->side[0])),
        bp_value_text(bp_change_side_words(r, &c->side[1])),
        bp_value_text(c->pay != NULL ? bp_words_element_inside(c->pay) : c->command),
    };
    const bp_line line = bp_report_line(r, BP_SAY("{} to {}, {}"), said, 3);
    bp_report_add_scope(r, line);
    r->market.text = line;
    r->has_method = false;
    if (c->unruled)
        bp_report_note(r, "no disclosure rules are applied: figures of small groups can "
                          "reveal a single person's pay");
}

static size_t keys_shown(const bp_change *c)
{
    size_t n = 0;
    for (size_t k = 0; k < c->n_keys; k++)
        n += !c->empty[k];
    return n;
}

static void fill(bp_report *r, const bp_change *c)
{
    static const char *const people[] = { "n", "people", "jobs", NULL };
    const view v = { .c = c,
                     .r = r,
                     .main = bp_change_main(c),
                     .people = bp_change_first(c, people),
                     .matched = c->question->matching != BP_MATCH_NONE,
                     .joined = keys_shown(c) > KEYS_SIDE_BY_SIDE };
    if (c->beyond > 0)
        r->alarm = bp_report_text(r, "figures beyond the threshold: %zu", c->beyond);
    add_head(&v);
    add_warnings(&v);
    bp_report_add_section(r, &(bp_section){ .name = "changes", .sheet = "Changes" });
    add_summary(&v);
    add_differences(&v);
    add_figures(&v);
    if (v.main != SIZE_MAX)
        add_groups(&v);
    if (c->question->chart)
        bp_slot_change(r, c, NULL, NULL);
    if (v.main != SIZE_MAX)
        say_groups(&v);
    say_came_and_went(&v);
    explain(&v);
    add_rates(&v);
}

bp_status bp_report_of_change(bp_report **out, const bp_change *c, bp_err *err)
{
    bp_report *r = NULL;
    bp_status status = bp_report_new(&r, "diff", err);
    if (status != BP_OK)
        return status;
    fill(r, c);
    return bp_report_finish(out, r, err);
}

bp_status bp_report_of_change_chart(bp_report **out, const bp_change *c,
                                    const char *title, const char *note, bp_err *err)
{
    bp_report *r = NULL;
    if (bp_change_main(c) == SIZE_MAX)
        return bp_fail(err, NULL, BP_EDATA, "these answers have no figure to draw");
    bp_status status = bp_chart_page(&r, err);
    if (status != BP_OK)
        return status;
    bp_slot_change(r, c, title, note);
    return bp_report_finish(out, r, err);
}
