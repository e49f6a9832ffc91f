/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - a report before it has a format.  Layer: report.
 *
 * Title, parameters, sections of paragraphs, tables of typed values and slots for charts.
 * Renderers turn it into bytes and compute nothing; whoever fills it formats nothing. */
#ifndef BP_REPORT_H
#define BP_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/chartslot.h"
#include "benchpay/err.h"
#include "benchpay/table.h"

BP_API_BEGIN

/* A slot for a chart (chartslot.h); the chart layer fills in the picture. */
typedef struct bp_chart {
    bp_chart_kind kind;
    const char *id; /* unique in the report, [a-z0-9-] */
    bp_line title;  /* the finding */
    bp_line subtitle;
    bp_line note;
    bp_line sketch_note;  /* where the chart is sketched in text, in its place; none: the
                             note */
    const char *currency; /* ISO code; NULL: no sign */
    union {
        bp_chart_bins bins;
        bp_chart_share share;
        struct {
            const bp_chart_group *group; /* [n], n > 0 */
            size_t n;
        } groups;
        struct {
            const bp_chart_offer *offer; /* [n], n > 0 */
            size_t n;
        } offers;
        struct {
            const bp_chart_change *change; /* [n], n > 0 */
            size_t n;
        } changes;
        struct {
            const bp_chart_range *range; /* [n], n > 0 */
            size_t n;
        } ranges;
        struct {
            const bp_chart_source *source; /* [n], n > 0 */
            size_t n;
        } sources;
        struct {
            const bp_chart_zone *zone; /* [n], n > 0 */
            size_t n;
        } zones;
        struct {
            const bp_chart_gap *gap; /* [n], n > 0 */
            size_t n;
            const char *reference; /* whom the groups are compared with */
        } gaps;
        bp_chart_growth growth;
        bp_chart_payline payline;
        bp_chart_bands bands;
        bp_chart_heatmap heatmap;
    } u;
    char *picture; /* malloc'd bytes (SVG for a report), or NULL */
    size_t picture_size;
    char *narrow; /* the same for screens of phones, likewise; NULL: none was asked for */
    size_t narrow_size;
    char *missing; /* malloc'd: why there is none; NULL when there is one or none was
                      tried */
} bp_chart;

typedef enum bp_item_kind {
    BP_ITEM_LINE,
    BP_ITEM_NOTE,
    BP_ITEM_PANEL,
    BP_ITEM_TABLE,
    BP_ITEM_CHART
} bp_item_kind;

typedef struct bp_item {
    bp_item_kind kind;
    union {
        bp_line line; /* a paragraph (LINE) or small print (NOTE) */
        struct {
            const bp_headline *headline;
            size_t n;
        } panel;
        bp_table table;
        bp_chart chart;
    } u;
} bp_item;

typedef struct bp_section {
    const char *name;    /* for machines: "benchmark", "tier" */
    const char *heading; /* NULL: none */
    const char *pay;     /* json: element; NULL: not a section of figures */
    const char *sheet;   /* its name in a workbook; NULL: the heading */
    bool
        about; /* about the report (its files, method, command), not about pay: a workbook
                * has these on one sheet, json's list of sections leaves them out */
    bool book; /* workbooks alone have it */
    bool pages; /* all but workbooks have it */
    bool given; /* its figures were given, not computed by the report's method */
    bp_item *item;
    size_t n_items;
} bp_section;

typedef struct bp_source_note {
    const char *file;
    uint64_t rows, used, filtered, excluded;
    const char *sha256; /* NULL */
} bp_source_note;

typedef struct bp_excluded_note {
    const char *rule;
    uint64_t rows;
} bp_excluded_note;

typedef struct bp_recoded_note {
    const char *source; /* of several: whose column it is; NULL */
    const char *column;
    uint64_t cells;
    const char *file;   /* the list by which they are read */
    const char *sha256; /* of it; NULL */
} bp_recoded_note;

/* A movement of pay: one rate (.035), or by year ("2026:0.035;2027:0.04"). */
typedef struct bp_movement_note {
    const char *pay;    /* of the element; NULL: of all that have no other */
    const char *yearly; /* NULL: there is one rate, or none */
    bool has_rate;
    double rate;
} bp_movement_note;

/* How pay was brought to a date: for json's "ageing". */
typedef struct bp_ageing_note {
    const char *to;   /* "2027-01-01"; NULL: pay is as of its date */
    const char *from; /* "2026-03-01", or "2026-02-01/2026-09-30" of several dates */
    bp_movement_note movement;
    const bp_movement_note *own; /* [n_own] of elements */
    size_t n_own;
    const char *convention; /* "compound" */
    const char *day_count;  /* "months" */
} bp_ageing_note;

/* How the figures were made: for json's "method". */
typedef struct bp_method_note {
    const char *pay;
    const char *currency; /* NULL */
    int year;             /* 0: null */
    const char *period;   /* "annual", "hourly", ...: what pay is paid for; NULL */
    int qtype;
    const char *weights; /* what they mean: "sampling"; NULL: none, as below */
    const char *weight_column;
    const char *basis; /* "incumbent" */
    const char *rules; /* "none" */
    double ci_level;   /* in percent, by ci_method; NULL: no interval */
    const char *ci_method;
    int approximate; /* pay is kept to so many binary digits; 0: exactly */
    double bound;    /* figures are below their exact values by less than this of them;
                      * 0: by nothing */
} bp_method_note;

/* The market that it is about, for json's "scope": a report says the same in its title
 * block. */
typedef struct bp_scope_note {
    bp_line text;        /* in words: no text where it is about nobody's pay */
    const char **filter; /* [n_filters] what chose the rows, as it was typed */
    size_t n_filters;
    const char *first; /* and last date of the rows, "2026-02-01"; NULL: unknown */
    const char *last;
} bp_scope_note;

typedef struct bp_report {
    const char *command;
    const char **request; /* [n_request] the arguments, without the program's name */
    size_t n_request;
    const char *title;    /* NULL: none ("percentiles") */
    const char *subtitle; /* small, right of the title: "Market benchmark" */
    bp_line *scope;       /* [n_scope] lines of the title block */
    size_t n_scope;
    bp_scope_note market;
    bp_source_note *input;
    size_t n_inputs;
    bp_method_note method;
    bp_ageing_note ageing;
    bp_excluded_note *excluded; /* rules with rows only */
    size_t n_excluded;
    bp_recoded_note *recoded; /* columns with cells that are read as others */
    size_t n_recoded;
    bp_note *note; /* [n_notes] */
    size_t n_notes;
    bp_note *warning; /* [n_warnings] what the section of warnings says, for those who
                       * read no report */
    size_t n_warnings;
    bp_section *section;
    size_t n_sections;
    const char *alarm; /* why a program is to end with BP_EBEYOND, though the report is
                        * whole; NULL: it is not */
    bool usable;       /* `check`: the file can be used */
    bool sectioned;    /* json lists its sections, and csv has the figures of all; else
                        * their tables are at json's top, and one of them is the csv */
    bool brief;        /* one page: it is printed on one, and a workbook has one sheet */
    bool has_method;   /* json has it */
    bool has_csv;
    bool has_xlsx;
    struct bp_report_memory *memory;
} bp_report;

/* Of a report that the library made: whoever fills one by hand frees its own parts, and
 * `picture`, `narrow` and `missing` of its charts. */
void bp_report_free(bp_report *r);

BP_API_END

#endif
