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
    BP_HINT_WHERE,         /* choose rows by their values */
    BP_HINT_ROW,           /* choose a line of a published table; a column of it */
    BP_HINT_PUBLISHED_PAY, /* say what pay a published table is about */
    BP_HINT_YEAR,          /* choose a year */
    BP_HINT_YEAR_ALL,      /* pool all years */
    BP_HINT_SERIES,        /* fit a series of one figure a year, or pool its years */
    BP_HINT_CURRENCY,      /* choose a currency */
    BP_HINT_CURRENCIES,    /* choose a currency, or group by it */
    BP_HINT_PERIOD,        /* say what pay is paid for, or name the period column */
    BP_HINT_RANGE,         /* say how a range of pay is read */
    BP_HINT_FX,            /* convert into the market's currency */
    BP_HINT_FX_DIRECTION,  /* say what rates are of; "from" or "to" */
    BP_HINT_UNIT,          /* say what an amount of 1 is */
    BP_HINT_MISSING,       /* say that a value is missing; the value */
    BP_HINT_LIMITS,        /* set the limits of pay */
    BP_HINT_ENCODING,      /* name the encoding; a likely one */
    BP_HINT_SHEET,         /* choose a sheet of the workbook; one of them */
    BP_HINT_QUOTES,        /* say how quotes in quoted fields are written */
    BP_HINT_NUMBER_FORMAT, /* say how numbers are written */
    BP_HINT_DATE_FORMAT,   /* say how dates are written */
    BP_HINT_SHOW_VALUES,   /* show the values of cells */
    BP_HINT_MALFORMED,     /* allow more malformed rows */
    BP_HINT_MEMORY,        /* allow more memory */
    BP_HINT_FOLDER,        /* have temporary files in another folder */
    BP_HINT_TIERS,         /* name the tier column, or make tiers of experience */
    BP_HINT_AS_TIERS,      /* take the values of a column as tiers; its name */
    BP_HINT_TIERS_ON,      /* name the experience column, or make tiers of another */
    BP_HINT_RULES,         /* show all without disclosure rules */
    BP_HINT_REPAIR_BANDS,  /* read bands that became dates as bands again */
    BP_HINT_DISTINCT,      /* make one row a person */
    BP_HINT_OUTLIERS,      /* leave outliers out */
    BP_HINT_YEARS,         /* say how many years to project */
    BP_HINT_BLANK_BONUS,   /* leave rows with a blank bonus out of sums */
    BP_HINT_MIN_PEOPLE,    /* fit years of fewer people, too */
    BP_HINT_YEAR_WEIGHTS,  /* weigh years by their people */
    BP_HINT_OFFER,         /* place an offer in a published table */
    BP_HINT_AMOUNT,        /* say what is offered */
    BP_HINT_RECORDS,       /* take tiers from records instead */
    BP_HINT_ONE_TABLE,     /* ask for one table, or for json */
    BP_HINT_TOP,           /* join small groups to one */
    BP_HINT_WEIGHT,        /* name the column of weights */
    BP_HINT_WEIGHTS,       /* say what weights mean */
    BP_HINT_SAMPLING,      /* weigh rows as those of a sample; the column of weights */
    BP_HINT_FREQ,          /* count a row as several people; the column that counts them */
    BP_HINT_FRACTIONS,     /* give weights a meaning that knows fractions */
    BP_HINT_QTYPE,         /* take another definition of percentiles; which ones */
    BP_HINT_FORCE,         /* compare nevertheless */
    BP_HINT_EFFECTIVE,     /* say of when rows are: their column, or the date */
    BP_HINT_DATE,          /* say of when they are, by one date */
    BP_HINT_TABLE_DATE,    /* say of when a published table is */
    BP_HINT_MOVEMENT,      /* say how pay moves; which element */
    BP_HINT_SPREAD,        /* give one spread of ranges, or one a grade */
    BP_HINT_EXACT,         /* keep pay exactly */
    BP_HINT_NO_COLUMN,     /* have a column select nothing; its role */
    BP_HINT_BANDS,         /* make bands of a number; of which column */
    BP_HINT_PAID_IN,       /* say what pay is paid in: its column, or the currency */
    BP_HINT_SHEETS,        /* read sheets as one table, or choose one; one of them */
    BP_HINT_BLANK,         /* take those who have nothing in a column; which */
    BP_HINTS
} bp_hint_key;

typedef struct bp_hint {
    bp_hint_key key;
    const char *about; /* borrowed; NULL */
} bp_hint;

#define BP_NO_HINT ((bp_hint){ BP_HINT_NONE, NULL })

/* One thing to say about a file that settles what it means, with the words to say.  As
 * with hints, the library knows no option: a program spells it by a table of these keys.
 * In the comments, what `about` and `value` hold. */
typedef enum bp_setting_key {
    BP_SET_MAP,           /* the column of a role: the role, the column ("": none) */
    BP_SET_PAY,           /* the pay that is read: NULL, an element or column */
    BP_SET_PERIOD,        /* what pay is paid for: NULL, "hourly" */
    BP_SET_UNIT,          /* what an amount of 1 is: NULL, "1000" */
    BP_SET_RANGE,         /* how ranges are read: NULL, "mid" */
    BP_SET_CURRENCY,      /* whose rows: NULL, the code */
    BP_SET_ENCODING,      /* NULL, its name */
    BP_SET_DATE_FORMAT,   /* NULL, "DD/MM/YYYY" */
    BP_SET_HEADER_ROW,    /* NULL, the line */
    BP_SET_NO_HEADER,     /* NULL, NULL */
    BP_SET_MISSING,       /* one more marker: NULL, the marker */
    BP_SET_WHERE,         /* which rows: NULL, the condition */
    BP_SET_PUBLISHED_PAY, /* the pay that a published table is about: NULL, likewise */
    BP_SET_MIN_PAY,       /* least pay that counts: NULL, the amount */
    BP_SET_MAX_PAY,       /* most pay that counts: NULL, the amount */
    BP_SET_DISTINCT,      /* which row of a person counts: NULL, "latest" */
    BP_SET_ROW,           /* a line of a published table: its column, the value */
    BP_SET_YEAR,          /* whose rows: NULL, the year, or "all" */
    BP_SETTINGS
} bp_setting_key;

typedef struct bp_setting {
    bp_setting_key key;
    const char *about; /* borrowed; NULL */
    const char *value; /* borrowed; NULL */
} bp_setting;

/* A sentence, and what would help. */
typedef struct bp_note {
    const char *text;
    bp_hint hint;
} bp_note;

BP_API_END

#endif
