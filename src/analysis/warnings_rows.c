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

/* Warns of the records that have a flag. */
static void add_flagged(bp_warning_list *out, const bp_survey *s, bp_warning_kind kind,
                        const unsigned char flags[], unsigned char flag, size_t n)
{
    bp_warning w = { .kind = kind };
    for (size_t i = 0; i < n; i++) {
        const bp_place place = bp_record_place(bp_survey_record(s, i));
        if ((flags[i] & flag) != 0)
            bp_warning_add_row(&w, s, &place);
    }
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

enum { REPEATED = 1, CONTRADICTING = 2, FURTHER = 4 };

/* Flags the records that follow an earlier one of the same hash; in a conflict, where
 * their pay differs, that one too. */
static void flag_repeated(const bp_survey *s, const entry list[], size_t n, bool conflict,
                          unsigned char flags[])
{
    for (size_t i = 0, first = 0; i < n; i++) {
        if (list[i].hash != list[first].hash)
            first = i;
        if (i == first)
            continue;
        bool other_pay = bp_survey_record(s, list[i].at)->pay !=
                         bp_survey_record(s, list[first].at)->pay;
        if (!conflict)
            flags[list[i].at] |= REPEATED;
        if (conflict && other_pay) {
            flags[list[i].at] |= CONTRADICTING;
            flags[list[first].at] |= CONTRADICTING;
        }
    }
}

/* The records of one person and year, in input order: those of one date contradict each
 * other, those of several are several rows a person. */
static void flag_person(const bp_survey *s, entry list[], size_t n, unsigned char flags[])
{
    if (n < 2)
        return;
    const size_t first = list[0].at;
    for (size_t i = 0; i < n; i++)
        list[i].hash = bp_survey_record(s, list[i].at)->who_hash;
    qsort(list, n, sizeof *list, by_hash);
    flag_repeated(s, list, n, true, flags);
    for (size_t i = 0; list[0].hash != list[n - 1].hash && i < n; i++)
        if (list[i].at != first)
            flags[list[i].at] |= FURTHER;
}

static void flag_people(const bp_survey *s, entry list[], size_t n, unsigned char flags[])
{
    for (size_t from = 0, end; from < n; from = end) {
        end = from + 1;
        while (end < n && list[end].hash == list[from].hash)
            end++;
        flag_person(s, list + from, end - from, flags);
    }
}

/* The records by one of their hashes, of those whose hash is known. */
static size_t sort_records(entry list[], const bp_survey *s, bool by_person)
{
    size_t n = 0;
    for (size_t i = 0; i < bp_survey_records(s); i++) {
        const bp_record_row *r = bp_survey_record(s, i);
        const uint64_t hash = by_person ? r->payee_hash : r->row_hash;
        if (hash != 0 || !by_person)
            list[n++] = (entry){ hash, i };
    }
    if (n > 1)
        qsort(list, n, sizeof *list, by_hash);
    return n;
}

static void find_repeated(bp_warning_list *out, const bp_survey *s)
{
    const size_t n = bp_survey_records(s);
    entry *list = bp_alloc(0, n, sizeof *list);
    unsigned char *flags = bp_alloc(0, n, sizeof *flags);
    if (list == NULL || flags == NULL) {
        out->failed = true;
    } else {
        flag_people(s, list, sort_records(list, s, true), flags);
        flag_repeated(s, list, sort_records(list, s, false), false, flags);
        add_flagged(out, s, BP_WARN_CONFLICT, flags, CONTRADICTING, n);
        add_flagged(out, s, BP_WARN_IDENTICAL, flags, REPEATED, n);
        add_flagged(out, s, BP_WARN_PERSONS, flags, FURTHER, n);
    }
    free(list);
    free(flags);
}

static void find_cash(bp_warning_list *out, const bp_survey *s)
{
    bp_warning w = { .kind = BP_WARN_CASH };
    for (size_t i = 0; i < bp_survey_records(s); i++) {
        const bp_record_row *r = bp_survey_record(s, i);
        const bp_place place = bp_record_place(r);
        if (r->cash_below_base)
            bp_warning_add_row(&w, s, &place);
    }
    if (w.rows > 0)
        bp_warning_list_add(out, &w);
}

void bp_warn_of_rows(bp_warning_list *out, const bp_survey *s)
{
    find_repeated(out, s);
    find_cash(out, s);
}
