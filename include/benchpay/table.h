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
    BP_COL_KEY,   /* a field that tells the rows of its table apart: a year, an offer */
    BP_COL_LEVEL, /* a percentile: json puts it into "percentiles" */
    BP_COL_LOCAL, /* a field of the object "local", which json puts into the row; csv has
                   * the same with "local_" before it, which the key begins with */
    BP_COL_LOCAL_LEVEL, /* likewise a percentile in the "percentiles" of that object */
    BP_COL_INNER,   /* "market_n": json has it as the field "n" of an object "market" */
    BP_COL_MORE,    /* a field that json has and csv has not */
    BP_COL_CSV,     /* a field that csv has, and json at another place */
    BP_COL_OUTER,   /* BP_JSON_NESTED: a field of the object that holds the rows */
    BP_COL_DISPLAY, /* for people alone */
    BP_COL_STATUS   /* reasons joined by ';', worked out from the row's figures */
} bp_place_in_row;

typedef struct bp_column {
    const char *key;     /* for csv and json: "tier", "n", "mean", "p10" */
    const char *heading; /* for people: "Tier", "People" */
    bp_kind kind;
    bp_place_in_row place;
    double level; /* BP_COL_LEVEL, BP_COL_LOCAL_LEVEL: in percent; else people who lack
                   * the room go without the columns of the highest first, and never
                   * without those of 0 */
} bp_column;

/* An offer of the report, whose market a row is. */
typedef struct bp_own_offer {
    double amount;
    bp_value rank; /* the report's: a BP_KIND_RANK */
} bp_own_offer;

/* What a workbook computes a cell by, so that a reader can change what it comes from; its
 * value is what that gives now.  Functions and separators are those of spreadsheets in
 * English; none of them needs to be entered as a formula of arrays.  Cells stand in
 * brackets, by the key of their column and the name of their table:
 *   [max]           in the same row
 *   [grades:max]    the whole column of a table
 *   [grades:max:2]  in a row of it, counted from 0
 * "" is a cell for the reader to change; NULL one like any other.  Only programs write
 * formulas: data come in by their cells alone. */
typedef const char *bp_formula;

typedef struct bp_row {
    const bp_value *value;     /* [n_columns] */
    const bp_formula *formula; /* [n_columns]; NULL: none */
    unsigned reasons;          /* for the whole row */
    bool total;                /* the row of everybody: its group values are empty */
    double place; /* of the table's example_offer among the levels, 0 to 1; 0: unknown */
    const bp_own_offer *own; /* [n_own] offers that have a rank of their own in it */
    size_t n_own;
    const char *period; /* of a row of a pay element: what its figures are paid for, ""
                         * for as they stand; NULL: as the report's method says */
    bool apart; /* its amounts are of another size than those of the first row: a chart of
                 * the table leaves it out */
} bp_row;

/* What json makes of the rows of a table. */
typedef enum bp_json_shape {
    BP_JSON_ROWS,   /* a list: an object a row */
    BP_JSON_OBJECT, /* the fields of its one row, in the object at its path */
    BP_JSON_EACH, /* dealt out to the objects of the list at its path, which is there, as
                   * many to each: one is the object `inner` in it, more are a list */
    BP_JSON_SPREAD, /* dealt out to the lists `inner` of the objects of the list at its
                     * path, each row to the one whose fields are its BP_COL_OUTER; rows
                     * come in the order of the objects, which may have any number */
    BP_JSON_NESTED  /* a list: an object for each run of rows whose BP_COL_OUTER agree, of
                     * these and a list of the rows with their other fields */
} bp_json_shape;

/* When json writes a table that is not in a list of sections; equal ones in the order in
 * which they were added. */
typedef enum bp_json_turn {
    BP_JSON_FIRST = -1, /* before the inputs */
    BP_JSON_ANSWER,     /* after the method */
    BP_JSON_FURTHER,    /* after the tables of the answer */
    BP_JSON_LAST        /* after the excluded rows */
} bp_json_turn;

/* Where machines find a table.  All of it zero: they do not, it is for people alone. */
typedef struct bp_machine_place {
    const char *json; /* its path: "groups", "growth.observed", after the table that
                       * makes the object "growth"; "": BP_JSON_OBJECT whose fields are
                       * those of the whole; NULL: json does not have it */
    size_t item;      /* of a list on that path, which is there: "groups.growth.points" */
    bp_json_shape shape;
    bp_json_turn turn;
    const char *inner; /* BP_JSON_NESTED: the key of the inner lists; BP_JSON_EACH: the
                        * path in each object */
    bool by;           /* each row begins with an object "by" of its group values */
    bool data;         /* its figures are in the workbook's sheet of all data, and in the
                        * csv of a report that has sections */
    bool csv; /* it is the csv, if it is the first of the report's that says so */
    const char *csv_prefix; /* it is to the right of the csv, row by row, its keys
                             * after this; NULL */
} bp_machine_place;

/* Makes a row: its values, [n_columns], whose texts live as long as what `arg` is of, and
 * what else it is, of which *made says nothing yet.  Several threads may call it at a
 * time. */
typedef void bp_row_maker(const void *arg, size_t row, bp_value value[], bp_row *made);

typedef struct bp_table {
    const char *name;    /* in the sheet of all data: "benchmark", "growth.points" */
    const char *caption; /* one line above it */
    bp_machine_place machine;
    const bp_column *column;
    size_t n_columns;
    int *decimals; /* [n_columns] all values of a column show as many */
    bool by_row;   /* those of a row do instead, but for columns of percentages: its rows
                    * are of pay of many sizes */
    bp_row *row;   /* [n_rows] */
    size_t n_rows;
    bp_row_maker *make; /* not NULL: `row` is NULL, and rows are made as machines come to
                         * them, since so many never stand in memory; nobody sees them */
    const void *make_arg;  /* lives as long as the report */
    const size_t *display; /* [n_display] columns in the order in which people see them */
    size_t n_display;      /* 0: for machines only */
    const size_t *sheet;   /* [n_sheet] the same in a workbook, which has more room */
    size_t n_sheet;        /* 0: those of display */
    size_t people;         /* 1 + the column of how many people a row is about; 0: none */
    double example_offer;  /* an amount placed among each row's levels; 0: none */
    bool capped;           /* published: levels that are not known are top-coded */
    bool intervals;        /* csv and json have limits after mean and levels */
    bool ranges;           /* ... and levels by other conventions */
    bool bars; /* text draws P10 to P90, or bar_ends, beside it; where only one of both
                * fits, the bar takes the place of their columns */
    const size_t
        *bar_ends; /* [3] columns of a low limit, a figure and a high limit, which
                    * bars show in place of levels; NULL: they show levels */
    const size_t
        *line; /* [2] columns of a number and of a figure that charts of workbooks
                * draw over it, with the bar_ends around it; NULL: none */
} bp_table;

/* A sentence: each "{}" in `text` is the place of the next of its values, which the
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
