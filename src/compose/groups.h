/* SPDX-License-Identifier: GPL-3.0-or-later */
/* groups.h - the table of groups that several commands show.  Layer: compose. */
#ifndef BP_COMPOSE_GROUPS_H
#define BP_COMPOSE_GROUPS_H

#include "compose/compose.h"

/* Adds the table "groups" to the open section: group values, people,
 * organisations, mean and the levels.  With `bars` the text draws the outer levels
 * where it has no room for their numbers. */
void bp_compose_groups(bp_report *r, const bp_percentiles *p, const char *caption,
                       bool bars);

/* The same with the figures of local pay beside them. */
void bp_compose_local_groups(bp_report *r, const bp_percentiles *p,
                             const bp_local *local);

/* The same for tiers: with the ratio and the overlap to the tier before, and a note for
 * each tier that pays less than the one before. */
void bp_compose_tier_groups(bp_report *r, const bp_percentiles *p, const bp_tiers *t,
                            const char *caption);

/* More rows than this nobody reads where all of them are withheld. */
#define BP_WITHHELD_ROWS 10

/* Is the median of any of its groups shown? */
bool bp_compose_shows_groups(const bp_percentiles *p);

/* The same table for machines and workbooks alone. */
void bp_compose_groups_unseen(bp_report *r, const bp_percentiles *p, const char *caption);

/* Adds a table for people of the lowest and the highest that percentiles are by other
 * conventions, which a line in the small print names.
 *   without  [groups] those that people do not see; NULL: they see all */
void bp_compose_ranges(bp_report *r, const bp_percentiles *p, const bool without[]);

/* The same columns with a row for each pay element: its total. */
void bp_compose_elements(bp_report *r, bp_percentiles *const total[], size_t n,
                         const char *caption);

/* A line that names the tables which a report does not have, and why. */
void bp_compose_left_out(bp_report *r, const bp_answer *a);

/* What is told of a group beside its figures. */
typedef struct bp_beside_groups {
    const bp_tiers *tiers; /* NULL: nothing, as below */
    const bp_local *local;
    bool bare; /* amounts of local pay without their currency, which has a column */
} bp_beside_groups;

/* The report's own offers whose market a row is. */
typedef struct bp_own_offers {
    const bp_own_offer *offer; /* [n] */
    size_t n;
} bp_own_offers;

/* What the rows of a table of many groups are made of. */
typedef struct bp_made_groups {
    const bp_percentiles *p;
    bp_beside_groups beside;
    bp_table like;            /* its columns, and its example */
    const bp_own_offers *own; /* [groups]; NULL: there are none */
} bp_made_groups;

/* The place of an amount among the levels of a row, 0 to 1; 0: unknown. */
double bp_compose_place(const bp_table *t, const bp_row *row, double amount);

/* Places the median of the first row among the levels of every row (lognormal between
 * the shown ones, as bp_knots_place does): an example for those who place others. */
void bp_compose_example_offer(bp_report *r, bp_table *t);

/* Tells the rows of all tables of that pay (NULL: not known) that have an example which
 * offers of the report are theirs; a single offer becomes the example. */
void bp_compose_own_offers(bp_report *r, const bp_placements *o, const char *pay);

/* The levels that sentences and charts speak of. */
#define BP_LOWER_QUARTILE ((bp_level){ 1, 4 })
#define BP_MEDIAN ((bp_level){ 1, 2 })
#define BP_UPPER_QUARTILE ((bp_level){ 3, 4 })

/* The percentile of one of the table's groups; absent where the table has no
 * such level. */
bp_figure bp_compose_percentile(const bp_percentiles *p, const bp_group *g,
                                bp_level level);

/* The title that was asked for, else the job, with the usual title small beside it, else
 * the usual one. */
void bp_compose_title(bp_report *r, const bp_answer *a, const char *usual);

/* Notes which disclosure rules figures have passed. */
void bp_compose_rules(bp_report *r, const bp_answer *a);

/* Tables of what became of the rows: per file, and excluded ones by rule (none
 * when nothing was excluded). */
void bp_compose_rows(bp_report *r, const bp_answer *a);

/* A section with what looks wrong about the figures, a line each; before the first
 * figure.  Without warnings only machines find it. */
void bp_compose_warnings(bp_report *r, const bp_answer *a);

/* The same as a table.
 *   unusable  its first row: why the input makes no benchmark; a NULL text: it does */
void bp_compose_warning_table(bp_report *r, const bp_answer *a, bp_value unusable);

/* The section of a report that warns of things of its own, and has a sheet for them.
 *   any  whether warnings follow */
void bp_compose_own_warnings(bp_report *r, bool any);

/* A warning of it.
 *   line  of the one row that it is about; 0: of none */
void bp_compose_own_warning(bp_report *r, const char *rule, const char *text,
                            uint64_t line);

/* The median of a group. */
bp_value bp_compose_median(const bp_percentiles *p, const bp_group *g);

#endif
