/* SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h - a typed value of a report, before it has a format.  Layer: report. */
#ifndef BP_VALUE_H
#define BP_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/api.h"
#include "benchpay/figure.h"
#include "benchpay/hint.h"

BP_API_BEGIN

typedef enum bp_kind {
    BP_KIND_TEXT,
    BP_KIND_COUNT,   /* 1,500 */
    BP_KIND_MONEY,   /* $425,000 */
    BP_KIND_PERCENT, /* .065 is 6.5 % */
    BP_KIND_RATIO,   /* 1.07 */
    BP_KIND_CHANCE,  /* "p = 0.41", "p < 0.001": of a test */
    BP_KIND_NUMBER,  /* plain: a year, a file line */
    BP_KIND_LIST,    /* up to three plain numbers */
    BP_KIND_TEXTS,   /* several texts, any of which will do: a line each; NULL: none */
    BP_KIND_RANK,    /* "P61": a percentile; of 0 and 100 "bottom" and "top" */
    BP_KIND_FLAG     /* "yes" or "no": 1 or 0 */
} bp_kind;

/* A typed value.  For BP_KIND_TEXT and _TEXTS `text` holds it (NULL: none), with what
 * would help; for BP_KIND_LIST `list`; else `figure` does, with its state; money also
 * names its currency.  A table of many groups has hundreds of thousands of them, so what
 * no value needs at once shares its room. */
typedef struct bp_value {
    bp_kind kind;
    bool about; /* of a RANK: extrapolated, "~P96" */
    bool plus;  /* a distance: above 0 it has a "+", and whole money no cents */
    const char *text;
    const char *code; /* what machines get for a TEXT where it differs; NULL */
    bp_hint hint;     /* of a TEXT that is not NULL: renderers put its words after it */
    union {
        bp_figure figure;
        uint64_t list[3]; /* 0 ends it */
    };
    const char *instead;  /* what people see of a figure that is not shown: "239,200+";
                             NULL: that there is none */
    const char *currency; /* ISO code; NULL: no sign */
    const bp_precision *precision;     /* of a percentile with an interval; NULL */
    const bp_sensitivity *sensitivity; /* of a percentile by other conventions; NULL */
} bp_value;

bp_value bp_value_text(const char *text);
bp_value bp_value_hinted(const char *text, bp_hint hint);
bp_value bp_value_count(uint64_t n);
bp_value bp_value_number(double x);
bp_value bp_value_money(double amount, const char *currency);
bp_value bp_value_percent(double share);
bp_value bp_value_ratio(double x);
bp_value bp_value_figure(bp_kind kind, bp_figure f, const char *currency);

/* One that there is none of. */
static inline bp_value bp_value_absent(bp_kind kind)
{
    return bp_value_figure(kind, bp_figure_absent(), NULL);
}

BP_API_END

#endif
