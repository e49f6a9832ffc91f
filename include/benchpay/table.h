/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - sentences, headlines and tables of typed values.  Layer: report. */
#ifndef BP_TABLE_H
#define BP_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "benchpay/api.h"
#include "benchpay/value.h"

BP_API_BEGIN

/* What machines make of a column. */
typedef enum bp_place_in_row {
    BP_COL_BY,    /* a group value, "" is blank: json puts it into "by" */
    BP_COL_PAY,   /* a pay element's name: json makes each row a section of that pay */
    BP_COL_FIELD, /* a field of its own */
    BP_COL_LEVEL, /* a percentile: json puts it into "percentiles" */
    BP_COL_MORE,  /* a field that json has and csv has not */
    BP_COL_DISPLAY,   /* for people alone */
    BP_COL_STATUS /* reasons joined by ';', worked out from the row's figures */
} bp_place_in_row;

typedef struct bp_column {
    const char *key;     /* for csv and json: "tier", "n", "mean", "p10" */
    const char *heading; /* for people: "Tier", "People" */
    bp_kind kind;
    bp_place_in_row place;
    double level; /* BP_COL_LEVEL: in percent */
} bp_column;

typedef struct bp_row {
    const bp_value *value; /* [n_columns] */
    unsigned reasons;      /* for the whole row */
    bool total;            /* the row of everybody: its group values are empty */
    double place;          /* the share of it at or below the table's example_offer; 0: unknown */
} bp_row;

typedef struct bp_table {
    const char *name;    /* json: "groups", "columns", "warnings" */
    const char *caption; /* one line above it */
    const bp_column *column;
    size_t n_columns;
    int *decimals; /* [n_columns] all values of a column show as many */
    bp_row *row;   /* [n_rows] */
    size_t n_rows;
    const size_t *display; /* [n_display] columns in the order in which people see them */
    size_t n_display;      /* 0: for machines only */
    double example_offer;      /* an amount placed among each row's levels; 0: none */
    bool capped;       /* published: levels that are not known are top-coded */
    bool intervals;    /* csv and json have limits behind mean and levels */
    bool bars; /* text draws P10 to P90, or lo to hi, beside it; where only one of both
                * fits, the bar takes the place of their columns */
} bp_table;

/* A sentence: each "{}" in `text` stands for the next of its values, which the
 * renderer formats. */
typedef struct bp_line {
    const char *text;
    const bp_value *value; /* [n_values] */
    size_t n_values;
} bp_line;

/* A figure of the headline panel. */
typedef struct bp_headline {
    const char *label; /* "Median base pay" */
    bp_value value;
    bp_value upto;    /* a range's other end: kind TEXT with NULL text where none */
    const char *note; /* "n = 165", NULL */
} bp_headline;

BP_API_END

#endif
