/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date.h - years and dates, one style a column.  Layer: ingest. */
#ifndef BP_INGEST_DATE_H
#define BP_INGEST_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

typedef enum bp_date_order {
    BP_DATE_NONE,
    BP_DATE_YEAR, /* 2024, 2024.0, 2024e, FY2024, FY24, 2024 Q3; of 2024/25 the first */
    BP_DATE_SHORT_YEAR, /* the same, and 24 */
    BP_DATE_YMD,
    BP_DATE_DMY,
    BP_DATE_MDY,
    BP_DATE_SERIAL /* 45292: the days since the end of 1899, as spreadsheets count them */
} bp_date_order;

typedef struct bp_date_style {
    bp_date_order order;
    char mark; /* between the parts; 0: none (20240131) */
} bp_date_style;

/* month and day are 0 where the cell has none. */
typedef struct bp_date {
    int year;
    int month;
    int day;
} bp_date;

/* The day that a spreadsheet has a number for, from 1 on. */
bp_date bp_date_of_serial(int64_t serial);

/* The year of surveys, of pay or of a birth that a text is: 1900 to 2099; 0: it is none.
 */
int bp_year_of(bp_text t);

/* 20260228 for 28 February 2026; 0 for one without month or day. */
static inline int32_t bp_date_number(bp_date d)
{
    return d.month > 0 && d.day > 0 ? (d.year * 100 + d.month) * 100 + d.day : 0;
}

/* The number of "2026-02-28", as most dates are written; false for anything else, and for
 * a day that not every month has.  Of eight bytes at once, the middle ones of the ten. */
static inline bool bp_date_plain(int32_t *out, bp_text t)
{
    const uint64_t tens = 0xf0f0fff0f0fff0f0, pattern = 0x30302d30302d3030;
    if (t.n != 10 || t.at[0] != '2' || t.at[1] != '0')
        return false;
    const uint64_t v = bp_text_load(t.at + 2);
    const uint64_t digits = v & 0x0f0f000f0f000f0f;
    if ((v & tens) != pattern ||
        ((digits + 0x0606000606000606) & 0xf0f000f0f000f0f0) != 0)
        return false;
    const uint64_t pairs = digits * 10 + (digits >> 8); /* at its first byte each */
    const int32_t year = pairs & 0xff, month = pairs >> 24 & 0xff,
                  day = pairs >> 48 & 0xff;
    *out = ((2000 + year) * 100 + month) * 100 + day;
    return month >= 1 && month <= 12 && day >= 1 && day <= 28;
}

#define BP_DATE_NAME 16

/* "YYYY-MM-DD", "DD/MM/YYYY", "serial", ...: the words of a request. */
void bp_date_name(char out[BP_DATE_NAME], bp_date_style s);
bool bp_date_style_parse(bp_date_style *out, const char *name);

/* What the cells of a column say: how many fit each order.  `both` counts cells that
 * fit day first and month first and mean different days. */
typedef struct bp_date_signs {
    uint64_t year;
    uint64_t span; /* of them 2024/25 */
    uint64_t two;  /* two digits that may be a year; no date on their own */
    uint64_t one;  /* one digit, which is none */
    uint64_t ymd;
    uint64_t either;  /* of them 2011-12, a month or a span */
    uint64_t century; /* dates whose year has two digits */
    uint64_t dmy;     /* and not month first */
    uint64_t mdy;     /* and not day first */
    uint64_t both;
    uint64_t equal;  /* 05/05/2024 */
    uint64_t serial; /* 45292: numbers that are dates only where a request says so */
    char mark;       /* of the last cell that was a date */
} bp_date_signs;

/* False when the cell is no date of any style. */
bool bp_date_see(bp_date_signs *s, bp_text cell);

/* The same of digits alone, whose value is known: most are pay, and soon told. */
void bp_date_see_digits(bp_date_signs *s, bp_text cell, uint64_t value);

/* Can all be years of two digits (92, 95, 03)?  Only a header tells that they are. */
bool bp_date_are_short(const bp_date_signs *s);

/* Is the order of days and months known by the points between them alone?  Countries that
 * write 01.07.2024 write the day first (CLDR: de, pl, ru, fi, tr and others). */
bool bp_date_by_points(const bp_date_signs *s);

/* The style most cells have; numbers are dates where there are no others.  False when day
 * first and month first fit equally well; order is BP_DATE_NONE when there was no date. */
bool bp_date_decide(const bp_date_signs *s, bp_date_style *out);

/* Reads a cell in its column's style; a time after the date is ignored, the name of a
 * month may replace its number.  Of two digits 69 to 99 are of the last century, others
 * of this. */
bool bp_date_read(bp_date *out, bp_text cell, bp_date_style s);

#endif
