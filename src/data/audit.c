/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.c - what became of every row, and where.
 *
 * Rows are counted by year and currency, since what becomes of a row is decided when all
 * rows were read; of each such slice also by file.  Of each slice and outcome the first
 * rows are listed, or all when the caller wants a list; which rows are the first does not
 * depend on the order in which workers met them. */
#include "data/audit.h"

#include <stdlib.h>

#include "data/excluded.h"
#include "data/fill.h"
#include "data/inside.h"

static bp_status init(bp_survey *s, bp_err *err)
{
    bp_audit *a = &s->audit;
    *a = (bp_audit){ .keep_all = s->shape.keep_places,
                     .keep_used = s->shape.has_year || s->shape.has_currency };
    a->n_files = s->shape.n_files;
    a->file = bp_alloc(0, a->n_files, sizeof a->file[0]);
    a->words = bp_dict_new();
    return bp_survey_memory(a->file != NULL && a->words != NULL &&
                                bp_dict_put(a->words, bp_text_of("")) != BP_NO_ID,
                            err);
}

static size_t bytes(const bp_survey *s)
{
    return s->audit.cap_marks * sizeof s->audit.mark[0];
}

static void release(bp_survey *s)
{
    bp_audit *a = &s->audit;
    for (size_t i = 0; a->file != NULL && i < a->n_files; i++)
        free(a->file[i].rows);
    free(a->file);
    free(a->slice);
    bp_slots_release(&a->slots);
    free(a->mark);
    bp_dict_free(a->words);
    bp_arena_release(&a->values);
}

static bool same(const void *user, uint32_t at, const void *key)
{
    const bp_slice *x = &((const bp_audit *)user)->slice[at], *y = key;
    return x->year == y->year && x->currency == y->currency;
}

static uint32_t find_slice(bp_audit *a, const bp_slice *want)
{
    const uint32_t id[] = { (uint32_t)want->year, want->currency };
    const uint64_t hash = bp_hash(id, sizeof id);
    uint32_t at = bp_slots_find(&a->slots, hash, same, a, want);
    if (at != BP_NO_ID)
        return at;
    at = (uint32_t)a->n_slices;
    if (!bp_reserve(&a->slice, &a->cap_slices, a->n_slices + 1, sizeof *want) ||
        !bp_slots_add(&a->slots, hash, at))
        return BP_NO_ID;
    a->slice[a->n_slices++] = *want;
    return at;
}

uint32_t bp_audit_slice(bp_audit *a, int32_t year, uint32_t currency)
{
    uint32_t *recent = &a->recent[((uint32_t)year + 5 * currency) % BP_RECENT];
    if (*recent < a->n_slices) {
        const bp_slice *s = &a->slice[*recent];
        if (s->year == year && s->currency == currency)
            return *recent;
    }
    const bp_slice want = { .year = year, .currency = currency };
    const uint32_t at = find_slice(a, &want);
    if (at != BP_NO_ID)
        *recent = at;
    return at;
}

/* Counts rows of a file.  False: memory is out. */
static bool count(bp_audit *a, uint32_t file, uint32_t slice, unsigned outcome,
                  uint64_t rows)
{
    bp_file_rows *f = &a->file[file];
    if (slice >= f->n) {
        if (!bp_reserve(&f->rows, &f->cap, (size_t)slice + 1, sizeof f->rows[0]))
            return false;
        memset(f->rows + f->n, 0, (slice + 1 - f->n) * sizeof f->rows[0]);
        f->n = (size_t)slice + 1;
    }
    f->rows[slice][outcome] += rows;
    a->slice[slice].rows[outcome] += rows;
    return true;
}

uint32_t bp_audit_word(bp_audit *a, bp_text word)
{
    return bp_dict_put(a->words, word);
}

/* Room for one more mark at the end. */
static bp_mark *append(bp_audit *a)
{
    if (a->n_marks >= BP_NO_ID ||
        !bp_reserve(&a->mark, &a->cap_marks, a->n_marks + 1, sizeof a->mark[0]))
        return NULL;
    return &a->mark[a->n_marks++];
}

