/* SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.c - what became of every row, and where.
 *
 * Rows are counted by year and currency, since what becomes of a row is decided when all
 * rows were read; of each such slice also by file.  Of thousands of files most counts are
 * 0: only that of the file which is being read has room for all of them.  Of each slice
 * and outcome the first rows are listed, or all when the caller wants a list; which rows
 * are the first does not depend on the order in which workers met them. */
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
        free(a->file[i].count);
    free(a->file);
    free(a->now);
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

/* Leaves of the counts of the current file those that are not 0.  False: memory is out,
 * and nothing has changed. */
static bool put_away(bp_audit *a)
{
    bp_file_rows *f = &a->file[a->at];
    size_t n = 0;
    for (size_t i = 0; i < a->n_now; i++)
        for (unsigned o = 0; o < BP_OUTCOMES; o++)
            n += a->now[i][o] > 0;
    if (n == 0)
        return true;
    bp_file_count *to = bp_alloc(0, n, sizeof *to);
    if (to == NULL)
        return false;
    free(f->count);
    *f = (bp_file_rows){ to, n };
    for (size_t i = 0; i < a->n_now; i++)
        for (unsigned o = 0; o < BP_OUTCOMES; o++)
            if (a->now[i][o] > 0)
                *to++ = (bp_file_count){ (uint32_t)i, o, a->now[i][o] };
    a->n_now = 0;
    return true;
}

/* Room for the counts of a slice.  False: memory is out. */
static bool reach(bp_audit *a, size_t slice)
{
    if (slice < a->n_now)
        return true;
    if (!bp_reserve(&a->now, &a->cap_now, slice + 1, sizeof a->now[0]))
        return false;
    memset(a->now + a->n_now, 0, (slice + 1 - a->n_now) * sizeof a->now[0]);
    a->n_now = slice + 1;
    return true;
}

/* From here on the rows of this file are counted.  False: memory is out. */
static bool turn_to(bp_audit *a, uint32_t file)
{
    bp_file_rows *f = &a->file[file];
    if (!put_away(a) || (f->n > 0 && !reach(a, f->count[f->n - 1].slice)))
        return false;
    for (size_t i = 0; i < f->n; i++)
        a->now[f->count[i].slice][f->count[i].outcome] = f->count[i].rows;
    f->n = 0;
    a->at = file;
    return true;
}

/* Counts rows of a file.  False: memory is out. */
static bool count(bp_audit *a, uint32_t file, uint32_t slice, unsigned outcome,
                  uint64_t rows)
{
    if ((file != a->at && !turn_to(a, file)) || !reach(a, slice))
        return false;
    a->now[slice][outcome] += rows;
    a->slice[slice].rows[outcome] += rows;
    return true;
}

static int by_slice(const void *a, const void *b)
{
    const bp_file_count *x = a, *y = b;
    if (x->slice != y->slice)
        return x->slice > y->slice ? 1 : -1;
    return (x->outcome > y->outcome) - (x->outcome < y->outcome);
}

uint64_t bp_audit_rows(const bp_audit *a, size_t file, uint32_t slice, unsigned outcome)
{
    const bp_file_rows *f = &a->file[file];
    const bp_file_count want = { slice, outcome, 0 };
    if (file == a->at)
        return slice < a->n_now ? a->now[slice][outcome] : 0;
    const bp_file_count *found =
        f->n > 0 ? bsearch(&want, f->count, f->n, sizeof want, by_slice) : NULL;
    return found != NULL ? found->rows : 0;
}

/* The id of a word for a mark. */
static uint32_t id_of_word(bp_audit *a, bp_text word)
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

/* Is a row behind the first rows of a slice, which are there? */
static inline bool is_late(const bp_slice *s, unsigned outcome, uint64_t order)
{
    return s->n_marks[outcome] == BP_FIRST_ROWS && order > s->until[outcome];
}

/* Counts a row in mark->slice with mark->outcome, and keeps the mark when it is
 * one of those that are listed; the value is copied.  False: memory is out. */
static bool count_value(bp_audit *a, const bp_mark *mark, bp_text value)
{
    return count(a, mark->place.file, mark->slice, mark->outcome, 1) &&
           (is_late(&a->slice[mark->slice], mark->outcome, mark->place.order) ||
            keep(a, mark, value));
}

