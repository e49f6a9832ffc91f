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
    bool point;       /* of all headers of a table: it is one of its percentiles of pay */
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

/* Is it of everybody in a country: a minimum wage, or wages with what prices did taken out?
 * It is nobody's pay, either. */
bool bp_stated_is_general(bp_text header);

/* Reads all headers of a table, where some are percentiles beside others alone.  Returns
 * how many are points, percentiles of pay.
 *   out  [n] */
size_t bp_stated_headers(bp_stated_header out[], char *const name[], size_t n);

/* Neither a figure of several people nor what is not pay: words, codes, counts. */
static inline bool bp_stated_is_plain(const bp_stated_header *h)
{
    return !h->point && h->what != BP_HEADER_MEAN &&
           (h->what != BP_HEADER_PERCENTILE || h->pay);
}

/* The year in a header that has one, 0 in others, and its other words, which tell series
 * apart; a median among them is known as one. */
int bp_stated_year(char measure[BP_MEASURE_SIZE], bool *median, bp_text header);

/* A step of a pay scale by its number ("Step 3", "Stufe 2"), and the column that numbers
 * the steps where each is a row ("Step")? */
bool bp_stated_is_step(bp_text header);
bool bp_stated_lists_steps(bp_text header);

/* Are more than two headers steps by their numbers: a pay scale, beside which there is no
 * pay but what is called so? */
bool bp_stated_is_scale(char *const name[], size_t n);

/* Are rows, not columns, the percentiles: is it a header like "Percentile point" over
 * numbers?  One of ranks of people reads the same, but repeats its values. */
bool bp_stated_lists_levels(bp_text header);

#endif