/* The latest of the slice's full set of first rows. */
static bp_mark *latest(const bp_audit *a, const bp_slice *s, unsigned outcome)
{
    bp_mark *late = &a->mark[s->mark[outcome][0]];
    for (size_t i = 1; i < BP_FIRST_ROWS; i++) {
        bp_mark *m = &a->mark[s->mark[outcome][i]];
        if (m->place.order > late->place.order)
            late = m;
    }
    return late;
}

static void note_latest(const bp_audit *a, bp_slice *s, unsigned outcome)
{
    if (s->n_marks[outcome] == BP_FIRST_ROWS)
        s->until[outcome] = latest(a, s, outcome)->place.order;
}

/* Where a mark is to be kept; NULL in *out when it is not.  False: memory. */
static bool room(bp_audit *a, const bp_mark *mark, bp_mark **out)
{
    bp_slice *s = &a->slice[mark->slice];
    unsigned o = mark->outcome;
    *out = NULL;
    if (o == BP_USED && !a->keep_used)
        return true;
    if (a->keep_all || s->n_marks[o] < BP_FIRST_ROWS) {
        *out = append(a);
        if (*out != NULL && !a->keep_all)
            s->mark[o][s->n_marks[o]++] = (uint32_t)(a->n_marks - 1);
        return *out != NULL;
    }
    bp_mark *late = latest(a, s, o);
    if (mark->place.order < late->place.order)
        *out = late;
    return true;
}

static bool keep(bp_audit *a, const bp_mark *mark, bp_text value)
{
    bp_mark *kept;
    if (!room(a, mark, &kept))
        return false;
    if (kept == NULL)
        return true;
    *kept = *mark;
    note_latest(a, &a->slice[mark->slice], mark->outcome);
    kept->value = NULL;
    if (value.at != NULL) {
        kept->value = bp_arena_copy(&a->values, value.at, value.n);
        return kept->value != NULL;
    }
    return true;
}

/* Is it behind the first rows, which are there? */
static inline bool is_late(const bp_audit *a, const bp_mark *mark)
{
    const bp_slice *s = &a->slice[mark->slice];
    return s->n_marks[mark->outcome] == BP_FIRST_ROWS &&
           mark->place.order > s->until[mark->outcome];
}

bool bp_audit_count(bp_audit *a, const bp_mark *mark, bp_text value)
{
    return count(a, mark->place.file, mark->slice, mark->outcome, 1) &&
           (is_late(a, mark) || keep(a, mark, value));
}

bool bp_audit_use(bp_audit *a, uint32_t slice, const bp_batch *b, size_t from, size_t to)
{
    bool ok = count(a, b->file, slice, BP_USED, to - from);
    for (size_t i = from; ok && a->keep_used && i < to; i++) {
        const bp_mark mark = { .place = bp_batch_place(b, i),
                               .outcome = BP_USED,
                               .slice = slice };
        ok = is_late(a, &mark) || keep(a, &mark, (bp_text){ 0 });
    }
    return ok;
}

/* Puts a span of dates into that of a slice; 0 is no date. */
static void widen(bp_slice *s, int32_t first, int32_t last)
{
    if (first != 0 && (s->first_date == 0 || first < s->first_date))
        s->first_date = first;
    if (last > s->last_date)
        s->last_date = last;
}

void bp_audit_date(bp_audit *a, uint32_t slice, const bp_batch *b, size_t from, size_t to)
{
    const int32_t *date = b->date;
    uint32_t before = UINT32_MAX; /* less than the first by 1, which 0 never is */
    int32_t last = 0;
    for (size_t i = from; i < to; i++) {
        before = (uint32_t)date[i] - 1 < before ? (uint32_t)date[i] - 1 : before;
        last = date[i] > last ? date[i] : last;
    }
    widen(&a->slice[slice], (int32_t)(before + 1), last);
}

bool bp_survey_dates(const bp_survey *s, int32_t *first, int32_t *last)
{
    bp_slice all = { 0 };
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        const bp_slice *p = &s->audit.slice[i];
        if (bp_survey_outcome(s, BP_USED, p->year, p->currency) == BP_USED)
            widen(&all, p->first_date, p->last_date);
    }
    *first = all.first_date;
    *last = all.last_date;
    return all.last_date != 0;
}

