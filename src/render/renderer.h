/* SPDX-License-Identifier: GPL-3.0-or-later */
/* renderer.h - what every format implements, and what they share.  Layer: render. */
#ifndef BP_RENDER_RENDERER_H
#define BP_RENDER_RENDERER_H

#include "base/str.h"
#include "benchpay/render.h"
#include "report/format.h"
#include "report/row.h"

/* Appends the report.  Memory that runs out shows in out->failed. */
typedef bp_status bp_renderer(bp_str *out, const bp_report *r, const bp_look *look,
                              bp_err *err);

bp_renderer bp_render_text;
bp_renderer bp_render_md;
bp_renderer bp_render_csv;
bp_renderer bp_render_json;
bp_renderer bp_render_html;
bp_renderer bp_render_xlsx;

/* A csv field, quoted where needed; `guard` disarms what a spreadsheet would run. */
void bp_render_csv_text(bp_str *out, const char *text, bool guard);

/* What is asked of every cell is inline. */
static inline bool bp_render_in_csv(const bp_column *c)
{
    return c->place != BP_COL_DISPLAY && c->place != BP_COL_MORE;
}

/* Does this column carry limits (_lo, _hi) for machines? */
static inline bool bp_render_limits(const bp_table *t, const bp_column *c)
{
    return t->intervals && (c->place == BP_COL_LEVEL ||
                            (c->place == BP_COL_FIELD && c->kind == BP_KIND_MONEY));
}

/* Does it carry ranges by other conventions (_min, _max)? */
static inline bool bp_render_ranges(const bp_table *t, const bp_column *c)
{
    return t->ranges && c->place == BP_COL_LEVEL;
}

/* That of a value; absent figures where it has none. */
bp_sensitivity bp_render_range(const bp_value *v);

/* Why such a limit is not shown, a set of bp_reason; 0: it is, or none was asked for. */
unsigned bp_render_limit_why(bp_state limit);

/* The codes of a row for the status column and json: "ok", or "CODE;CODE:p10". */
void bp_render_status(bp_str *out, const bp_table *t, const bp_row *row);

/* A text for machines: its code where it has one; NULL for none. */
static inline const char *bp_render_code(const bp_value *v)
{
    return v->code != NULL ? v->code : v->text;
}

/* The decimals that a cell has with those around it. */
int bp_render_decimals(const bp_table *t, const bp_row *row, size_t column);

/* Bin i of a histogram in a table: where it begins, below where it ends, its count.  One
 * that counts everybody beyond has no such limit. */
void bp_render_bin(bp_value row[3], const bp_chart *c, size_t i);

/* A cell for people, unescaped: the total is "All", a blank group "(blank)". */
void bp_render_cell(bp_str *out, const bp_table *t, const bp_row *row, size_t column,
                    bool ascii);

/* "$326,914 to $491,330", for people, unescaped. */
void bp_render_headline(bp_str *out, const bp_headline *h, bool ascii);

/* Is it a figure of which nothing can be shown? */
static inline bool bp_render_missing(const bp_value *v)
{
    return v->kind != BP_KIND_TEXT && v->figure.state != BP_SHOWN && v->instead == NULL;
}

/* Why cells that people see are not there: "withheld: ...; n/a: ..."; nothing when
 * all are. */
void bp_render_why(bp_str *out, const bp_table *t);

/* The same of a set of bp_reason. */
void bp_render_reasons(bp_str *out, unsigned reasons);

/* How far a walk over the tables of a report is; {0} before the first. */
typedef struct bp_table_place {
    size_t section;
    size_t item; /* that comes next */
} bp_table_place;

/* The next table of the report; NULL after the last. */
const bp_table *bp_render_next(const bp_report *r, bp_table_place *at);

#endif
