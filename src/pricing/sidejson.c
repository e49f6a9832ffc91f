/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sidejson.c - an answer in json as one of two that are compared.
 *
 * Each command has a row in a table that says where the groups of its answers are and
 * what tells them apart; which of their fields are figures is one list for all commands,
 * so that a field means the same wherever it stands.  What is in neither is nothing to
 * compare.  A figure that is null has its reason in the group's status. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/jsonread.h"
#include "ingest/elements.h"
#include "pricing/side.h"

#define REPORT_MOST ((size_t)64 << 20)

/* A list of groups. */
typedef struct list {
    const char *command;
    const char *path;   /* NULL: the lists of groups of its sections */
    const char *key[4]; /* fields that tell them apart; none: the object "by" */
    const char *inside; /* the object that has the figures; NULL: the group itself */
} list;

static const list lists[] = {
    { .command = "percentiles", .path = "groups" },
    { .command = "tiers", .path = "groups" },
    { .command = "report" },
    { .command = "price",
      .path = "jobs",
      .key = { "job", "grade", "location" },
      .inside = "composite" },
    { .command = "structure", .path = "grades", .key = { "grade" } },
    { .command = "structure", .path = "jobs", .key = { "job" } },
    { .command = "compa", .path = "groups" },
    { .command = "merit", .path = "groups", .key = { "rating", "zone" } },
};

#define LISTS (sizeof lists / sizeof lists[0])

/* Fields that are figures, before the list "percentiles" and after it. */
static const bp_change_name before[] = {
    { "n", BP_CHANGE_COUNT },          { "orgs", BP_CHANGE_COUNT },
    { "people", BP_CHANGE_COUNT },     { "jobs", BP_CHANGE_COUNT },
    { "mean", BP_CHANGE_MONEY },       { "min", BP_CHANGE_MONEY },
    { "midpoint", BP_CHANGE_MONEY },   { "max", BP_CHANGE_MONEY },
    { "spread", BP_CHANGE_SHARE },     { "market", BP_CHANGE_MONEY },
    { "target", BP_CHANGE_MONEY },     { "pay", BP_CHANGE_MONEY },
    { "midpoints", BP_CHANGE_MONEY },  { "compa", BP_CHANGE_RATIO },
    { "compa_mean", BP_CHANGE_RATIO }, { "compa_median", BP_CHANGE_RATIO },
    { "below", BP_CHANGE_COUNT },      { "above", BP_CHANGE_COUNT },
    { "to_min", BP_CHANGE_MONEY },     { "over_people", BP_CHANGE_COUNT },
    { "over_max", BP_CHANGE_MONEY },   { "cost", BP_CHANGE_MONEY },
    { NULL, BP_CHANGE_COUNT },
};

static const bp_change_name after[] = {
    { "ratio_to_previous", BP_CHANGE_RATIO },
    { "overlap", BP_CHANGE_SHARE },
    { NULL, BP_CHANGE_COUNT },
};

typedef struct reader {
    bp_side *side;
    const bp_json_value *whole;
    const char *currency; /* of amounts; NULL */
    const char *unit;     /* of the open list: that, or a share's; NULL */
    bool found;           /* a list of the command */
} reader;

static bp_status refuse(const reader *r, const char *what, bp_err *err)
{
    return bp_fail(err, &(bp_loc){ .file = r->side->about.file }, BP_EDATA, "%s", what);
}

static double number_of(const bp_json_value *v)
{
    char text[64] = "";
    if (v->text.n < sizeof text)
        memcpy(text, v->text.at, v->text.n);
    return strtod(text, NULL);
}

/* ---- figures ---- */

/* Does one of the reasons "few-people;dominance:p90" hold for the figure? */
static const char *reason_for(const char *status, const char *name)
{
    const size_t n = strlen(name);
    for (const char *at = status; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, ";"), code = strcspn(at, ":;");
        if (code == length ||
            (length - code - 1 == n && strncmp(at + code + 1, name, n) == 0))
            return at;
        at += length + (at[length] == ';');
    }
    return NULL;
}

static bp_figure missing(const char *status, const char *name)
{
    static const char *const unknown[] = { "ok", "published", "filled", "no-match" };
    static const char *const open[] = { "not-estimable", "mixed-currency" };
    const char *why = reason_for(status, name);
    bp_state state = why == NULL ? BP_ABSENT : BP_WITHHELD;
    for (size_t i = 0; why != NULL && i < sizeof unknown / sizeof unknown[0]; i++)
        if (strncmp(why, unknown[i], strlen(unknown[i])) == 0)
            state = BP_ABSENT;
    for (size_t i = 0; why != NULL && i < sizeof open / sizeof open[0]; i++)
        if (strncmp(why, open[i], strlen(open[i])) == 0)
            state = BP_NOT_ESTIMABLE;
    return bp_figure_without(state, 0);
}