static bool merge_mark(bp_audit *a, const bp_audit *from, const bp_mark *m,
                       uint32_t slice)
{
    bp_mark moved = *m;
    moved.slice = slice;
    moved.column = bp_audit_word(a, bp_dict_text(from->words, m->column));
    moved.limit = bp_audit_word(a, bp_dict_text(from->words, m->limit));
    if (moved.column == BP_NO_ID || moved.limit == BP_NO_ID)
        return false;
    bp_text value = m->value != NULL ? bp_text_of(m->value) : (bp_text){ 0 };
    return keep(a, &moved, value);
}

/* Which slices of `a` those of `from` are. */
static bool merge_slices(bp_audit *a, const bp_audit *from, uint32_t slice[])
{
    bool ok = true;
    for (size_t i = 0; ok && i < from->n_slices; i++) {
        const bp_slice *f = &from->slice[i];
        slice[i] = bp_audit_slice(a, f->year, f->currency);
        ok = slice[i] != BP_NO_ID;
        if (ok)
            widen(&a->slice[slice[i]], f->first_date, f->last_date);
    }
    return ok;
}

static bool merge_counts(bp_audit *a, const bp_audit *from, const uint32_t slice[])
{
    bool ok = true;
    for (uint32_t file = 0; file < a->n_files; file++)
        for (size_t i = 0; ok && i < from->file[file].n; i++)
            for (unsigned o = 0; ok && o < BP_OUTCOMES; o++) {
                const uint64_t rows = from->file[file].rows[i][o];
                ok = rows == 0 || count(a, file, slice[i], o, rows);
            }
    return ok;
}

static bp_status merge(bp_survey *s, bp_survey *of, bp_err *err)
{
    bp_audit *a = &s->audit;
    const bp_audit *from = &of->audit;
    uint32_t *slice = bp_alloc(0, from->n_slices, sizeof *slice);
    bool ok =
        slice != NULL && merge_slices(a, from, slice) && merge_counts(a, from, slice);
    for (size_t i = 0; ok && i < from->n_marks; i++)
        ok = merge_mark(a, from, &from->mark[i], slice[from->mark[i].slice]);
    free(slice);
    return bp_survey_memory(ok, err);
}

/* From here on no slice is looked up any more, for which the old ids would be needed. */
static bool rename_ids(bp_survey *s, const bp_new_ids *now)
{
    for (size_t i = 0; i < s->audit.n_slices; i++) {
        uint32_t *currency = &s->audit.slice[i].currency;
        *currency = bp_new_id(now->currency, *currency);
    }
    return true;
}

static int by_place(const void *a, const void *b)
{
    uint64_t x = ((const bp_mark *)a)->place.order, y = ((const bp_mark *)b)->place.order;
    return (x > y) - (x < y);
}

/* A row that is excluded now, and was not when it was read. */
static bool restate(bp_survey *s, bp_mark *m, unsigned outcome)
{
    bp_audit *a = &s->audit;
    const bool date = outcome == BP_RULE_DATE;
    const char *column = date ? s->shape.year_column : s->shape.currency_column;
    bp_text limit = bp_text_of(date ? "a year" : "a currency");
    bp_text value = { "", 0 };
    if (!date && s->chosen.currency != BP_NO_ID)
        limit = bp_dict_text(s->dicts.currency, s->chosen.currency);
    if (!date)
        value = bp_dict_text(s->dicts.currency, a->slice[m->slice].currency);
    m->outcome = outcome;
    m->field = 0;
    m->column = bp_audit_word(a, bp_text_of(column != NULL ? column : ""));
    m->limit = bp_audit_word(a, limit);
    m->value = a->keep_all ? value.at : NULL;
    return m->column != BP_NO_ID && m->limit != BP_NO_ID;
}

