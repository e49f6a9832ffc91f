/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.c - which groups earlier runs have shown.
 *
 * A new group is compared with those of earlier runs that have one of its lowest elements
 * in common, which all have that differ by few: so a ledger may have many groups.  Those
 * that are added are compared with later runs only: this one has compared its own. */
#define _GNU_SOURCE
#include "answer/ledger.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lock.h"
#include "base/mem.h"
#include "base/outputs.h"

#define SALT_BYTES 32

/* A group by one of its lowest elements. */
typedef struct mark {
    uint64_t x;
    size_t cell;
} mark;

struct bp_ledger {
    const char *path;
    bp_lock *lock;
    char salt[2 * SALT_BYTES + 1]; /* in hex */
    bp_ledger_cell *cell;          /* [n] those of earlier runs first */
    size_t n;
    size_t cap;
    size_t n_read;
    bp_ledger_sums sums;
    mark *mark; /* [n_marks] of earlier runs, ascending */
    size_t n_marks;
    size_t cap_marks;
};

void bp_ledger_free(bp_ledger *l)
{
    if (l == NULL)
        return;
    bp_lock_free(l->lock);
    bp_ledger_sums_release(&l->sums);
    free(l->cell);
    free(l->mark);
    free(l);
}

uint64_t bp_ledger_element(const bp_ledger *l, bp_digest *d, const void *bytes, size_t n)
{
    bp_digest_add(d, l->salt, sizeof l->salt);
    bp_digest_add(d, bytes, n);
    return 1 + (bp_digest_number(d) >> 3) % (BP_SKETCH_PRIME - 1);
}

/* ---- comparing ---- */

static bool add_marks(bp_ledger *l, const bp_marks *m, size_t cell)
{
    if (!bp_reserve(&l->mark, &l->cap_marks, l->n_marks + m->n, sizeof l->mark[0]))
        return false;
    for (size_t i = 0; i < m->n; i++)
        l->mark[l->n_marks++] = (mark){ m->low[i], cell };
    return true;
}

static int by_element(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->x != y->x)
        return x->x < y->x ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static bool few(size_t distance)
{
    return distance > 0 && distance <= BP_SKETCH_FEW;
}

static bool differ_by_few(const bp_ledger_cell *a, const bp_ledger_cell *b)
{
    const uint64_t n = a->n > b->n ? a->n - b->n : b->n - a->n;
    if (n <= BP_SKETCH_FEW && few(bp_sketch_distance(&a->people, &b->people)))
        return true;
    return a->of_orgs && b->of_orgs && few(bp_sketch_distance(&a->orgs, &b->orgs));
}

