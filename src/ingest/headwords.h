/* SPDX-License-Identifier: GPL-3.0-or-later */
/* headwords.h - what the words of a header say of its column.  Layer: ingest. */
#ifndef BP_INGEST_HEADWORDS_H
#define BP_INGEST_HEADWORDS_H

#include "base/text.h"
#include "benchpay/read.h"

/* Meanings, as a set. */
typedef enum bp_says {
    BP_SAYS_PAY = 1 << 0,        /* salary, Gehalt, зарплата */
    BP_SAYS_EARNINGS = 1 << 1,   /* pay, income, compensation: pay in a wide sense */
    BP_SAYS_AMOUNT = 1 << 2,     /* rate, amount, gross: maybe of pay */
    BP_SAYS_BASE = 1 << 3,       /* base, fixed, regular */
    BP_SAYS_GROSS = 1 << 4,      /* gross, brutto */
    BP_SAYS_NET = 1 << 5,        /* net, after tax */
    BP_SAYS_TOTAL = 1 << 6,      /* total, all-in */
    BP_SAYS_BONUS = 1 << 7,      /* bonus, incentive, commission */
    BP_SAYS_LTI = 1 << 8,        /* stock, equity */
    BP_SAYS_BENEFITS = 1 << 9,   /* benefits */
    BP_SAYS_WITH = 1 << 10,      /* "incl. bonus" is no bonus */
    BP_SAYS_WITHOUT = 1 << 11,   /* nor is "excl. bonus" */
    BP_SAYS_LOW = 1 << 12,       /* minimum, from: the low end of a range */
    BP_SAYS_HIGH = 1 << 13,      /* maximum, to: its high end */
    BP_SAYS_MEAN = 1 << 14,      /* of several people, or the middle of a range */
    BP_SAYS_OTHERWISE = 1 << 15, /* previous, expected, other: not what is paid now */
    BP_SAYS_CONVERTED = 1 << 16, /* in one currency, whatever the row's own is */
    BP_SAYS_SHARE = 1 << 25,     /* a percentage, a ratio */
    BP_SAYS_LIFE = 1 << 27,      /* a day in a life: hired, born, founded, graduated */
    BP_SAYS_ALL = 1 << 28,       /* of all people of an employer: payroll, Lohnsumme */
    BP_SAYS_BAND = 1 << 26, /* a band of pay, which may be spelled out: "£40k-£45k" */
    BP_SAYS_NOT = 1 << 17,  /* a count, an id, an age, a tax ... */
    BP_SAYS_YEAR = 1 << 18, /* for a year ... */
    BP_SAYS_MONTH = 1 << 19,
    BP_SAYS_WEEK = 1 << 20,
    BP_SAYS_DAY = 1 << 21,
    BP_SAYS_HOUR = 1 << 22,
    BP_SAYS_FORTNIGHT = 1 << 23,
    BP_SAYS_HALF_MONTH = 1 << 24,
    BP_SAYS_A_PERIOD = BP_SAYS_YEAR | BP_SAYS_MONTH | BP_SAYS_WEEK | BP_SAYS_DAY |
                       BP_SAYS_HOUR | BP_SAYS_FORTNIGHT | BP_SAYS_HALF_MONTH
} bp_says;

#define BP_HEADWORDS_MAX 24

/* The words of a header: without case and accents, cut at blanks, marks, changes of case
 * and digits.  What is in brackets is a remark, and no part of them. */
typedef struct bp_headwords {
    char text[240];
    bp_text word[BP_HEADWORDS_MAX]; /* [n] in `text` of the same header */
    size_t n;
} bp_headwords;

/* The words point into *out, which must not be moved. */
void bp_headwords_split(bp_headwords *out, bp_text header);

/* Is one of the words of a header in a list of such ("rate per", "terminat*")? */
bool bp_headwords_any(bp_text header, const char *list);

/* Is a header, its words one behind the other, in a list of such ("joblevel jobgrade")? */
bool bp_headwords_listed(bp_text header, const char *list);

/* What one word says: a set of bp_says, 0 for most. */
unsigned bp_headwords_say(bp_text word);

/* Does a header name a year ("salary_2023")? */
bool bp_headwords_year(bp_text header);

/* What a header says, all of its words together. */
unsigned bp_headwords_of(bp_text header);

/* What a header says that pay is paid for, the first of its words that does, in a short
 * remark too; BP_PERIOD_AS_IS when none does. */
bp_period bp_headwords_period(bp_text header);

#endif
