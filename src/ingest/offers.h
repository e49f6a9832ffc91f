/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offers.h - amounts that are offered: one, or a file of them.  Layer: ingest. */
#ifndef BP_INGEST_OFFERS_H
#define BP_INGEST_OFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/choice.h"
#include "benchpay/err.h"
#include "benchpay/money.h"
#include "benchpay/read.h"

/* One amount as people write it: "425000", "$410k", "CHF 1'234.50"; not below 0.
 *   currency       that the text names, "$" of dollars of any country; NULL: none
 *   number_format  NULL: recognised
 * False: it is not money. */
bool bp_amount_read(bp_decimal *out, const char **currency, bp_text text,
                    const char *number_format);

/* Could the point of an amount, as in "410.000" or "412.500", be of thousands or of
 * decimals?  Of a currency in which thousands have points it is of thousands. */
bool bp_amount_is_unclear(bp_text text, const char *number_format);

/* An amount alone in a small file or, for "-", on standard input.
 * Errors: BP_EUSAGE  it is not money above 0, or unclear, without naming what is there
 *         BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_amount_read_file(bp_decimal *out, const char **currency, const char *path,
                              const char *number_format, bp_err *err);

/* A line of an offers file. */
typedef struct bp_offered {
    const char *id;
    uint64_t line;
    bool by_time; /* an amount is for an hour or a day, which is the same at part time */
    const char *currency; /* NULL: neither its cells nor headers say it */
    bp_decimal amount; /* as far as the list has such columns; below 0: blank, as below */
    bp_decimal base;
    bp_decimal bonus;      /* also from a percentage of the base */
    bp_decimal share;      /* bonus over base; also a percentage as it is given */
    bp_decimal tcc;        /* also the sum of both, where a blank bonus is none */
    const char *const *by; /* [n_by] as written; "": any */
} bp_offered;

/* Columns of an id, of amounts, and of what these are in and for. */
#define BP_OFFERS_FIXED 9

/* Made whole and constant; owns its texts. */
typedef struct bp_offers {
    const char *file;
    bool has_amount;
    bool has_base;
    bool has_bonus;
    bool has_share;
    bool has_tcc;
    const char *made[BP_OFFERS_FIXED]; /* headers that say their amounts are for another
                                        * period or in other units than is read; NULL */
    const char *currency;  /* the column that says what amounts are in; NULL */
    const char *period;    /* the column that says what amounts are for; NULL */
    const char *fte;       /* the column of shares of full time; NULL */
    bool full_time;        /* ... it was named, and amounts are at full time */
    size_t part_time;      /* lines below full time, those of rates an hour or a day not
                            * among them */
    const char *converted; /* which were, at what rates; NULL: none */
    const char *const *by;             /* [n_by] names of all other columns, those of the
                                        * question's groups as it has them */
    size_t n_by;
    bp_offered *offered; /* [n] */
    size_t n;
} bp_offers;

/* Reads id, amount or base, bonus (in money, or in percent of the base) and total cash;
 * without an id the line's number is used.  What a cell, a header or else a column of pay
 * periods says is for an hour or a month, or in thousands, becomes a year's; a column of
 * currencies says what the amounts of a line are in.
 *   reading  of the question: its number format, its markers of missing values, its hours
 *            and monthly pays of a year, its column of shares of full time, by which the
 *            amounts of part-timers are put at full time, and, for a file that is not
 *            recognised by itself, its encoding and delimiter
 *   choice   of the question: where it names a currency, a column of currencies selects
 *            nothing, and with its rates what is offered in others is converted
 * Errors: BP_EDATA  no amount column; a cell that is not money, or a share that may be one
 *                   of 1 or of 100, with its place; parts that are not their total or are
 *                   in different currencies; a currency without a rate
 *         those of reading; BP_EIO, BP_ELIMIT, BP_ESTOPPED */
bp_status bp_offers_read(bp_offers **out, const char *path, const bp_reading *reading,
                         const bp_choice *choice, bp_err *err);
void bp_offers_free(bp_offers *o);

/* What is offered as pay of an element: the amount; else base, bonus or total cash.
 *   blank  nothing is offered yet: *out is 0
 * Errors: BP_EDATA  the list does not say */
bp_status bp_offers_amount(bp_decimal *out, bool *blank, const bp_offers *o, size_t i,
                           const char *element, bp_err *err);

/* The place of a value that selects the market, for messages; `by` beyond n_by: of the
 * line. */
bp_loc bp_offers_place(const bp_offers *o, size_t i, size_t by);

#endif