/* The first mark that is not below x. */
static size_t find_mark(const bp_ledger *l, uint64_t x)
{
    size_t low = 0, high = l->n_marks;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (l->mark[middle].x < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_same(const bp_ledger_cell *a, const bp_ledger_cell *b)
{
    return a->n == b->n && a->of_orgs == b->of_orgs &&
           memcmp(&a->people, &b->people, sizeof a->people) == 0 &&
           memcmp(&a->orgs, &b->orgs, sizeof a->orgs) == 0;
}

/* Is a group with one of these marks alike? */
static bool find_alike(const bp_ledger *l, const bp_ledger_cell *c, const bp_marks *m,
                       bool (*alike)(const bp_ledger_cell *, const bp_ledger_cell *))
{
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = find_mark(l, m->low[i]);
             k < l->n_marks && l->mark[k].x == m->low[i]; k++)
            if (alike(c, &l->cell[l->mark[k].cell]))
                return true;
    return false;
}

bool bp_ledger_differs(const bp_ledger *l, const bp_ledger_cell *c)
{
    return find_alike(l, c, &c->people_marks, differ_by_few) ||
           find_alike(l, c, &c->org_marks, differ_by_few);
}

bp_status bp_ledger_add(bp_ledger *l, const bp_ledger_cell *c, bp_err *err)
{
    if (find_alike(l, c, &c->people_marks, is_same))
        return BP_OK;
    for (size_t i = l->n_read; i < l->n; i++) /* everybody is in every table */
        if (l->cell[i].n == c->n && is_same(c, &l->cell[i]))
            return BP_OK;
    if (!bp_reserve(&l->cell, &l->cap, l->n + 1, sizeof l->cell[0]))
        return bp_no_memory(err, "the ledger");
    l->cell[l->n++] = *c;
    return BP_OK;
}

/* ---- reading ---- */

/* What is left of a line. */
typedef struct reader {
    const char *at;
    const char *end;
    bool failed;
} reader;

static void expect(reader *r, const char *word)
{
    const size_t n = strlen(word);
    r->failed = r->failed || (size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0;
    r->at += r->failed ? 0 : n;
}

/* A blank and up to 16 hex digits. */
static uint64_t read_number(reader *r)
{
    uint64_t x = 0;
    size_t digits = 0;
    expect(r, " ");
    for (; !r->failed && r->at < r->end && *r->at != ' '; r->at++, digits++) {
        const char c = *r->at;
        const bool digit = bp_is_digit(c), letter = c >= 'a' && c <= 'f';
        r->failed = digits == 16 || (!digit && !letter);
        x = x << 4 | (uint64_t)(digit ? c - '0' : c - 'a' + 10);
    }
    r->failed = r->failed || digits == 0;
    return x;
}

/* The sums of a sketch. */
static void read_sums(reader *r, bp_sketch *s)
{
    for (size_t k = 0; k < BP_SKETCH_SUMS; k++) {
        s->sum[k] = read_number(r);
        r->failed = r->failed || s->sum[k] >= BP_SKETCH_PRIME;
    }
}

static bp_status damaged(const bp_loc *at, bp_err *err)
{
    return bp_fail(err, at, BP_EDATA, "the ledger is damaged");
}

static void read_set(reader *r, bp_sketch *s, bp_marks *m)
{
    read_sums(r, s);
    for (size_t k = 0; k < BP_MARKS; k++) {
        const uint64_t x = read_number(r);
        if (x != 0)
            bp_marks_add(m, x);
    }
}

static bp_status read_cell(bp_ledger *l, reader r, const bp_loc *at, bp_err *err)
{
    bp_ledger_cell c = { .n = 0 };
    expect(&r, "cell");
    c.n = read_number(&r);
    read_set(&r, &c.people, &c.people_marks);
    c.of_orgs = !r.failed && r.at < r.end;
    if (c.of_orgs)
        read_set(&r, &c.orgs, &c.org_marks);
    if (r.failed || r.at < r.end)
        return damaged(at, err);
    if (!bp_reserve(&l->cell, &l->cap, l->n + 1, sizeof l->cell[0]) ||
        !add_marks(l, &c.people_marks, l->n) || !add_marks(l, &c.org_marks, l->n))
        return bp_no_memory(err, "the ledger");
    l->cell[l->n++] = c;
    return BP_OK;
}

static bp_status read_mean(bp_ledger *l, reader r, const bp_loc *at, bp_err *err)
{
    bp_ledger_sum one = { .n = 0 };
    const size_t before = l->sums.n;
    size_t number;
    expect(&r, "mean");
    const uint64_t state = read_number(&r);
    one.state = state <= BP_SUM_SHOWN ? (bp_sum_state)state : BP_SUM_SHOWN;
    one.pay = read_number(&r);
    one.n = read_number(&r);
    read_sums(&r, &one.people);
    for (size_t k = 0; k < BP_SUM_MORE; k++) {
        one.more[k] = read_number(&r);
        r.failed = r.failed || one.more[k] >= BP_SKETCH_PRIME;
    }
    if (r.failed || r.at < r.end || state > BP_SUM_SHOWN)
        return damaged(at, err);
    bp_status status = bp_ledger_sums_put(&l->sums, &one, &number, err);
    return status == BP_OK && number != before ? damaged(at, err) : status;
}

static bp_status read_addition(bp_ledger *l, reader r, const bp_loc *at, bp_err *err)
{
    size_t *member = NULL, n = 0, cap = 0;
    bp_status status = BP_OK;
    expect(&r, "adds");
    while (status == BP_OK && !r.failed && r.at < r.end) {
        const uint64_t number = read_number(&r);
        r.failed = r.failed || number >= l->sums.n;
        if (!bp_reserve(&member, &cap, n + 1, sizeof member[0]))
            status = bp_no_memory(err, "the ledger");
        else
            member[n++] = (size_t)number;
    }
    if (status == BP_OK)
        status = r.failed || n < 2 ? damaged(at, err)
                                   : bp_ledger_sums_add(&l->sums, member, n, err);
    free(member);
    return status;
}

static const char head[] = "benchpay ledger 2", older[] = "benchpay ledger 1";

static bp_status read_head(reader r, const bp_loc *at, bp_err *err)
{
    reader any = r, first = r;
    expect(&r, head);
    expect(&first, older);
    if ((!r.failed && r.at == r.end) || (!first.failed && first.at == first.end))
        return BP_OK;
    expect(&any, "benchpay ledger ");
    return bp_fail(err, at, BP_EDATA,
                   any.failed ? "this is not a ledger"
                              : "the ledger is of another version of benchpay");
}

static bp_status read_salt(bp_ledger *l, reader r, const bp_loc *at, bp_err *err)
{
    expect(&r, "salt ");
    bool ok = !r.failed && r.end - r.at == 2 * SALT_BYTES;
    if (ok)
        memcpy(l->salt, r.at, 2 * SALT_BYTES);
    ok = ok && strspn(l->salt, "0123456789abcdef") == 2 * SALT_BYTES;
    return ok ? BP_OK : damaged(at, err);
}

/* Are these the digest of all before it? */
static bp_status read_end(reader r, bp_text above, bool last, const bp_loc *at,
                          bp_err *err)
{
    bp_digest *d = NULL;
    char hex[65];
    bp_status status = bp_digest_new(&d, err);
    if (status != BP_OK)
        return status;
    bp_digest_add(d, above.at, above.n);
    bp_digest_hex(d, hex);
    bp_digest_free(d);
    expect(&r, "end ");
    expect(&r, hex);
    return !r.failed && r.at == r.end && last ? BP_OK : damaged(at, err);
}

static bp_status read_line(bp_ledger *l, reader line, const bp_loc *at, bp_err *err)
{
    switch (line.at < line.end ? *line.at : '\0') {
    case 'm':
        return read_mean(l, line, at, err);
    case 'a':
        return read_addition(l, line, at, err);
    default:
        return read_cell(l, line, at, err);
    }
}

static bp_status read_lines(bp_ledger *l, bp_text all, bp_err *err)
{
    bp_loc at = { .file = l->path };
    bp_status status = BP_OK;
    bool ended = false;
    const char *next = all.at, *const end = all.at + all.n;
    while (status == BP_OK && next < end) {
        const char *stop = memchr(next, '\n', (size_t)(end - next));
        const reader line = { next, stop != NULL ? stop : end, false };
        at.line++;
        if (at.line == 1)
            status = read_head(line, &at, err);
        else if (at.line == 2)
            status = read_salt(l, line, &at, err);
        else if ((ended = *next == 'e'))
            status = read_end(line, (bp_text){ all.at, (size_t)(next - all.at) },
                              stop != NULL && stop + 1 == end, &at, err);
        else
            status = read_line(l, line, &at, err);
        next = stop != NULL ? stop + 1 : end;
    }
    at.line++;
    return status == BP_OK && !ended
               ? bp_fail(err, &at, BP_EDATA, "the ledger is cut off")
               : status;
}

static bp_status draw_salt(bp_ledger *l, bp_err *err)
{
    static const char digit[] = "0123456789abcdef";
    unsigned char salt[SALT_BYTES];
    if (getentropy(salt, sizeof salt) != 0)
        return bp_fail(err, &(bp_loc){ .file = l->path }, BP_EIO,
                       "no random numbers for a new ledger");
    for (size_t i = 0; i < sizeof salt; i++) {
        l->salt[2 * i] = digit[salt[i] >> 4];
        l->salt[2 * i + 1] = digit[salt[i] & 15];
    }
    return BP_OK;
}

#define LEDGER_BYTES_MAX ((size_t)1 << 32)

static bp_status read_file(bp_ledger *l, bp_err *err)
{
    bp_str bytes = { 0 };
    bp_status status = bp_file_read(&bytes, l->path, LEDGER_BYTES_MAX, err);
    if (status == BP_OK && bytes.n > 0)
        status = read_lines(l, (bp_text){ bytes.at, bytes.n }, err);
    else if (status == BP_OK)
        status = draw_salt(l, err);
    bp_str_release(&bytes);
    return status;
}

bp_status bp_ledger_open(bp_ledger **out, const char *path, bp_err *err)
{
    bp_ledger *l = bp_alloc(0, 1, sizeof *l);
    if (l == NULL)
        return bp_no_memory(err, "the ledger");
    l->path = path;
    bp_status status = bp_lock_take(&l->lock, path, err);
    if (status == BP_OK)
        status = access(path, F_OK) == 0 ? read_file(l, err) : draw_salt(l, err);
    if (status != BP_OK) {
        bp_ledger_free(l);
        return status;
    }
    if (l->n_marks > 0)
        qsort(l->mark, l->n_marks, sizeof l->mark[0], by_element);
    l->n_read = l->n;
    l->sums.changed = false;
    *out = l;
    return BP_OK;
}

/* ---- writing ---- */

static void put_sums(bp_str *out, const bp_sketch *s)
{
    for (size_t k = 0; k < BP_SKETCH_SUMS; k++)
        bp_str_printf(out, " %llx", (unsigned long long)s->sum[k]);
}

static void put_set(bp_str *out, const bp_sketch *s, const bp_marks *m)
{
    put_sums(out, s);
    for (size_t k = 0; k < BP_MARKS; k++)
        bp_str_printf(out, " %llx", k < m->n ? (unsigned long long)m->low[k] : 0ULL);
}

static void put_means(bp_str *out, const bp_ledger_sums *s)
{
    for (size_t i = 0; i < s->n; i++) {
        bp_str_printf(out, "mean %d %llx %llx", (int)s->sum[i].state,
                      (unsigned long long)s->sum[i].pay, (unsigned long long)s->sum[i].n);
        put_sums(out, &s->sum[i].people);
        for (size_t k = 0; k < BP_SUM_MORE; k++)
            bp_str_printf(out, " %llx", (unsigned long long)s->sum[i].more[k]);
        bp_str_puts(out, "\n");
    }
    for (size_t i = 0; i < s->n_additions; i++) {
        const bp_ledger_addition *a = &s->addition[i];
        bp_str_puts(out, "adds");
        for (size_t k = 0; k < a->n; k++)
            bp_str_printf(out, " %llx", (unsigned long long)s->member[a->from + k]);
        bp_str_puts(out, "\n");
    }
}

static bp_status put_all(bp_str *out, const bp_ledger *l, bp_err *err)
{
    bp_digest *d = NULL;
    char hex[65];
    bp_str_printf(out, "%s\nsalt %s\n", head, l->salt);
    for (size_t i = 0; i < l->n; i++) {
        const bp_ledger_cell *c = &l->cell[i];
        bp_str_printf(out, "cell %llx", (unsigned long long)c->n);
        put_set(out, &c->people, &c->people_marks);
        if (c->of_orgs)
            put_set(out, &c->orgs, &c->org_marks);
        bp_str_puts(out, "\n");
    }
    put_means(out, &l->sums);
    bp_status status = bp_digest_new(&d, err);
    if (status != BP_OK)
        return status;
    if (!out->failed)
        bp_digest_add(d, out->at, out->n);
    bp_digest_hex(d, hex);
    bp_digest_free(d);
    bp_str_printf(out, "end %s\n", hex);
    return out->failed ? bp_no_memory(err, "the ledger") : BP_OK;
}

static bp_status write_file(const bp_ledger *l, bp_text bytes, bp_err *err)
{
    bp_outputs *o = NULL;
    bp_status status = bp_outputs_new(&o, err);
    if (status == BP_OK)
        status = bp_outputs_add(o, l->path, bytes, err);
    if (status == BP_OK)
        status = bp_outputs_commit(o, err);
    bp_outputs_free(o);
    return status;
}

bp_ledger_sums *bp_ledger_all_sums(bp_ledger *l)
{
    return &l->sums;
}

bp_status bp_ledger_commit(bp_ledger *l, bp_err *err)
{
    bp_str bytes = { 0 };
    bp_status status = BP_OK;
    if (l->n > l->n_read || l->sums.changed) {
        status = put_all(&bytes, l, err);
        if (status == BP_OK)
            status = write_file(l, (bp_text){ bytes.at, bytes.n }, err);
    }
    bp_str_release(&bytes);
    bp_lock_free(l->lock);
    l->lock = NULL;
    return status;
}
