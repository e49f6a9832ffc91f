/* SPDX-License-Identifier: GPL-3.0-or-later */
/* side.h - one of two answers that are compared: groups of named figures.
 * Layer: pricing. */
#ifndef BP_PRICING_SIDE_H
#define BP_PRICING_SIDE_H

#include "base/mem.h"
#include "base/str.h"
#include "benchpay/answer.h"
#include "benchpay/change.h"

/* A setting that must be alike: "qtype" "7". */
typedef struct bp_side_fact {
    const char *name;
    const char *value;
} bp_side_fact;

/* The value in a column of groups that are not cut by it. */
#define BP_SIDE_ALL "(all)"

typedef struct bp_side_group {
    const char **by; /* [n_keys] "" is blank; NULL: the total */
    const char *currency;
    bp_figure *figure; /* [n_names], but of those before the last names fewer */
    size_t n_figures;
} bp_side_group;

/* Lists grow; {0} is none. */
typedef struct bp_side {
    bp_change_side about;
    const char *command;
    const char *pay;
    const char **key; /* [n_keys] */
    size_t n_keys, cap_keys;
    bp_change_name *name; /* [n_names] */
    size_t n_names, cap_names;
    bp_side_group *group; /* [n_groups] */
    size_t n_groups, cap_groups;
    bp_side_fact *fact; /* [n_facts] */
    size_t n_facts, cap_facts;
    bp_recoded *recoded; /* about's, while they are added */
    bp_arena *texts;     /* of the change; borrowed */
} bp_side;

/* Of a report in json.  Its texts are copied.
 * Errors: BP_EDATA  it is none, or one whose figures are not compared
 *         BP_EIO, BP_ELIMIT */
bp_status bp_side_read(bp_side *s, const char *path, bp_err *err);

/* Of an answer about percentiles.  Errors: BP_ELIMIT */
bp_status bp_side_of(bp_side *s, const bp_answer *a, bp_err *err);

void bp_side_release(bp_side *s);

/* ---- filling one ---- */

/* A copy that lives as long as the change; NULL: memory is out. */
const char *bp_side_text(bp_side *s, bp_text t);

/* The place of a column of groups, which is added where it is new; SIZE_MAX: memory is
 * out. */
size_t bp_side_key(bp_side *s, const char *name);

/* A new group, with BP_SIDE_ALL in all columns; NULL: memory is out. */
bp_side_group *bp_side_add(bp_side *s, bool total);

/* Puts a figure into the last group.  False: memory is out. */
bool bp_side_put(bp_side *s, const char *name, bp_change_kind kind, bp_figure f);

/* Makes room for n columns with cells that were read as others; adds one, whose texts are
 * copied.  False: memory is out. */
bool bp_side_recoded_room(bp_side *s, size_t n);
bool bp_side_recoded_add(bp_side *s, const bp_recoded *one);

/* Adds a setting.  False: memory is out. */
bool bp_side_fact_add(bp_side *s, const char *name, const char *value);

/* That of the name; NULL: it says nothing of it. */
const char *bp_side_fact_of(const bp_side *s, const char *name);

/* The figure of a group; absent where it has none. */
bp_figure bp_side_figure(const bp_side_group *g, size_t name);

#endif
