/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hint.h - what would help, as a key.  Layer: base.
 *
 * The library serves more than one program and knows the options of none: an error, a
 * note or a warning carries the key of what would help and what it is about, and
 * whoever speaks to people spells it ("--map tier=COLUMN", a button, nothing). */
#ifndef BP_HINT_H
#define BP_HINT_H

#include <stddef.h>

#include "benchpay/api.h"

BP_API_BEGIN

/* In the comments, what `about` holds; without one it is NULL. */
typedef enum bp_hint_key {
    BP_HINT_NONE,
    BP_HINT_MAP,           /* name a role's column; the role */
    BP_HINT_PAY,           /* name another pay column or element */
    BP_HINT_PAY_COLUMN,    /* name the pay column */
    BP_HINT_BY,            /* group by a column; its name */
    BP_HINT_WHERE,         /* choose rows by their values */
    BP_HINT_ROW,           /* choose a line of a published table; a column of it */
    BP_HINT_YEAR,          /* choose a year */
    BP_HINT_YEAR_ALL,      /* pool all years */
    BP_HINT_SERIES,        /* fit a series of one figure a year, or pool its years */
    BP_HINT_CURRENCY,      /* choose a currency */
    BP_HINT_CURRENCIES,    /* choose a currency, or group by it */
    BP_HINT_PERIOD,        /* say what pay is paid for, or name the period column */
    BP_HINT_RANGE,         /* say how a range of pay is read */
    BP_HINT_LIMITS,        /* set the limits of pay */
    BP_HINT_ENCODING,      /* name the encoding; a likely one */
    BP_HINT_NUMBER_FORMAT, /* say how numbers are written */
    BP_HINT_DATE_FORMAT,   /* say how dates are written */
    BP_HINT_SHOW_VALUES,   /* show the values of cells */
    BP_HINT_MALFORMED,     /* allow more malformed rows */
    BP_HINT_MEMORY,        /* allow more memory */
    BP_HINT_TIERS,         /* name the tier column, or make tiers of experience */
    BP_HINT_TIERS_ON,      /* name the experience column, or make tiers of another */
    BP_HINT_REPAIR_BANDS,  /* read bands that became dates as bands again */
    BP_HINT_OUTLIERS,      /* leave outliers out */
    BP_HINT_YEARS,         /* say how many years to project */
    BP_HINT_OFFER,         /* place an offer in a published table */
    BP_HINT_AMOUNT,        /* say what is offered */
    BP_HINT_RECORDS,       /* take tiers from records instead */
    BP_HINT_ONE_TABLE,     /* ask for one table, or for json */
    BP_HINTS
} bp_hint_key;

typedef struct bp_hint {
    bp_hint_key key;
    const char *about; /* borrowed; NULL */
} bp_hint;

#define BP_NO_HINT ((bp_hint){ BP_HINT_NONE, NULL })

/* A sentence, and what would help. */
typedef struct bp_note {
    const char *text;
    bp_hint hint;
} bp_note;

BP_API_END

#endif
