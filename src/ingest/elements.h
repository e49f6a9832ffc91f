/* SPDX-License-Identifier: GPL-3.0-or-later */
/* elements.h - which pay is read.  Layer: ingest. */
#ifndef BP_INGEST_ELEMENTS_H
#define BP_INGEST_ELEMENTS_H

#include "base/ageing.h"
#include "data/shape.h"
#include "ingest/lookup.h"
#include "ingest/periodfit.h"
#include "ingest/wanted.h"

#define BP_PARTS_MAX 3

/* A pay element is a sum of wanted columns, or the middle of two.  The first of a sum
 * must be there; the others count 0 where they are blank, unless it is to be whole. */
typedef struct bp_element {
    const char *name;
    size_t part[BP_PARTS_MAX]; /* [n] */
    size_t n;
    bool years;                 /* of experience: no pay */
    bool work;                  /* work RVUs: no pay, but of part-time people less */
    bool middle;                /* no sum: the middle between two parts */
    bool local;                 /* the pay of element 0 before it is converted */
    bool whole;                 /* all parts must be there */
    size_t moves[BP_PARTS_MAX]; /* where pay is aged: bp_ageing_which of each part */
    bp_ratio ratio;
    size_t over; /* of BP_RATIO_PAY and _WORK: the column that the sum is divided by */
    bp_quotient quotient; /* where it is made of others: it has no parts */
} bp_element;

typedef struct bp_elements {
    bp_element at[BP_ELEMENTS_MAX]; /* [n] */
    size_t n;
    bool has_whole; /* the last but for experience is `whole_of`, and whole: shown is
                     * only what blanks do to it */
    size_t whole_of;
    bool moves_apart;    /* a share is not made, as its two parts age at other rates */
    bool has_work;       /* what people did: the next, if any is made of it */
    bool has_experience; /* it is the last one */
    size_t other;        /* the runner-up, or the low end of a range beside base pay */
    uint64_t elsewhere;  /* rows of the head with pay in the other column alone */
    bp_periodfit period; /* whether the column of periods is about the chosen pay */
} bp_elements;

/* Finds the elements of l->choice, whose columns become wanted.  Element 0 is the chosen
 * pay; that of local pay is next; with every_element the others that the data have
 * follow: base bonus target_bonus actual_bonus tcc tcc_target tcc_actual lti tdc total
 * benefits; not those that their headers say are paid for another period; with
 * every_ratio those of bonus_pct target_bonus_pct actual_bonus_pct per_wrvu that can be
 * made of them, and hourly where the choice says so or some pay is by the hour.
 * Errors: BP_EDATA   a part of which no movement is known, where pay is aged
 *         BP_EDATA   no pay column, an element that the data lack, or whose parts are paid
 *                    for different periods
 *         BP_EUSAGE  the pay that was named is no element and no column */
bp_status bp_elements_find(bp_elements *out, bp_wanted *wanted, const bp_lookup *l,
                           bp_err *err);

/* Is the first element a published figure of several people each? */
bool bp_elements_published(const bp_elements *e, const bp_wanted *wanted);

/* What the chosen pay is paid for, as its header says; BP_PERIOD_AS_IS when it does not.
 */
bp_period bp_elements_period(const bp_elements *e, const bp_wanted *wanted);

/* Is it an amount of money? */
bool bp_element_is_pay(const bp_element *e);

/* Is it the name of a share of other pay: "bonus_pct", ...? */
bool bp_elements_share(const char *name);

/* Is it the name of an element: "base", "tcc", ...? */
bool bp_elements_named(const char *name);

/* Is it a sum of which a part has a movement of its own, and the sum has none? */
bool bp_elements_move_apart(const bp_ageing *age, const char *name);

/* Where the currency of a row's pay is. */
typedef enum bp_currency_source {
    BP_CURRENCY_UNKNOWN,
    BP_CURRENCY_COLUMN,
    BP_CURRENCY_CONSTANT, /* in the header, or the only sign in the cells */
    BP_CURRENCY_CELL      /* several signs in the cells */
} bp_currency_source;

typedef struct bp_pay_currency {
    bp_currency_source source;
    size_t wanted;    /* of BP_CURRENCY_COLUMN; else BP_NOT_WANTED */
    const char *code; /* of BP_CURRENCY_CONSTANT; else NULL */
} bp_pay_currency;

/* Where the currency of the chosen pay is; its column, if it has one, becomes wanted. */
bp_pay_currency bp_elements_currency(const bp_elements *e, bp_wanted *wanted,
                                     const bp_lookup *l);

#endif
