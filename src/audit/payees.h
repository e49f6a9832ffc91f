/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payees.h - everybody who is paid, one by one, and tables that are cut of them.
 * Layer: audit. */
#ifndef BP_AUDIT_PAYEES_H
#define BP_AUDIT_PAYEES_H

#include "base/room.h"
#include "data/pay.h"

/* One row of the survey that has pay of the element. */
typedef struct bp_payee {
    size_t cell;    /* its values of all keys, which others share */
    size_t group;   /* of a table; 0: the total */
    uint32_t org;   /* id; BP_NO_ID: none */
    int64_t pay;    /* units */
    int64_t weight; /* 1 without weights */
} bp_payee;

/* By group, then by pay: for qsort. */
int bp_payee_by_pay(const void *a, const void *b);

typedef struct bp_payees {
    const bp_survey *survey;
    bp_pay_groups *cells; /* group[cell] has the ids of the values of all keys */
    bp_payee *payee;      /* [n] */
    size_t n;
    uint64_t *heads;   /* [cells] people of each; with weights of `freq` their weight */
    uint64_t *counted; /* [cells] those of them who are in the list */
    bp_weighting weights;
    bp_basis basis;
    size_t org_ids; /* ids of organisations are below it */
    int scale;
    bp_room room; /* of the arrays */
} bp_payees;

/* In no order; where organisations count, who has none is not in it.
 * Errors: BP_ELIMIT. */
bp_status bp_payees_new(bp_payees **out, const bp_survey *s, size_t element,
                        bp_basis basis, bp_err *err);
void bp_payees_free(bp_payees *p);

/* The people of a row of a table. */
typedef struct bp_crowd_group {
    const bp_payee *by_pay; /* [n] ascending */
    const bp_payee *by_org; /* [n] those of an organisation beside each other */
    size_t n;               /* rows */
    uint64_t people;        /* n; with weights of `freq` their weight */
    uint64_t weight;        /* of all */
    int64_t off;            /* how far a sum of weights may be from what it should be */
    bp_weighting weights;
    size_t cell;   /* of one of them */
    size_t others; /* groups that it joins; 0: it is one of its own */
    bool mixed;    /* paid in several currencies */
    uint32_t currency;
} bp_crowd_group;

typedef struct bp_crowd {
    const bp_payees *of;
    bp_crowd_group *group;  /* [n] the total first, joined groups last */
    bp_crowd_group *sample; /* [n] the same as the basis counts them; else NULL */
    int scale;              /* of pay in the samples */
    size_t n;
    size_t key[BP_KEYS_MAX]; /* [n_keys] of the survey */
    size_t n_keys;
    size_t *group_of;    /* [cells] the group of each; NULL: there are no keys */
    uint64_t *people_of; /* [org_ids] of the organisation in the total */
    bp_room room;        /* of the arrays */
} bp_crowd;

/* The groups by some of the keys.
 *   most   so many of the largest are kept, of equal ones those whose ids are lower; 0:
 *          all
 *   least  of so many people each; the others are one group
 * Errors: BP_ELIMIT. */
bp_status bp_crowd_new(bp_crowd **out, const bp_payees *p, const size_t key[],
                       size_t n_keys, size_t most, uint64_t least, bp_err *err);
void bp_crowd_free(bp_crowd *c);

/* Makes the samples, on the basis of its people.
 *   qtype  of percentiles: on it hangs what weights mean where organisations count
 * False: memory is out. */
bool bp_crowd_put_on(bp_crowd *c, int qtype);

/* The group with these ids, or the one of the joined groups; NULL: there is none. */
const bp_crowd_group *bp_crowd_find(const bp_crowd *c, const uint32_t id[]);
const bp_crowd_group *bp_crowd_others(const bp_crowd *c);

/* As how many people a row counts. */
static inline uint64_t bp_crowd_heads(const bp_crowd_group *g, const bp_payee *p)
{
    return g->weights == BP_WEIGHTS_FREQ ? (uint64_t)p->weight : 1;
}

/* The end of the people from place i on who are of one organisation; one without is
 * alone. */
size_t bp_crowd_unit(const bp_crowd_group *g, size_t i);

/* Organisations with a name. */
uint64_t bp_crowd_orgs(const bp_crowd_group *g);

#endif
