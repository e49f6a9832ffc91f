/* SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h - numbers for people.  Layer: report.
 *
 * The only place that rounds for people; renderers and charts both use it.
 * Never locale-dependent: ',' groups, '.' is the decimal mark. */
#ifndef BP_REPORT_FORMAT_H
#define BP_REPORT_FORMAT_H

#include "base/str.h"
#include "benchpay/report.h"

/* How a value is written. */
typedef struct bp_text_style {
    bool brief;   /* "$425k" for charts and bars */
    bool ascii;   /* signs and dashes of ASCII only: "EUR 425,000" */
    int decimals; /* at least so many, where the kind has decimals at all */
    bool whole;   /* money without decimals, however small */
} bp_text_style;

/* "$425,000", "EUR 80,000"/"€80,000", "1,500", "6.5%", "1.07"; money below 1,000 with two
 * decimals, else without ("$24.50", "$1,250"); BP_WITHHELD "withheld"; not
 * estimable and absent "n/a".  Halves are rounded away from zero. */
void bp_format_value(bp_str *out, const bp_value *v, bp_text_style style);

/* The decimals that a value shows when it is alone. */
int bp_format_decimals(const bp_value *v);

/* The decimals of values that are shown together, in a column or a sentence; {0} is none
 * yet.  Amounts have those of the largest, so that a small one does not bring cents to
 * pay a year; but cents stay where else something would be written as nothing. */
typedef struct bp_decimals {
    int most;   /* that one of the values has alone */
    bool large; /* an amount of pay a year is among them */
    bool tiny;  /* one that needs cents to be seen */
} bp_decimals;

void bp_decimals_add(bp_decimals *d, const bp_value *v);
int bp_decimals_of(const bp_decimals *d);

/* The sentence with its values in place, its amounts with decimals in common. */
void bp_format_line(bp_str *out, const bp_line *line, bp_text_style style);

/* The sign or code before an amount: "$", "€", "CHF "; nothing for NULL. */
void bp_format_sign(bp_str *out, const char *currency, bool ascii);

/* Why a figure is not there, in words: "withheld: too few people", for bit 1 << i. */
const char *bp_format_reason(unsigned i);

#endif
