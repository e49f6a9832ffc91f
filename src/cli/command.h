/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - the commands of the program.  Layer: cli. */
#ifndef BP_CLI_COMMAND_H
#define BP_CLI_COMMAND_H

#include "cli/request.h"

/* Says which commands have an option. */
enum {
    BP_IN_CHECK = 1 << 0,
    BP_IN_PERCENTILES = 1 << 1,
    BP_IN_PLOT = 1 << 2,
    BP_IN_REPORT = 1 << 3,
    BP_IN_TIERS = 1 << 4,
    BP_IN_OFFER = 1 << 5,
    BP_IN_PROJECT = 1 << 6,
    BP_IN_VERIFY = 1 << 7,
    BP_IN_AUDIT = 1 << 8,
    BP_IN_STRUCTURE = 1 << 10,
    BP_IN_COMPA = 1 << 11,
    BP_IN_MERIT = 1 << 12,
    BP_IN_STAFF = BP_IN_COMPA | BP_IN_MERIT, /* that are about employees by name */
    BP_IN_DIFF = 1 << 13,
    BP_IN_EXPLAIN = 1 << 14,
    BP_IN_PRICE = 1 << 15,
    BP_IN_SCOPE = 1 << 20,
    BP_IN_EQUITY = 1 << 21,
    BP_IN_PLAN = 1 << 22,
    BP_IN_PARTIAL = 1 << 23,
    BP_IN_MERGE = 1 << 24,
    BP_IN_FINISH = 1 << 25,
    BP_IN_MPI = 1 << 26, /* benchpay-mpi, a program of its own */
    BP_IN_PARTS = BP_IN_PLAN | BP_IN_PARTIAL | BP_IN_MERGE | BP_IN_FINISH,
    BP_IN_CARRIED = BP_IN_PERCENTILES | BP_IN_TIERS | BP_IN_OFFER | BP_IN_PROJECT |
                    BP_IN_REPORT, /* whose rows can be read in parts */
    BP_IN_MODELS = BP_IN_SCOPE | BP_IN_EQUITY,
    BP_IN_ALL = BP_IN_CHECK | BP_IN_PERCENTILES | BP_IN_PLOT | BP_IN_REPORT |
                BP_IN_TIERS | BP_IN_OFFER | BP_IN_PROJECT | BP_IN_MODELS | BP_IN_DIFF |
                BP_IN_EXPLAIN, /* that answer from surveys */
    BP_IN_READING =
        BP_IN_ALL | BP_IN_AUDIT | BP_IN_STAFF | BP_IN_PRICE, /* that read them */
    BP_IN_ANY = BP_IN_READING | BP_IN_VERIFY | BP_IN_STRUCTURE | BP_IN_PARTS
};

typedef struct bp_command {
    const char *name; /* NULL ends the table */
    unsigned bit;     /* BP_IN_* */
    const char *summary;
    const char *usage;       /* what follows the name */
    const char *explanation; /* a paragraph for its help */
    const char *const
        *kinds;  /* of charts: one comes before the files; NULL: draws none */
    bool amount; /* an amount comes before the files */
    bool asks;   /* the command line of another command follows its name */
    bool (*without_file)(const bp_request *r); /* may it run so?  NULL: never */
    struct {
        const char *does;
        const char *line;
    } example[2]; /* they work at the top of the source tree */
    bp_status (*run)(const bp_request *r, bp_err *err);
} bp_command;

extern const bp_command bp_commands[];

/* What the program ends with. */
typedef struct bp_exit {
    int code;
    const char *means; /* NULL ends the table */
} bp_exit;

extern const bp_exit bp_exits[];

/* Errors: BP_EUSAGE, with the nearest right name */
bp_status bp_command_find(const bp_command **out, const char *name, bp_err *err);

bp_status bp_cmd_audit(const bp_request *r, bp_err *err);
bp_status bp_cmd_compa(const bp_request *r, bp_err *err);
bp_status bp_cmd_check(const bp_request *r, bp_err *err);
bp_status bp_cmd_diff(const bp_request *r, bp_err *err);
bp_status bp_cmd_explain(const bp_request *r, bp_err *err);
bp_status bp_cmd_equity(const bp_request *r, bp_err *err);
bp_status bp_cmd_finish(const bp_request *r, bp_err *err);
bp_status bp_cmd_merge(const bp_request *r, bp_err *err);
bp_status bp_cmd_merit(const bp_request *r, bp_err *err);
bp_status bp_cmd_offer(const bp_request *r, bp_err *err);
bp_status bp_cmd_percentiles(const bp_request *r, bp_err *err);
bp_status bp_cmd_partial(const bp_request *r, bp_err *err);
bp_status bp_cmd_plan(const bp_request *r, bp_err *err);
bp_status bp_cmd_plot(const bp_request *r, bp_err *err);
bp_status bp_cmd_price(const bp_request *r, bp_err *err);
bp_status bp_cmd_project(const bp_request *r, bp_err *err);
bp_status bp_cmd_report(const bp_request *r, bp_err *err);
bp_status bp_cmd_scope(const bp_request *r, bp_err *err);
bp_status bp_cmd_structure(const bp_request *r, bp_err *err);
bp_status bp_cmd_tiers(const bp_request *r, bp_err *err);
bp_status bp_cmd_verify(const bp_request *r, bp_err *err);

#endif