/* With limits where both are numbers. */
static bp_figure figure_of(const bp_json_value *value, const bp_json_value *lo,
                           const bp_json_value *hi, const char *status, const char *name)
{
    if (!bp_json_is(value, BP_IS_NUMBER))
        return missing(status, name);
    bp_figure f = bp_figure_of(number_of(value));
    if (bp_json_is(lo, BP_IS_NUMBER) && bp_json_is(hi, BP_IS_NUMBER)) {
        f.lo = number_of(lo);
        f.hi = number_of(hi);
        f.lo_state = f.hi_state = BP_SHOWN;
    }
    return f;
}

static bool put_levels(reader *r, const bp_json_value *levels, const char *status)
{
    BP_JSON_EACH (v, levels) {
        const bp_json_value *level = bp_json_find(v, "p");
        char name[40];
        if (!bp_json_is(level, BP_IS_NUMBER))
            continue;
        snprintf(name, sizeof name, "p%.*s",
                 (int)(level->text.n < 32 ? level->text.n : 32), level->text.at);
        const bp_figure f = figure_of(bp_json_find(v, "value"), bp_json_find(v, "lo"),
                                      bp_json_find(v, "hi"), status, name);
        if (!bp_side_put(r->side, name, BP_CHANGE_MONEY, f))
            return false;
    }
    return true;
}

static bool put_fields(reader *r, const bp_json_value *o, const char *status,
                       const bp_change_name *f)
{
    bool ok = true;
    for (; ok && f->name != NULL; f++) {
        char lo[40], hi[40];
        const bp_json_value *v = bp_json_find(o, f->name);
        if (!bp_json_is(v, BP_IS_NUMBER) && !bp_json_is(v, BP_IS_LITERAL))
            continue;
        snprintf(lo, sizeof lo, "%s_lo", f->name);
        snprintf(hi, sizeof hi, "%s_hi", f->name);
        ok = bp_side_put(
            r->side, f->name, f->kind,
            figure_of(v, bp_json_find(o, lo), bp_json_find(o, hi), status, f->name));
    }
    return ok;
}

static bool put_figures(reader *r, const bp_json_value *o)
{
    const char *status = bp_json_text(o, "status");
    const bp_json_value *levels = bp_json_find(o, "percentiles");
    return put_fields(r, o, status, before) && put_levels(r, levels, status) &&
           put_fields(r, o, status, after);
}

/* ---- groups ---- */

static bool put_by(reader *r, const char *name, bp_text value)
{
    const size_t k = bp_side_key(r->side, name);
    const char *text = bp_side_text(r->side, value);
    if (k == SIZE_MAX || text == NULL)
        return false;
    r->side->group[r->side->n_groups - 1].by[k] = text;
    return true;
}

/* The object that tells a group apart; NULL: it has none. */
static const bp_json_value *by_of(const bp_json_value *group)
{
    const bp_json_value *by = bp_json_find(group, "by");
    return bp_json_is(by, BP_IS_OBJECT) ? by : NULL;
}

/* The columns of all groups are there before the first of them. */
static bool add_keys(reader *r, const list *l, const bp_json_value *groups)
{
    bool ok = true;
    for (size_t k = 0; ok && l->key[k] != NULL; k++)
        ok = bp_side_key(r->side, l->key[k]) != SIZE_MAX;
    const bp_json_value *g = l->key[0] == NULL ? bp_json_first(groups) : NULL;
    for (size_t i = 0; g != NULL && i < 2; i++, g = bp_json_next(groups, g))
        BP_JSON_EACH (v, by_of(g))
            ok = ok && bp_side_key(r->side, v->key) != SIZE_MAX;
    return ok;
}

/* What tells a group apart: an object "by", or some of its fields. */
static bool add_group(reader *r, const list *l, const char *section,
                      const bp_json_value *g)
{
    const bp_json_value *by = l->key[0] == NULL ? by_of(g) : NULL;
    const bool total = section == NULL && l->key[0] == NULL && bp_json_first(by) == NULL;
    bp_side_group *added = bp_side_add(r->side, total);
    bool ok = added != NULL;
    if (ok)
        added->currency = r->unit;
    if (ok && section != NULL)
        ok = put_by(r, "section", bp_text_of(section));
    BP_JSON_EACH (v, by)
        ok = ok &&
             put_by(r, v->key, v->kind == BP_IS_STRING ? v->text : (bp_text){ "", 0 });
    for (size_t k = 0; ok && l->key[k] != NULL; k++) {
        const bp_json_value *key = bp_json_find(g, l->key[k]);
        if (key != NULL)
            ok = put_by(r, l->key[k],
                        key->kind == BP_IS_LITERAL ? (bp_text){ "", 0 } : key->text);
    }
    return ok;
}