bool bp_audit_use(bp_audit *a, uint32_t slice, const bp_batch *b, size_t from, size_t to)
{
    bool ok = count(a, b->file, slice, BP_USED, to - from);
    for (size_t i = from; ok && a->keep_used && i < to; i++)
        if (!is_late(&a->slice[slice], BP_USED, b->order[i])) {
            const bp_mark mark = { .place = bp_batch_place(b, i),
                                   .outcome = BP_USED,
                                   .slice = slice };
            ok = keep(a, &mark, (bp_text){ 0 });
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
    moved.column = id_of_word(a, bp_dict_text(from->words, m->column));
    moved.limit = id_of_word(a, bp_dict_text(from->words, m->limit));
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

static bool merge_counts(bp_audit *a, bp_audit *from, const uint32_t slice[])
{
    bool ok = put_away(from);
    for (uint32_t file = 0; file < a->n_files; file++) {
        const bp_file_rows *f = &from->file[file];
        for (size_t i = 0; ok && i < f->n; i++)
            ok = count(a, file, slice[f->count[i].slice], f->count[i].outcome,
                       f->count[i].rows);
    }
    return ok;
}

static bp_status merge(bp_survey *s, bp_survey *of, bp_err *err)
{
    bp_audit *a = &s->audit, *from = &of->audit;
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
    m->column = id_of_word(a, bp_text_of(column != NULL ? column : ""));
    m->limit = id_of_word(a, limit);
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

/* ---- as a file ---- */

/* A slice on its way into the order of years and currencies. */
typedef struct ranked {
    int32_t year;
    uint32_t currency;
    uint32_t at;
} ranked;

static int by_id(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->year != y->year)
        return x->year > y->year ? 1 : -1;
    return (x->currency > y->currency) - (x->currency < y->currency);
}

/* The rows of a slice by file, of the files that have some: each behind one more than how
 * many files were passed over; then 0. */
static void save_rows(bp_str *out, const bp_audit *a, uint32_t slice)
{
    size_t next = 0;
    for (size_t f = 0; f < a->n_files; f++) {
        uint64_t all = 0;
        for (unsigned o = 0; o < BP_OUTCOMES; o++)
            all += bp_audit_rows(a, f, slice, o);
        if (all == 0)
            continue;
        bp_pack_uint(out, f - next + 1);
        next = f + 1;
        for (unsigned o = 0; o < BP_OUTCOMES; o++)
            bp_pack_uint(out, bp_audit_rows(a, f, slice, o));
    }
    bp_pack_uint(out, 0);
}

static void save_slice(bp_str *out, const bp_audit *a, uint32_t slice)
{
    const bp_slice *s = &a->slice[slice];
    bp_pack_int(out, s->year);
    bp_save_id(out, s->currency);
    bp_pack_int(out, s->first_date);
    bp_pack_int(out, s->last_date);
    save_rows(out, a, slice);
}

static void save_mark(bp_str *out, const bp_saving *to, const bp_mark *m)
{
    const bp_audit *a = &to->survey->audit;
    bp_pack_uint(out, to->slice[m->slice]);
    bp_pack_uint(out, m->outcome);
    bp_save_place(out, &m->place);
    bp_pack_uint(out, m->field);
    bp_pack_text(out, bp_dict_text(a->words, m->column));
    bp_pack_text(out, bp_dict_text(a->words, m->limit));
    bp_pack_string(out, m->value);
}

/* The slice alone, as if none of its rows had been counted. */
static void save_bare(bp_str *out, const bp_slice *s)
{
    bp_pack_int(out, s->year);
    bp_save_id(out, s->currency);
    bp_pack_int(out, 0);
    bp_pack_int(out, 0);
    bp_pack_uint(out, 0);
}

/* The slices of all files, in their order; the rows of one of them. */
static void save_slices(const bp_saving *to, bp_str out[], const ranked list[])
{
    const bp_audit *a = &to->survey->audit;
    for (size_t k = 0; k < to->owners; k++) {
        bp_pack_uint(&out[k], a->n_slices);
        for (size_t i = 0; i < a->n_slices; i++)
            if (k == to->own)
                save_slice(&out[k], a, list[i].at);
            else
                save_bare(&out[k], &a->slice[list[i].at]);
        bp_pack_uint(&out[k], k == to->own ? a->n_marks : 0);
    }
}

static bp_status save(bp_saving *to, bp_str out[], bp_err *err)
{
    bp_audit *a = &to->survey->audit;
    ranked *list = bp_alloc(0, a->n_slices, sizeof *list);
    to->slice = bp_alloc(0, a->n_slices, sizeof *to->slice);
    const bool ok = list != NULL && to->slice != NULL;
    for (uint32_t i = 0; ok && i < a->n_slices; i++)
        list[i] = (ranked){ a->slice[i].year, a->slice[i].currency, i };
    if (ok && a->n_slices > 1)
        qsort(list, a->n_slices, sizeof *list, by_id);
    for (uint32_t i = 0; ok && i < a->n_slices; i++)
        to->slice[list[i].at] = i;
    if (ok)
        save_slices(to, out, list);
    if (ok && a->n_marks > 1)
        qsort(a->mark, a->n_marks, sizeof a->mark[0], by_place);
    for (size_t i = 0; ok && i < a->n_marks; i++)
        save_mark(&out[to->own], to, &a->mark[i]);
    free(list);
    return bp_survey_memory(ok, err);
}

/* False: memory is out. */
static bool load_rows(bp_audit *a, bp_unpack *from, uint32_t slice)
{
    bool ok = true;
    size_t next = 0;
    for (uint64_t skip; ok && (skip = bp_unpack_uint(from)) > 0;) {
        from->bad |= skip > a->n_files - next;
        if (from->bad)
            break;
        const uint32_t file = (uint32_t)(next + skip - 1);
        next = (size_t)file + 1;
        for (unsigned o = 0; ok && o < BP_OUTCOMES; o++)
            ok = count(a, file, slice, o, bp_unpack_uint(from));
    }
    return ok;
}

/* The number of the slice in the survey; BP_NO_ID: memory is out. */
static uint32_t load_slice(bp_loading *to, bp_unpack *from)
{
    bp_audit *a = &to->survey->audit;
    const int32_t year = (int32_t)bp_unpack_int(from);
    const uint32_t currency = bp_load_id(from, to->now.currency, to->n_currency);
    if (from->bad)
        return 0;
    const uint32_t at = bp_audit_slice(a, year, currency);
    if (at == BP_NO_ID)
        return at;
    const int32_t first = (int32_t)bp_unpack_int(from);
    widen(&a->slice[at], first, (int32_t)bp_unpack_int(from));
    return load_rows(a, from, at) ? at : BP_NO_ID;
}

static bool load_mark(bp_loading *to, bp_unpack *from)
{
    bp_audit *a = &to->survey->audit;
    bp_mark m = { .slice = bp_load_known(from, to->slice, to->n_slices) };
    m.outcome = (unsigned)bp_unpack_below(from, BP_OUTCOMES);
    m.place = bp_load_place(from, a->n_files);
    m.field = bp_unpack_uint(from);
    const bp_text column = bp_unpack_text(from), limit = bp_unpack_text(from);
    const bool has_value = bp_unpack_below(from, 2) == 1;
    const bp_text value = has_value ? bp_unpack_text(from) : (bp_text){ NULL, 0 };
    if (from->bad)
        return true;
    m.column = id_of_word(a, column);
    m.limit = id_of_word(a, limit);
    return m.column != BP_NO_ID && m.limit != BP_NO_ID && keep(a, &m, value);
}

static bp_status load(bp_loading *to, bp_unpack *from, bp_err *err)
{
    const size_t n = bp_unpack_count(from);
    to->slice = bp_alloc(0, n, sizeof *to->slice);
    bool ok = to->slice != NULL;
    while (ok && !from->bad && to->n_slices < n) {
        to->slice[to->n_slices] = load_slice(to, from);
        ok = to->slice[to->n_slices++] != BP_NO_ID;
    }
    const size_t marks = bp_unpack_count(from);
    for (size_t i = 0; ok && !from->bad && i < marks; i++)
        ok = load_mark(to, from);
    return bp_survey_memory(ok, err);
}

const bp_part_kind bp_part_audit = { .init = init,
                                     .rename = rename_ids,
                                     .merge = merge,
                                     .settle = settle,
                                     .bytes = bytes,
                                     .what = "the list of rows that are left out",
                                     .release = release,
                                     .tag = 'A',
                                     .save = save,
                                     .load = load };

bp_status bp_survey_reject(bp_survey *s, const bp_reject *r, bp_err *err)
{
    const bool sliced = r->rule > BP_RULE_RAGGED; /* a broken row's cells mean nothing */
    const bool in_currency = sliced && s->shape.has_currency;
    const uint32_t currency =
        in_currency ? bp_dict_put(s->dicts.currency, r->currency) : BP_NO_ID;
    bp_mark mark = { .place = r->place, .outcome = r->rule, .field = r->field };
    mark.column = id_of_word(&s->audit, bp_text_of(r->column));
    mark.limit = id_of_word(&s->audit, bp_text_of(r->limit));
    mark.slice = bp_audit_slice(&s->audit, sliced ? r->year : BP_NO_YEAR, currency);
    return bp_survey_memory((!in_currency || currency != BP_NO_ID) &&
                                mark.column != BP_NO_ID && mark.limit != BP_NO_ID &&
                                mark.slice != BP_NO_ID &&
                                count_value(&s->audit, &mark, r->value),
                            err);
}

bp_status bp_survey_dismiss(bp_survey *s, const bp_reject *r, bp_err *err)
{
    bp_audit *a = &s->audit;
    bp_tally *t = &s->input[r->place.file];
    bp_mark mark = { .place = r->place,
                     .outcome = r->rule,
                     .field = r->field,
                     .column = id_of_word(a, bp_text_of(r->column)),
                     .limit = id_of_word(a, bp_text_of(r->limit)) };
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
