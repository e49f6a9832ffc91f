/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request.h - what the user asked for, as plain values.  Layer: cli. */
#ifndef BP_CLI_REQUEST_H
#define BP_CLI_REQUEST_H

#include "base/mem.h"
#include "base/str.h"
#include "benchpay/chart.h"
#include "benchpay/merit.h"
#include "benchpay/pricing.h"
#include "benchpay/question.h"
#include "benchpay/render.h"
#include "benchpay/structure.h"

/* The levels of the trade's tables. */
#define BP_LEVELS_STANDARD "10,25,50,75,90"

#define BP_THRESHOLD .05 /* of a change that is beyond it */

/* Borrowed words; {0} is none. */
typedef struct bp_words {
    const char **at;
    size_t n;
    size_t cap;
} bp_words;

typedef enum bp_when { BP_AUTO, BP_ALWAYS, BP_NEVER } bp_when;

/* The options of tiers; bands go into the choice. */
typedef struct bp_tier_request {
    const char *list;   /* --tiers as it was written; NULL: not given */
    const char *points; /* --points likewise */
    bool has_range;
    bp_pay_range range;
    bp_level *point; /* [n_points] of the range */
    size_t n_points;
    bp_words name; /* of the tiers of --tiers, or of the points */
    bp_words part; /* "NAME=LOW-HIGH" */
    bp_band *band;
    size_t cap_band;
} bp_tier_request;

/* The options of compa and merit. */
typedef struct bp_staff_request {
    const char *structure; /* files; NULL: not given */
    const char *market;
    const char *employees; /* whom a structure or prices are held against */
    bool summary;
    bp_merit_question merit; /* all but its employees and summary */
} bp_staff_request;

/* When the prices of a year are to hold. */
typedef enum bp_policy {
    BP_POLICY_LAG,      /* at its start: pay lags the market during it */
    BP_POLICY_LEAD_LAG, /* in its middle */
    BP_POLICY_LEAD      /* at its end */
} bp_policy;

/* How pay is brought to a date. */
typedef struct bp_age_request {
    bool form_given; /* or the count */
    bp_ageing how;   /* its date is 0 where none was given, its `own` the list below */
    bp_element_movement *own;
    size_t cap_own;
} bp_age_request;

/* The options of price. */
typedef struct bp_price_request {
    const char *surveys;   /* the manifest, or a table of cuts; NULL: none */
    const char *movements; /* of a table of cuts; NULL: none */
    bool propose;          /* matches, instead of prices */
    int32_t to;            /* a date, as below; 0: not given */
    int32_t year;          /* the first day of the year that is planned */
    bool has_policy;
    bp_policy policy;
    bp_composite_form composite;
    bp_source_weights weights;
    bool fill;
    bool has_target;
    bp_level target;
    double target_plus;
    const char *geography; /* NULL: none */
    bp_words location;
} bp_price_request;

struct bp_command;
struct bp_carry;