/* Leaves the marks of rows that are excluded in the end; *n of them.  False: memory. */
static bool drop_others(bp_survey *s, size_t *n)
{
    bp_audit *a = &s->audit;
    *n = 0;
    for (size_t i = 0; i < a->n_marks; i++) {
        bp_mark m = a->mark[i];
        const bp_slice *p = &a->slice[m.slice];
        const unsigned outcome = bp_survey_outcome(s, m.outcome, p->year, p->currency);
        if (outcome >= BP_RULE_COUNT)
            continue;
        if (outcome != m.outcome && !restate(s, &m, outcome))
            return false;
        a->mark[(*n)++] = m;
    }
    return true;
}

/* Leaves the marks of excluded rows, in input order; unless all are kept, the first of
 * each rule. */
static bp_status settle(bp_survey *s, bp_err *err)
{
    bp_audit *a = &s->audit;
    size_t n;
    uint64_t listed[BP_OUTCOMES] = { 0 };
    if (!drop_others(s, &n))
        return bp_survey_memory(false, err);
    if (n > 1)
        qsort(a->mark, n, sizeof a->mark[0], by_place);
    a->n_marks = 0;
    for (size_t i = 0; i < n; i++)
        if (a->keep_all || listed[a->mark[i].outcome]++ < BP_FIRST_ROWS)
            a->mark[a->n_marks++] = a->mark[i];
    return BP_OK;
}

const bp_part_kind bp_part_audit = { .init = init,
                                     .rename = rename_ids,
                                     .merge = merge,
                                     .settle = settle,
                                     .bytes = bytes,
                                     .release = release };

bp_status bp_survey_reject(bp_survey *s, const bp_reject *r, bp_err *err)
{
    const bool sliced = r->rule > BP_RULE_RAGGED; /* a broken row's cells mean nothing */
    const bool in_currency = sliced && s->shape.has_currency;
    const uint32_t currency =
        in_currency ? bp_dict_put(s->dicts.currency, r->currency) : BP_NO_ID;
    bp_mark mark = { .place = r->place, .outcome = r->rule, .field = r->field };
    mark.column = bp_audit_word(&s->audit, bp_text_of(r->column));
    mark.limit = bp_audit_word(&s->audit, bp_text_of(r->limit));
    mark.slice = bp_audit_slice(&s->audit, sliced ? r->year : BP_NO_YEAR, currency);
    return bp_survey_memory((!in_currency || currency != BP_NO_ID) &&
                                mark.column != BP_NO_ID && mark.limit != BP_NO_ID &&
                                mark.slice != BP_NO_ID &&
                                bp_audit_count(&s->audit, &mark, r->value),
                            err);
}

bp_status bp_survey_dismiss(bp_survey *s, const bp_reject *r, bp_err *err)
{
    bp_audit *a = &s->audit;
    bp_tally *t = &s->input[r->place.file];
    bp_mark mark = { .place = r->place,
                     .outcome = r->rule,
                     .field = r->field,
                     .column = bp_audit_word(a, bp_text_of(r->column)),
                     .limit = bp_audit_word(a, bp_text_of(r->limit)) };
    const bool listed = a->keep_all || t->excluded[r->rule] < BP_FIRST_ROWS;
    t->used--;
    t->excluded[r->rule]++;
    if (!listed)
        return BP_OK;
    bp_mark *kept = append(a);
    if (kept == NULL || mark.column == BP_NO_ID || mark.limit == BP_NO_ID)
        return bp_survey_memory(false, err);
    size_t i = a->n_marks - 1;
    for (; i > 0 && a->mark[i - 1].place.order > mark.place.order; i--)
        a->mark[i] = a->mark[i - 1];
    a->mark[i] = mark;
    return BP_OK;
}

size_t bp_survey_exclusions(const bp_survey *s)
{
    return s->audit.n_marks;
}

bp_exclusion bp_survey_exclusion(const bp_survey *s, size_t i)
{
    const bp_mark *m = &s->audit.mark[i];
    return (bp_exclusion){ .rule = (bp_rule)m->outcome,
                           .place = m->place,
                           .field = m->field,
                           .column = bp_dict_text(s->audit.words, m->column).at,
                           .limit = bp_dict_text(s->audit.words, m->limit).at,
                           .value = m->value };
}
