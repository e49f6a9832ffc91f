/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One look for many files.
 *
 * What a file means is found in its first ten thousand records, which of two thousand
 * files is all there is of them: they would be read twice, the second time slowly.  So
 * files share a number of records.  Where a file starts with the header of the first, to
 * the byte, a few records of it are held against what the first was found to be; where
 * they differ in anything that decides how cells are read, it is looked at as if it were
 * alone.  A file that has this header and nothing else, as an empty part of a large
 * survey is written by some, has no rows.
 */
#define _POSIX_C_SOURCE 200809L
#include "ingest/further.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/str.h"
#include "ingest/label.h"
#include "ingest/lines.h"
#include "ingest/records.h"
#include "ingest/sniff.h"

/* So many records of all files are looked at, about, and of each at least BRIEF from its
 * start and END from its end; and in so many of its last lines, as far as they are in so
 * many of its last bytes, it is looked for totals. */
#define TOGETHER ((size_t)2 * BP_HEAD_RECORDS)
#define BRIEF ((size_t)40)
#define END ((size_t)10)
#define LAST_LINES ((size_t)64)
#define LAST_BYTES ((size_t)16 << 10)

/* An amount that sums up others is in so many of the last records. */
#define LAST_FEW ((size_t)3)

static size_t records_of_each(size_t n_files)
{
    const size_t share = TOGETHER / n_files;
    return share < BRIEF ? BRIEF : share;
}

/* The last records of a file. */
typedef struct last {
    bp_head *head;
    const bp_reading *reading;
    size_t *digits; /* [2 * columns] the most that a cell has, of the last few and of
                     * those before */
    size_t n, seen; /* records, or nearly so: lines */
    bool ragged, labelled;
} last;

/* Up to `enough` of those before a decimal mark; of words there are none. */
static size_t count_digits(bp_text t, size_t enough)
{
    size_t n = 0;
    for (size_t i = 0; i < t.n && n < enough && t.at[i] != '.' && t.at[i] != ','; i++)
        n += bp_is_digit(t.at[i]);
    return n;
}

static bp_status see(void *arg, const bp_record *r, bp_err *err)
{
    last *l = arg;
    const size_t left = l->n - l->seen++;
    (void)err;
    l->ragged |= r->n != l->head->layout.n_columns || r->broken;
    for (size_t i = 0; !l->ragged && i < r->n; i++) {
        const bp_text cell = r->field[i];
        size_t *most = &l->digits[2 * i + (left <= LAST_FEW ? 0 : 1)];
        const bool more = l->head->evidence[i].numbers > 0 && cell.n > *most;
        const size_t digits = count_digits(cell, more ? cell.n : 1);
        *most = digits > *most ? digits : *most;
        l->labelled |= digits == 0 && bp_label_of(cell).kind != BP_LABEL_NONE;
        if (left <= END)
            bp_evidence_see(&l->head->evidence[i], cell, l->reading->missing,
                            l->reading->n_missing);
    }
    return BP_OK;
}

/* Does a number near the end have more digits than all before it?  It may be their sum.
 */
static bool may_sum_up(const last *l)
{
    bool may = l->n <= LAST_FEW || l->labelled;
    for (size_t i = 0; i < l->head->layout.n_columns; i++)
        may |=
            l->head->evidence[i].numbers > 0 && l->digits[2 * i] > l->digits[2 * i + 1];
    return may;
}

/* The last lines of a text, and how many they are. */
static bp_chunk last_lines(size_t *n, bp_text text)
{
    bp_lines lines = bp_lines_of(text);
    for (*n = bp_lines_count(text); *n > LAST_LINES; --*n)
        bp_lines_next(&lines);
    return (bp_chunk){ .text = lines.at, .n = (size_t)(lines.end - lines.at), .line = 1 };
}

/* Adds the last records to the evidence.  False when they are not those of people alone,
 * or it is not known. */
static bool look_at_end(bp_head *h, const bp_reading *reading)
{
    const char *file = bp_input_name(h->input);
    last l = { .head = h, .reading = reading };
    bp_str text = { 0 };
    l.digits = bp_alloc(0, 2 * h->layout.n_columns, sizeof *l.digits);
    bool good = l.digits != NULL && bp_input_tail(h->input, LAST_BYTES, &text);
    const bp_chunk chunk = last_lines(&l.n, bp_str_text(&text));
    good = good &&
           bp_records_read(file, &chunk, h->layout.rules, NULL, NULL, 0, see, &l, NULL) ==
               BP_OK &&
           !l.ragged && !may_sum_up(&l);
    bp_str_release(&text);
    free(l.digits);
    return good;
}