typedef struct bp_request {
    /* Finds a command, for one that runs another: it cannot know the table that it is
     * in.  Set by main. */
    bp_status (*find)(const struct bp_command **out, const char *name, bp_err *err);

    bool help;      /* --help: explain, do not run */
    bool no_output; /* standard output was closed */

    bp_reading reading;
    bp_choice choice;
    bp_tier_request tiers;
    bp_method method;
    bp_rules rules;
    bp_rule_set own_rules;  /* of BP_RULES_OWN */
    const char *rules_file; /* they were read from; NULL */
    const char *ledger;     /* NULL: none */
    bool as_with_ledger;    /* without one, as with one that is empty */
    bp_growth_plan growth;
    bp_matching matching;
    bp_scope_question scope;   /* its lists are below */
    bp_equity_question equity; /* likewise */
    bp_se se;                  /* of either */
    bool fit;
    bool series;        /* the observed years alone */
    bool asks_growth;   /* by some option; else a report may go without */
    bool says_growth;   /* by one that asks for none: --min-people of a year */
    bool says_seed;     /* --seed */
    bool says_interval; /* --ci */
    bp_chart_kind plot; /* which chart `plot` draws */
    bp_chart_options chart;
    const char *amount;       /* that is offered; NULL: none, or one in a file */
    bp_words row;             /* "COL=VALUE" of --published */
    bp_row_filter *filter;    /* [row.n] the same, cut */
    bp_offer_question offers; /* the rest; of these once all is settled */
    bp_price_request price;
    bp_age_request age;
    bp_structure_question structure;
    bp_staff_request staff;
    double *cut;        /* [structure.n_cuts] of --cuts */
    double *spread;     /* [structure.n_spreads] of --spread */
    double threshold;   /* of a change that is looked at, a fraction */
    bp_words cell;      /* "column=value" of the group that is explained */
    bp_level explained; /* its percentile */
    bool force;         /* other currencies or pay are compared nevertheless */
    bool exit_code;     /* a change beyond the threshold is an exit code */
    bp_when charts;     /* in a report; BP_ALWAYS: required */
    bool brief;         /* a report of one page */
    bool sensitivity;   /* percentiles by other conventions */
    bp_labels labels;   /* but for the request and its program */
    const char *script; /* the folder of a chart's sources; NULL: none */
    bool scope_column;  /* csv says the market in each row */

    const char *profile;  /* NULL: none */
    const char *excluded; /* the audit's file; NULL: none */
    const char *recode;   /* values that are read as others; NULL: none */
    bp_recode *recoding;  /* ... once all options are read */
    const char *propose;  /* the file of a recoding that is proposed; NULL: none */
    bool format_given;
    bp_format
        format; /* of standard output, and of files whose names have no known extension */
    bp_when color;
    bool ascii;
    bool csv_guard;
    bool progress;
    bool quiet;
    const char *state;      /* where plan, partial and merge write; NULL: not given */
    int unit;               /* of a plan, from 1; 0: not given */
    const char *task;       /* "I/N": which of N shares of the units; NULL: not given */
    const char *spool;      /* where finished units are kept; NULL: nowhere */
    struct bp_carry *carry; /* the question is asked of parts (carry.h); NULL: at once */
    bp_str *into;           /* takes reports instead of the outputs; NULL: written */

    /* What the parts above point into. */
    bp_words said;  /* the command line but for what no answer depends on */
    bp_words asked; /* the same without the command and what is about its output */
    bp_words file;
    bp_words missing;
    bp_words job;
    bp_words where;
    bp_words by;
    bp_words scope_on;
    bp_words scope_at;
    bp_words adjust;
    bp_words output; /* "-" where no other was given */
    bp_map *map;
    size_t n_map;
    size_t cap_map;
    bp_scenario *scenario;
    size_t n_scenario;
    size_t cap_scenario;
    bp_level *level;
    size_t n_level;
    size_t cap_level;
    bp_arena text; /* of the profile's values, and of lists that were cut up */
} bp_request;

/* The defaults.  Errors: BP_ELIMIT. */
bp_status bp_request_init(bp_request *r, bp_err *err);
void bp_request_release(bp_request *r);

/* Is anything drawn that a seed was given for?  Asked where nothing but intervals is.
 * Errors: BP_EUSAGE. */
bp_status bp_request_check_seed(const bp_request *r, bp_err *err);

/* Is pay aged, where it is said how?  Asked where prices are not.
 * Errors: BP_EUSAGE. */
bp_status bp_request_check_age(const bp_request *r, bp_err *err);

/* Replaces the levels of --percentiles.  Errors: BP_EUSAGE, BP_ELIMIT. */
bp_status bp_request_set_levels(bp_request *r, const char *list, const bp_loc *at,
                                bp_err *err);

/* A later column for the same role replaces the former.
 * Errors: BP_EUSAGE  no such role; BP_ELIMIT */
bp_status bp_request_map(bp_request *r, const char *role, const char *column,
                         const bp_loc *at, bp_err *err);

/* The files that are read beside those of the command line's words; NULL: none. */
#define BP_BESIDE_MAX 16
void bp_request_beside(const char *out[BP_BESIDE_MAX], const bp_request *r);

/* How many of its inputs are standard input. */
size_t bp_request_standard_inputs(const bp_request *r);

/* Decides where growth comes from and how far it goes.
 * Errors: BP_EUSAGE  options that contradict each other, or miss another */
bp_status bp_request_settle_growth(bp_request *r, bp_err *err);

/* Points the parts at their lists once all options were read.
 * Errors: BP_EUSAGE  options that contradict each other */
bp_status bp_request_settle(bp_request *r, bp_err *err);

/* What was asked, once all is settled.  Borrows the request. */
bp_question bp_request_question(const bp_request *r, bp_subject subject);

/* The question of --employees, made in *room; NULL: there is none. */
const bp_question *bp_request_employees(const bp_request *r, bp_question *room);

#endif
