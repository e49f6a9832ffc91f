/* SPDX-License-Identifier: GPL-3.0-or-later */
/* warnings_rows.c - rows that repeat or contradict others.
 *
 * Repeated rows are found by sorting hashes, which takes no more memory than the records
 * themselves. */
#include <stdlib.h>

#include "analysis/warning_list.h"
#include "data/records.h"

/* A record's hash and its number. */
typedef struct entry {
    uint64_t hash;
    size_t at;
} entry;

static int by_hash(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Flags the records that follow an earlier one of the same hash; of a conflict, where
 * their pay differs, that one too. */
static void flag_repeated(const bp_survey *s, const entry list[], size_t n, bool conflict,
                          bool flag[])
{
    for (size_t i = 0, first = 0; i < n; i++) {
        if (list[i].hash != list[first].hash)
            first = i;
        if (i == first || (conflict && list[i].hash == 0))
            continue;
        bool other_pay = bp_survey_record(s, list[i].at)->pay !=
                         bp_survey_record(s, list[first].at)->pay;
        flag[list[i].at] = !conflict || other_pay;
        flag[list[first].at] |= conflict && other_pay;
    }
}

static void add_flagged(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        const bool flag[], size_t n)
{
    bp_warning w = { .kind = kind };
    for (size_t i = 0; i < n; i++)
        if (flag[i])
            bp_warning_add_row(&w, s, &bp_survey_record(s, i)->place);
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

static void find_repeated(bp_warning_list *out, const bp_survey *s, bool conflict)
{
    size_t n = bp_survey_records(s);
    entry *list = bp_alloc(0, n, sizeof *list);
    bool *flag = bp_alloc(0, n, sizeof *flag);
    if (list == NULL || flag == NULL) {
        out->failed = true;
    } else if (n > 0) {
        for (size_t i = 0; i < n; i++) {
            const bp_record_row *r = bp_survey_record(s, i);
            list[i] = (entry){ conflict ? r->who_hash : r->row_hash, i };
        }
        qsort(list, n, sizeof *list, by_hash);
        flag_repeated(s, list, n, conflict, flag);
        add_flagged(out, s, conflict ? BP_WARN_CONFLICT : BP_WARN_IDENTICAL, flag, n);
    }
    free(list);
    free(flag);
}

static void find_cash(bp_warning_list *out, const bp_survey *s)
{
    bp_warning w = { .kind = BP_WARN_CASH };
    for (size_t i = 0; i < bp_survey_records(s); i++)
        if (bp_survey_record(s, i)->cash_below_base)
            bp_warning_add_row(&w, s, &bp_survey_record(s, i)->place);
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

void bp_warn_of_rows(bp_warning_list *out, const bp_survey *s)
{
    find_repeated(out, s, true);
    find_repeated(out, s, false);
    find_cash(out, s);
}