static bool same_style(bp_number_style a, bp_number_style b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Of numbers some can be dates by chance: pay of 202,401, or of 45,292.  Where all are, and
 * are meant, they are of one kind. */
static bool decide_dates(bp_date_style *out, const bp_evidence *e)
{
    const bool decided = bp_date_decide(&e->date, out);
    const bool chance = bp_column_is_number(bp_evidence_kind(e)) &&
                        e->date.year + e->date.ymd < e->numbers;
    if (chance || out->order == BP_DATE_SERIAL)
        *out = (bp_date_style){ BP_DATE_NONE, 0 };
    return decided;
}

static bool same_dates(const bp_evidence *a, const bp_evidence *b)
{
    bp_date_style x = { 0 }, y = { 0 };
    return decide_dates(&x, a) == decide_dates(&y, b) && x.order == y.order &&
           x.mark == y.mark && bp_date_are_short(&a->date) == bp_date_are_short(&b->date);
}

/* Are the cells of a column written alike? */
static bool same_cells(const bp_head *a, const bp_head *b, size_t column)
{
    const bp_evidence *x = &a->evidence[column], *y = &b->evidence[column];
    return bp_evidence_kind(x) == bp_evidence_kind(y) && !x->labelled && !y->labelled &&
           (x->ranges > 0) == (y->ranges > 0) && same_dates(x, y) &&
           same_style(bp_head_style(a, column, true), bp_head_style(b, column, true)) &&
           same_style(bp_head_style(a, column, false), bp_head_style(b, column, false));
}

static bool are_alike(const bp_head *a, const bp_head *b)
{
    bool alike = a->commas == b->commas && b->odd == 0;
    for (size_t i = 0; alike && i < a->layout.n_columns; i++)
        alike = same_cells(a, b, i);
    return alike;
}

/* The line of the header, where it is the first of the file and the layout depends on
 * nothing but it and the number of fields below: none of its names can be data. */
static bp_text header_of(const bp_head *first)
{
    const bp_layout *l = &first->layout;
    bool sure = l->has_header && l->header_line == 1 && l->data_line == 2 &&
                !l->header_unsure && !l->row_names && l->labels_line == 0;
    for (size_t i = 0; sure && i < l->n_columns; i++)
        sure = !bp_sniff_numeric(bp_text_of(l->name[i]));
    bp_lines lines = bp_lines_of(first->text);
    return sure ? bp_lines_next(&lines) : (bp_text){ "", 0 };
}

static bool starts_with(bp_text text, bp_text header)
{
    return header.n > 0 && text.n > header.n && memcmp(text.at, header.at, header.n) == 0;
}

static bp_text without_end(bp_text line)
{
    while (line.n > 0 && (line.at[line.n - 1] == '\n' || line.at[line.n - 1] == '\r'))
        line.n--;
    return line;
}

/* Is the header all that a file has? */
static bool is_bare(const bp_head *h, bp_text header)
{
    return h->whole && header.n > 0 &&
           bp_text_equal(without_end(h->text), without_end(header));
}

static void borrow_layout(bp_head *h, const bp_head *first)
{
    h->layout = first->layout;
    h->recode = first->recode;
    h->recoded = first->recoded;
    bp_input_set_delimiter(h->input, h->layout.rules.delimiter);
}

static void borrow_evidence(bp_head *h, const bp_head *first)
{
    free(h->evidence);
    h->evidence = first->evidence;
    h->like_first = true;
}

typedef struct further {
    bp_head *head; /* [0] the first, whose header this is; "": it is none that is alike */
    const bp_reading *reading;
    bp_text header;
    bool again;
} further;

/* Is a file, of which only the text is there, written as the first is? */
static bool is_like(bp_head *h, const further *of)
{
    const bp_head *first = &of->head[0];
    const bp_reading *reading = of->reading;
    if (bp_input_bytes(h->input) == 0 || !starts_with(h->text, of->header))
        return false;
    borrow_layout(h, first);
    bool like = bp_head_look(h, reading, first->evidence, NULL) == BP_OK &&
                (h->whole || look_at_end(h, reading));
    if (like)
        h->commas = bp_head_has_commas(h);
    like = like && are_alike(first, h);
    borrow_evidence(h, first);
    return like;
}

#define ENDS 8 /* bytes: marks of the encoding and the line's end */

/* May a file have a header of n bytes alone? */
static bool is_short(const char *path, size_t n)
{
    struct stat st;
    return stat(path, &st) == 0 && (uint64_t)st.st_size <= n + ENDS;
}

/* One of those behind the first.  Nothing is in its head when more must be known of it.
 */
static bp_status open_briefly(void *arg, size_t i, bp_err *err)
{
    const further *of = arg;
    const bp_head *first = &of->head[0];
    bp_head *h = &of->head[i + 1];
    const char *path = of->reading->file[i + 1];
    const size_t share = records_of_each(of->reading->n_files);
    const bool few = share >= BP_HEAD_RECORDS;
    (void)err;
    if (strcmp(path, "-") == 0 || !bp_file_is_regular(path) ||
        (few && !is_short(path, of->header.n)) ||
        bp_head_open_text(h, of->reading, i + 1, of->again, share, NULL) != BP_OK)
        return BP_OK;
    h->bare = is_bare(h, of->header);
    if (h->bare) {
        borrow_layout(h, first);
        borrow_evidence(h, first);
        h->commas = first->commas;
    }
    if (h->bare || (!few && is_like(h, of)))
        bp_input_rest(h->input, &h->text);
    else
        bp_head_release(h);
    return BP_OK;
}

bp_status bp_further_open(bp_head head[], const bp_reading *reading, bool again,
                          bp_err *err)
{
    further of = { head, reading, header_of(&head[0]), again };
    return bp_pool_tasks(bp_pool_workers(reading->threads), reading->n_files - 1,
                         open_briefly, &of, err);
}