static bp_status add_groups(reader *r, const list *l, const char *section,
                            const bp_json_value *groups, bp_err *err)
{
    if (!add_keys(r, l, groups))
        return bp_no_memory(err, "the comparison");
    r->found = true;
    BP_JSON_EACH (g, groups) {
        const bp_json_value *o = l->inside != NULL ? bp_json_find(g, l->inside) : g;
        if (g->kind != BP_IS_OBJECT || !bp_json_is(o, BP_IS_OBJECT))
            return refuse(r, "one of its groups is no object", err);
        if (!add_group(r, l, section, g) || !put_figures(r, o))
            return bp_no_memory(err, "the comparison");
    }
    return BP_OK;
}

/* Shares of pay are no amounts of its currency. */
static const char *unit_of(const reader *r, const char *pay)
{
    return pay != NULL && bp_elements_share(pay) ? BP_UNIT_SHARE : r->currency;
}

/* "tier, base": a section, and whose pay it is. */
static bp_status add_section(reader *r, const list *l, const bp_json_value *section,
                             bp_err *err)
{
    const char *name = bp_json_text(section, "name"), *pay = bp_json_text(section, "pay");
    const bp_json_value *groups = bp_json_find(section, "groups");
    bp_str text = { 0 };
    if (name == NULL || !bp_json_is(groups, BP_IS_ARRAY))
        return BP_OK;
    bp_str_puts(&text, name);
    if (pay != NULL)
        bp_str_printf(&text, ", %s", pay);
    r->unit = unit_of(r, pay);
    bp_status status = text.failed ? bp_no_memory(err, "the comparison")
                                   : add_groups(r, l, text.at, groups, err);
    bp_str_release(&text);
    return status;
}

static bp_status add_list(reader *r, const list *l, bp_err *err)
{
    const bp_json_value *v =
        bp_json_find(r->whole, l->path != NULL ? l->path : "sections");
    if (!bp_json_is(v, BP_IS_ARRAY))
        return BP_OK;
    if (l->path != NULL)
        return add_groups(r, l, NULL, v, err);
    bp_status status = BP_OK;
    BP_JSON_EACH (section, v)
        if (status == BP_OK)
            status = add_section(r, l, section, err);
    return status;
}

/* ---- how figures were made ---- */

/* The values of an object stand one after the other; null is "none". */
static void put_value(bp_str *s, const bp_json_value *v)
{
    if (v->kind != BP_IS_OBJECT && v->kind != BP_IS_ARRAY) {
        if (s->n > 0)
            bp_str_putc(s, ' ');
        const bool null = v->kind == BP_IS_LITERAL && bp_text_is(v->text, "null");
        bp_str_bytes(s, null ? "none" : v->text.at, null ? 4 : v->text.n);
        return;
    }
    BP_JSON_EACH (in, v)
        put_value(s, in);
}

/* "none" where the text is empty; it is released. */
static bool put_fact(reader *r, const char *name, bp_str *text)
{
    const bool ok =
        !text->failed && bp_side_fact_add(r->side, name, text->n > 0 ? text->at : "none");
    bp_str_release(text);
    return ok;
}

/* An object of the report; NULL: there is none. */
static const bp_json_value *object_in(const reader *r, const char *name)
{
    const bp_json_value *o = bp_json_find(r->whole, name);
    return bp_json_is(o, BP_IS_OBJECT) ? o : NULL;
}

/* Of every setting of the method but the year, which is that of the data.  Figures that
 * do not say that they are approximate are not. */
static bool put_facts(reader *r)
{
    bool ok = true;
    BP_JSON_EACH (v, object_in(r, "method")) {
        bp_str text = { 0 };
        if (strcmp(v->key, "year") != 0) {
            put_value(&text, v);
            ok = ok && put_fact(r, v->key, &text);
        }
    }
    return ok && (bp_side_fact_of(r->side, "approximate") != NULL ||
                  bp_side_fact_add(r->side, "approximate", "none"));
}

/* To when pay was aged and how; from when is the data's. */
static bool put_ageing(reader *r)
{
    bp_str text = { 0 };
    BP_JSON_EACH (v, object_in(r, "ageing"))
        if (strcmp(v->key, "from") != 0)
            put_value(&text, v);
    return put_fact(r, "ageing", &text);
}

/* Conditions on the year are those of the data, too. */
static bool put_filters(reader *r)
{
    const bp_json_value *filters = bp_json_find(object_in(r, "scope"), "filters");
    bp_str text = { 0 };
    if (!bp_json_is(filters, BP_IS_ARRAY))
        return true;
    BP_JSON_EACH (v, filters)
        if (!bp_text_starts(v->text, "year"))
            put_value(&text, v);
    return put_fact(r, "filters", &text);
}

