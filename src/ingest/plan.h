/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.h - the request resolved against the heads of its inputs.  Layer: ingest.
 *
 * Constant once made; all threads share it.  bp_plan_new makes it in one straight list of
 * steps.  Each is a function of its own file that is given what the steps before it found
 * and gives back one part of the plan; only bp_plan_new writes a plan, and no step calls
 * it back.  The list of wanted columns is handed from step to step, which add to it.
 *
 *   step        finds                                          in
 *   request     contradictions                                 request.h
 *   constants   what was given for all rows                    constants.h
 *   heads       the inputs, their columns, what these hold     head.h
 *   schema      which column has which role                    schema.h
 *   rates       what other currencies are worth                rates.h
 *   peers       which organisations are peers                  peers.h
 *   keys        what rows are grouped by                       keys.h, bands.h
 *   schema      ... whether base pay was converted already: unless rows are grouped by
 *               currency
 *   elements    which pay is read                              elements.h
 *   fields      organisation, person, year, job, ...           fields.h
 *   variables   what a model needs of each row                 variables.h
 *   conditions  which rows are read                            where.h
 *   people      whether pay is one person's                    grouppay.h, grouprows.h
 *   currency    where the currency of the pay is               elements.h
 *   shape       what a survey of all this looks like           data/shape.h
 *   cuts        whether pay may choose people                  paycuts.h
 *   written     where the wanted columns are in each file      written.h
 *   sizes       how large the amounts of pay are               sizes.h
 *   units       what an amount is worth                        units.h
 *   scale       the units of all pay                           plan.c
 *   summaries   rows that are totals of others                 summary.h
 *   needs       what the rows take: which path they may go     needs.h
 */
#ifndef BP_INGEST_PLAN_H
#define BP_INGEST_PLAN_H

#include "base/doubt.h"
#include "benchpay/read.h"
#include "data/shape.h"
#include "ingest/cell.h"
#include "ingest/constants.h"
#include "ingest/csvread.h"
#include "ingest/elements.h"
#include "ingest/fields.h"
#include "ingest/head.h"
#include "ingest/keys.h"
#include "ingest/peers.h"
#include "ingest/rates.h"
#include "ingest/schema.h"
#include "ingest/sizes.h"
#include "ingest/summary.h"
#include "ingest/units.h"
#include "ingest/variables.h"
#include "ingest/wanted.h"
#include "ingest/where.h"
#include "ingest/written.h"

typedef struct bp_plan {
    const bp_reading *reading; /* that of the request, or `own` */
    bp_reading own;            /* the same, with what was given for all rows */
    bp_constants constants;
    const bp_choice *choice;
    bp_doubts *doubts; /* what the inputs can mean else; NULL: nobody is asked */
    size_t n_files;
    bp_head *head;     /* [n_files] */
    const char **file; /* [n_files] names for messages */
    bp_schema schema;
    bp_peers *peers; /* of choice->peers; NULL: none */
    bp_rates *rates; /* into choice->currency; NULL: none */
    bp_keys keys;
    bp_elements elements;
    bp_fields fields;
    bp_variables variables;
    bp_condition *condition; /* [choice->n_where] their columns are wanted numbers */
    bp_pay_currency currency;
    bp_wanted wanted;
    bp_written (*written)[BP_WANTED_MAX]; /* [n_files][wanted.n] */
    int chosen_year;                      /* of the choice; all when a key is the year */
    size_t people;      /* the column that counts those whom a row's pay is of, all
                           together; BP_NO_COLUMN: it is one person's */
    size_t group;       /* the column of groups, no two rows of one; BP_NO_COLUMN */
    bool listed;        /* names and amounts, of whom or what nobody says */
    bool told_by_cells; /* each amount says what it is paid for, and nothing else does */
    bp_period period;   /* what pay is paid for, as read; BP_PERIOD_AS_IS: not known */
    bp_sizes size[BP_WANTED_MAX];     /* [wanted.n] */
    bp_odd_words *odd[BP_WANTED_MAX]; /* [wanted.n] cells that cannot be read; NULL */
    bool *summed; /* [n_files] an amount of a column is the sum of its others */
    bp_units units;
    int weight_scale; /* of the weights of rows; 0 with `freq` */
    bp_shape shape;
    bp_summaries *summaries; /* [n_files] */
    double largest;          /* pay in the heads, about; in units of the scale */
    bp_need needs;           /* of all of it */
} bp_plan;

/* Opens all inputs and resolves everything.  The reading and the choice are borrowed.
 *   again   the inputs will be read twice
 *   doubts  of what can mean two things: the likelier reading is planned, and whoever
 *           asks fails with them (base/doubt.h); NULL: see bp_survey_read
 * Errors: those of the steps;
 *         BP_EDATA   rates, and the currency of the pay is not known; peers, and no
 *                    column of organisations
 *         BP_ELIMIT  memory; more than BP_WANTED_MAX columns */
bp_status bp_plan_new(bp_plan **out, const bp_reading *reading, const bp_choice *choice,
                      bool again, bp_doubts *doubts, bp_err *err);
void bp_plan_free(bp_plan *p);

/* A line of a file, for messages. */
static inline bp_loc bp_plan_place(const bp_plan *p, size_t file, uint64_t line)
{
    return (bp_loc){ .file = p->file[file],
                     .sheet = bp_input_sheet(p->head[file].input),
                     .line = line };
}

/* A record of one of its files, and the place of a wanted column in it. */
typedef struct bp_plan_row {
    const bp_plan *plan;
    size_t file;
    const bp_record *record;
} bp_plan_row;

static inline const bp_written *bp_plan_written(const bp_plan_row *r, size_t wanted)
{
    return &r->plan->written[r->file][wanted];
}

/* What it has in a wanted column; "" for BP_NOT_WANTED. */
static inline bp_text bp_plan_cell(const bp_plan_row *r, size_t wanted)
{
    return wanted == BP_NOT_WANTED
               ? (bp_text){ "", 0 }
               : bp_text_trim(r->record->field[bp_plan_written(r, wanted)->at]);
}

static inline bool bp_plan_missing(const bp_plan_row *r, bp_text cell)
{
    const bp_reading *reading = r->plan->reading;
    return bp_cell_missing(cell, reading->missing, reading->n_missing);
}

#endif
