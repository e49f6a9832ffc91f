/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart.h - answers become slots for charts.  Layer: compose.
 *
 * Each function adds one slot to the open section, with a title that says what was
 * found, or the title of the question where the chart is all that is asked. */
#ifndef BP_COMPOSE_CHART_H
#define BP_COMPOSE_CHART_H

#include "benchpay/change.h"
#include "benchpay/compa.h"
#include "benchpay/pricing.h"
#include "compose/compose.h"
#include "report/build.h"

void bp_slot_distribution(bp_report *r, const bp_answer *a);

/* The share of people who are paid at most an amount. */
void bp_slot_ecdf(bp_report *r, const bp_answer *a);

/* The same with an offer in it; of a list every offer beside its own market. */
void bp_slot_offers(bp_report *r, const bp_answer *a);

void bp_slot_list(bp_report *r, const bp_answer *a);

/* A row a group, or one of everybody where there are none.
 *   id      unique among the report's charts
 *   kind    BP_CHART_BOX or BP_CHART_PERCENTILES */
void bp_slot_groups(bp_report *r, const bp_answer *a, bp_chart_kind kind, const char *id,
                    const bp_percentiles *p);

/* A row a tier, the highest on top. */
void bp_slot_tiers(bp_report *r, const bp_answer *a, const bp_percentiles *p);

/* Surveyed years and those to come. */
void bp_slot_growth(bp_report *r, const bp_answer *a);

/* Medians by two keys: rows and columns are in the order of the tables by one of them. */
void bp_slot_heatmap(bp_report *r, const bp_answer *a);

/* Lines of pay: a chart for each scope; alone, of the first. */
void bp_slot_paylines(bp_report *r, const bp_answer *a);

/* The gaps of groups of people, and who is in each quarter of pay. */
void bp_slot_gaps(bp_report *r, const bp_answer *a);
void bp_slot_bands(bp_report *r, const bp_answer *a);

/* What is no answer: a row a job of prices, nothing where medians are not among the
 * levels; a row a group of employees that has people with a range; a row a group of what
 * has changed, nothing where there is no figure to compare by.
 *   title, note  NULL: the chart's own */
void bp_slot_sources(bp_report *r, const bp_pricing *p, const char *title,
                     const char *note);
void bp_slot_zones(bp_report *r, const bp_compa *c, const char *title, const char *note);
void bp_slot_change(bp_report *r, const bp_change *c, const char *title,
                    const char *note);

/* A section for each pair of keys: the chart, and tables for people of the same medians
 * and of how many people these are of. */
void bp_compose_tiles(bp_report *r, const bp_answer *a);

/* ---- what the charts say alike ---- */

/* A report of nothing but a chart, which is added next.  Errors: BP_ELIMIT. */
bp_status bp_chart_page(bp_report **out, bp_err *err);

/* The title of a question about a chart, else the finding. */
bp_line bp_slot_title(bp_report *r, const bp_answer *a, bp_line finding);

/* "Half of the people earn between {} and {}" */
bp_line bp_slot_half(bp_report *r, const bp_answer *a, double p25, double p75,
                     const char *currency);

/* The text, what it is about, its unit and year: "People per {} of {}, USD a year". */
enum { BP_SUBTITLE_VALUES = 4 }; /* at most */
bp_line bp_slot_subtitle(bp_report *r, const bp_answer *a, bp_template text,
                         const bp_value value[], size_t n);

/* "Source: pay.csv; 412 people in 187 organizations." and how to read it. */
bp_line bp_slot_note(bp_report *r, const bp_answer *a, uint64_t people, uint64_t orgs,
                     const char *how);

/* " 95% interval of the median: $380,000 to $420,000.": of each group where a note has
 * room for them, else of everybody; "" where none is shown. */
const char *bp_slot_median_limits(bp_report *r, const bp_percentiles *p);

/* A column's name, shortened where it is a whole sentence. */
const char *bp_slot_short(bp_report *r, const char *name);

/* "base salary", or "pay" where there are no records. */
bp_value bp_slot_element(bp_report *r, const bp_answer *a);

/* The group's values, "(blank)" for a blank one; "Everybody" for the total. */
const char *bp_slot_name(bp_report *r, const bp_percentiles *p, const bp_group *g);

/* The same for a sentence, where numbers need their column: "Dept 6, Rank 3". */
const char *bp_slot_name_inside(bp_report *r, const bp_percentiles *p, const bp_group *g);

/* A copy that lives as long as the report. */
bp_chart_curve bp_slot_curve_of(bp_report *r, const bp_curve *c);

/* The group with the largest median that is shown, or the smallest; NULL: none is. */
const bp_group *bp_slot_extreme(const bp_percentiles *p, bool largest);

#endif