/* ---- the whole ---- */

static uint64_t count_in(const bp_json_value *o, const char *key)
{
    const bp_json_value *v = bp_json_find(o, key);
    const double x = bp_json_is(v, BP_IS_NUMBER) ? number_of(v) : 0;
    return x >= 0 && x < 0x1p64 ? (uint64_t)x : 0;
}

/* Of an answer of several surveys they are summed up nowhere, and stay as they are. */
static bool put_recoded(reader *r)
{
    const bp_json_value *all = bp_json_find(r->whole, "recoded");
    if (!bp_json_is(all, BP_IS_ARRAY))
        return true;
    bool ok = bp_side_recoded_room(r->side, all->n);
    BP_JSON_EACH (v, all) {
        const bp_recoded one = { bp_json_text(v, "column"), count_in(v, "cells"),
                                 bp_json_text(v, "file"), bp_json_text(v, "sha256") };
        if (one.column != NULL && one.file != NULL)
            ok = ok && bp_side_recoded_add(r->side, &one);
    }
    return ok;
}

static bool put_about(reader *r)
{
    bp_change_side *about = &r->side->about;
    BP_JSON_EACH (v, bp_json_find(r->whole, "inputs")) {
        about->rows += count_in(v, "rows");
        about->used += count_in(v, "used");
        about->filtered += count_in(v, "filtered");
        about->excluded += count_in(v, "excluded");
    }
    const bp_json_value *year = bp_json_find(object_in(r, "method"), "year");
    const bp_json_value *dates = bp_json_find(object_in(r, "scope"), "dates");
    const bp_json_value *first = bp_json_first(dates);
    const bp_json_value *last = bp_json_next(dates, first);
    bp_str text = { 0 };
    if (bp_json_is(year, BP_IS_NUMBER))
        put_value(&text, year);
    else if (bp_json_is(first, BP_IS_STRING) && bp_json_is(last, BP_IS_STRING))
        bp_str_printf(&text, "%s to %s", first->text.at, last->text.at);
    about->when = text.failed ? NULL : bp_side_text(r->side, bp_str_text(&text));
    bp_str_release(&text);
    return about->when != NULL;
}

static bp_status take_command(reader *r, bp_err *err)
{
    const char *command = bp_json_text(r->whole, "command");
    bool known = false;
    if (bp_json_text(r->whole, "benchpay") == NULL || command == NULL)
        return refuse(r, "this json is no report of benchpay", err);
    for (size_t i = 0; i < LISTS; i++)
        known |= strcmp(lists[i].command, command) == 0;
    if (!known)
        return bp_fail(err, &(bp_loc){ .file = r->side->about.file }, BP_EDATA,
                       "answers of '%s' are not compared", command);
    r->side->command = bp_side_text(r->side, bp_text_of(command));
    return r->side->command != NULL ? BP_OK : bp_no_memory(err, "the comparison");
}

static bp_status take(reader *r, bp_err *err)
{
    bp_status status = take_command(r, err);
    if (status == BP_OK && (!put_facts(r) || !put_ageing(r) || !put_filters(r) ||
                            !put_about(r) || !put_recoded(r)))
        status = bp_no_memory(err, "the comparison");
    if (status != BP_OK)
        return status;
    const char *currency = bp_side_fact_of(r->side, "currency");
    r->side->pay = bp_side_fact_of(r->side, "pay");
    if (currency != NULL && strcmp(currency, "none") != 0)
        r->currency = currency;
    r->unit = unit_of(r, r->side->pay);
    for (size_t i = 0; status == BP_OK && i < LISTS; i++)
        if (strcmp(lists[i].command, r->side->command) == 0)
            status = add_list(r, &lists[i], err);
    return status == BP_OK && !r->found ? refuse(r, "the report has no groups", err)
                                        : status;
}

bp_status bp_side_read(bp_side *s, const char *path, bp_err *err)
{
    const bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "(standard input)" : path;
    bp_str text = { 0 };
    bp_json json = { 0 };
    s->about.file = bp_side_text(s, bp_text_of(name));
    bp_status status = s->about.file == NULL ? bp_no_memory(err, "the comparison")
                       : standard ? bp_file_read_standard(&text, REPORT_MOST, err)
                                  : bp_file_read(&text, path, REPORT_MOST, err);
    if (status == BP_OK)
        status = bp_json_read(&json, &text, name, err);
    if (status == BP_OK)
        status = take(&(reader){ .side = s, .whole = json.value }, err);
    bp_json_release(&json);
    bp_str_release(&text);
    return status;
}
