/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stated.h - what the header of a published figure says.  Layer: ingest. */
#ifndef BP_INGEST_STATED_H
#define BP_INGEST_STATED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "benchpay/level.h"
#include "benchpay/read.h"

/* How much the words of a header say by themselves. */
typedef enum bp_stated_what {
    BP_HEADER_OTHER,     /* no published figure */
    BP_HEADER_MEAN,      /* a mean of several people */
    BP_HEADER_SHORT,     /* a percentile beside others alone, by its form */
    BP_HEADER_PERCENTILE /* "A_PCT10", "P25th", "Lower quartile", "Mediana" */
} bp_stated_what;

/* In what form a short one is. */
typedef enum bp_short_form {
    BP_SHORT_PART,    /* "Q1", "D9" */
    BP_SHORT_BARE,    /* "10", "25%" */
    BP_SHORT_ORDINAL, /* "Base 25th" */
    BP_SHORT_NUMBER   /* "BASE25" */
} bp_short_form;

#define BP_MEASURE_SIZE 64

typedef struct bp_stated_header {
    bp_stated_what what;
    bp_short_form form;
    bp_level level;   /* of a percentile */
    bp_period period; /* that the header names; BP_PERIOD_AS_IS: none */
    bool pay;         /* false: of ages, hours, shares, limits of an interval, ... */
    char measure[BP_MEASURE_SIZE]; /* its other words, which tell sets apart: "tcc",
                                      "grad"; "": nothing but pay */
} bp_stated_header;

void bp_stated_header_read(bp_stated_header *out, bp_text header);

/* Words of a request as a measure: "Total compensation" is "total". */
void bp_stated_measure(char out[BP_MEASURE_SIZE], bp_text words);

/* Is it surely about several people, a percentile or a mean, whatever it measures?  Then
 * it is nobody's pay. */
bool bp_stated_is_figure(bp_text header);

/* The same of percentiles alone. */
bool bp_stated_is_percentile(bp_text header);

/* Reads all headers of a table; those that are a percentile beside others alone become
 * one here or are nothing.  Returns how many are percentiles of pay.
 *   out  [n]; NULL: they are only counted */
size_t bp_stated_headers(bp_stated_header out[], char *const name[], size_t n);

/* Is one of them such a percentile? */
bool bp_stated_is_point(char *const name[], size_t n, size_t column);

/* Is it nothing but a year: a figure of that year, in a table with a column a year? */
bool bp_stated_is_year(bp_text header);

/* Are rows, not columns, the percentiles: is it a header like "Percentile point" over
 * numbers?  One of ranks of people reads the same, but repeats its values. */
bool bp_stated_lists_levels(bp_text header);

#endif
