/* SPDX-License-Identifier: GPL-3.0-or-later */
/* shape.h - what a survey keeps of each row.  Layer: data.
 *
 * Constant; made by the plan, copied into every survey of it. */
#ifndef BP_DATA_SHAPE_H
#define BP_DATA_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "benchpay/weights.h"
#include "data/limits.h"

/* What pay is divided by, person by person. */
typedef enum bp_ratio {
    BP_RATIO_NONE,
    BP_RATIO_PAY,  /* other pay: a share, that has no currency */
    BP_RATIO_WORK, /* work RVUs */
    BP_RATIO_HOURS /* the hours of a year */
} bp_ratio;

/* An element that is made of others of the same row, and that no row carries. */
typedef struct bp_quotient {
    bool made;      /* false: rows carry the element itself */
    uint8_t of;     /* the element that is divided */
    uint8_t over;   /* ... by this one */
    uint32_t hours; /* ... or, above 0, by so many in every row */
} bp_quotient;

typedef struct bp_shape {
    int scale;    /* of all pay */
    int64_t step; /* in units of the scale: nearly all pay is a whole number of steps that
                   * fits 32 bits; 0: 1 */
    int bits;     /* that are kept of amounts (bounded.h); 0: all */
    size_t n_elements;
    const char *element[BP_ELEMENTS_MAX];
    bp_ratio ratio[BP_ELEMENTS_MAX];
    bp_quotient quotient[BP_ELEMENTS_MAX]; /* made ones are for rows that are kept until
                                            * all were read (keep_records) alone */
    size_t n_made;
    bool has_whole;      /* the first element that is not shown is element `whole_of` of
                          * the rows that have all of its parts */
    size_t whole_of;     /* where it has one */
    bool has_work;       /* the next is work RVUs, not pay */
    bool has_experience; /* the last element is years of experience, not pay */
    size_t n_keys;
    const char *key[BP_KEYS_MAX];
    size_t n_variables; /* kept of each row beside its pay */
    const char *variable[BP_VARIABLES_MAX];
    bool variable_text[BP_VARIABLES_MAX]; /* it is no number */
    bool of_lines;  /* rows are lines of published figures, not people */
    bool of_posts;  /* a row is of several people, as many as another column says */
    bool has_org;   /* an organisation column is known */
    size_t org_key; /* the key that has the texts of organisations, + 1; 0: none has */
    bool has_person;
    bp_weighting weights;    /* what the weights of rows mean */
    bool has_year;           /* rows carry a year */
    bool has_date;           /* rows carry a date, of which the first and last are kept */
    bool has_currency;       /* rows carry a currency */
    const char *currency;    /* the one that was asked for; pay that names another is only
                              * counted.  NULL: none was */
    const char *year_column; /* their names, for the audit; NULL: none */
    const char *currency_column;
    const char *weight_column;
    size_t n_watched; /* columns whose distinct values `check` wants to see */
    const char *watched[BP_WATCHED_MAX];
    size_t watched_as[BP_WATCHED_MAX]; /* the key that has the same texts; BP_KEYS_MAX: it
                                        * is organisations that do; SIZE_MAX: nothing */
    size_t n_usual;     /* of them, the first: those whose names are warned of */
    size_t values_most; /* a watched column of more is no list of names: it is given up */
    size_t n_files;
    const char *const *file; /* [n_files]; NULL: their names are not known */
    bool keep_places;        /* every excluded row is listed, not the first few */
    bool keep_records;       /* rows are kept for looking up duplicates */
    bool keep_people;        /* pay is kept by person and year */
    bool keep_rows;          /* rows are known again in another survey (pieces.h) */
    unsigned staff;          /* what is kept of employees, a set of staff.h */
    bool pay_pairs; /* elements 0 and 1 are one person's pay of two years, either of
                       which may be missing; pay is kept by row */
} bp_shape;

/* What nearly all pay of an element is a whole number of.  A share is a small number with
 * as many decimals as there are. */
static inline int64_t bp_shape_step(const bp_shape *s, size_t element)
{
    return s->ratio[element] == BP_RATIO_PAY ? 1 : s->step;
}

#endif
