/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.h - the field's words for what the data call otherwise.
 * Layer: compose. */
#ifndef BP_COMPOSE_WORDS_H
#define BP_COMPOSE_WORDS_H

#include <stddef.h>

#include "answer/answer.h"
#include "benchpay/published.h"
#include "benchpay/report.h"
#include "benchpay/survey.h"
#include "report/build.h"

/* The sentence as people read it, for a place that takes a text. */
const char *bp_words_line(bp_report *r, bp_template words, const bp_value value[],
                          size_t n);

/* The same of a value: "$412,000". */
const char *bp_words_value(bp_report *r, bp_value value);

/* "Base salary" for "base", "Total cash (TCC)" for "tcc"; else the name itself. */
const char *bp_words_element(const char *element);

/* The same within a sentence: "base salary". */
const char *bp_words_element_inside(const char *element);

/* Is it a ratio of pay, whose figures are of another size? */
bool bp_words_is_ratio(const char *element);

/* "Tier" for "tier": the name with a capital, `_` as blanks. */
const char *bp_words_heading(bp_report *r, const char *name);

/* The same within a sentence: "org size" for "org_size". */
const char *bp_words_heading_inside(bp_report *r, const char *name);

/* The i-th of n words behind those of a list: "beds", "beds, tier", "beds, tier and org
 * size" where `last` is " and ". */
const char *bp_words_join(bp_report *r, const char *list, const char *word, size_t i,
                          size_t n, const char *last);

/* How far approximate figures of a survey are from exact ones. */
const char *bp_words_bounded(bp_report *r, const bp_survey *s);

/* "linear between (k-1)/(n-1) (Hyndman-Fan 7, Excel PERCENTILE.INC)". */
const char *bp_words_qtype(const bp_answer *a);

/* How much each counts.  "unweighted", "weighted by pw, sampling weights", "one mean per
 * organization"; and as a sentence. */
const char *bp_words_weights(bp_report *r, const bp_answer *a);

/* The same, and how exact it is: "unweighted, figures low by less than 0.0977%". */
const char *bp_words_figures(bp_report *r, const bp_answer *a);

const char *bp_words_whose_pay(bp_report *r, const bp_answer *a);

/* "person" or "people", "organization" or "organizations". */
const char *bp_words_people(uint64_t n);

/* The same of the rows of a survey, which may be lines of published figures, or of
 * several people each. */
const char *bp_words_rows(const bp_survey *s, uint64_t n);
const char *bp_words_orgs(uint64_t n);

/* The same of what figures are over: organisations where the basis is those. */
const char *bp_words_counted(const bp_survey *s, bp_basis basis, uint64_t n);

/* What a rule of the audit says about a row, and what would help: "no pay" for
 * "missing".
 *   limits  somebody has set the limits of pay */
bp_value bp_words_rule(const char *rule, bool limits);

/* "USD a year", "a year", "" : what one unit of pay is. */
const char *bp_words_unit(bp_report *r, const bp_survey *s);

/* "below P10", "between P25 and P50", "above P90" for "<P10", "P25-P50", ">P90". */
const char *bp_words_band(bp_report *r, const char *band);

/* Where an amount is among few people, counted from the lowest paid: "between the 3rd and
 * 4th of 9", "equal to the 3rd of 9", "below all 9"; short "3rd-4th of 9".
 *   n  below 10 */
const char *bp_words_place(bp_report *r, uint64_t below, uint64_t equal, uint64_t n);
const char *bp_words_place_short(bp_report *r, uint64_t below, uint64_t equal,
                                 uint64_t n);

/* The file's name without its folders, or "3 files". */
const char *bp_words_source(bp_report *r, const bp_survey *s);

/* "USD a year", "an hour", "": what one unit of its pay is. */
const char *bp_words_published_unit(bp_report *r, const bp_published *t,
                                    const char *currency);

/* A file's name without its folders. */
const char *bp_words_file(bp_report *r, const char *file);

/* An argument as a POSIX shell reads it: x, 'a b', 'it'\''s'.  One that would not be
 * printed as it is (a line break, a byte that is no text) is spelt for printf(1),
 * which loses line breaks at its end. */
const char *bp_words_argument(bp_report *r, const char *argument);

#endif
