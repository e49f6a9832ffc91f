/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of an input, looked at column by column.
 *
 * Each column's cells are seen once for its kind and styles.  For a large head, workers
 * divide the columns, not the records: each sees all cells of its columns in their order,
 * so that what is found does not depend on how many there are. */
#include "ingest/head.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "ingest/records.h"

/* A head of more bytes is worth several threads. */
#define LOOK_TOGETHER ((size_t)64 << 10)

/* Workers divide the columns among themselves. */
typedef struct looking {
    bp_head *head;
    const bp_reading *reading;
    const size_t *column; /* [of head->layout] all */
    size_t workers;
    size_t from, to; /* those of this one */
} looking;

bool bp_head_is_data(const bp_head *h, const bp_record *r)
{
    return r->line >= h->layout.data_line && r->n == h->layout.n_columns;
}

static bp_status look(void *arg, const bp_record *r, bp_err *err)
{
    looking *k = arg;
    (void)err;
    if (k->from == 0 && r->line >= k->head->layout.data_line)
        k->head->odd += r->broken || r->n != k->head->layout.n_columns;
    if (!bp_head_is_data(k->head, r))
        return BP_OK;
    for (size_t i = k->from; i < k->to; i++)
        bp_evidence_see(&k->head->evidence[i], r->field[i], k->reading->missing,
                        k->reading->n_missing);
    return BP_OK;
}

bp_text bp_head_cell(const bp_head *h, size_t column, bp_text cell)
{
    const size_t n = h->recode != NULL ? h->recode->n : 0;
    for (size_t i = 0; i < n; i++)
        if (h->recoded[i] == column)
            cell = bp_recode_cell(h->recode, i, cell);
    return cell;
}

void bp_head_recode(const bp_head *h, bp_text field[], uint64_t cells[])
{
    const size_t n = h->recode->n;
    for (size_t i = 0; i < n; i++) {
        if (h->recoded[i] == SIZE_MAX)
            continue;
        bp_text *cell = &field[h->recoded[i]];
        const bp_text now = bp_recode_cell(h->recode, i, *cell);
        if (cells != NULL)
            cells[i] += now.at != cell->at;
        *cell = now;
    }
}

/* Records of the head on their way to whoever looks at them. */
typedef struct recoding {
    const bp_head *head;
    bp_on_record *on_record;
    void *arg;
    bp_text field[BP_FIELDS_MAX];
} recoding;

static bp_status give_recoded(void *arg, const bp_record *r, bp_err *err)
{
    recoding *k = arg;
    bp_record now = *r;
    if (!bp_head_is_data(k->head, r))
        return k->on_record(k->arg, r, err);
    memcpy(k->field, r->field, r->n * sizeof r->field[0]);
    bp_head_recode(k->head, k->field, NULL);
    now.field = k->field;
    return k->on_record(k->arg, &now, err);
}

static bp_status read_records(const bp_head *h, const size_t column[], size_t n,
                              bp_on_record *on_record, void *arg, bp_err *err)
{
    const char *file = bp_input_name(h->input);
    const bp_csv_rules rules = h->layout.rules;
    const bp_chunk chunk = { .text = h->text.at,
                             .n = h->text.n,
                             .line = 1,
                             .fields = h->index.mark != NULL ? &h->index : NULL,
                             .delimiter = rules.delimiter };
    return h->libcsv ? bp_csv_read(file, h->text, rules, 1, 0, on_record, arg, err)
                     : bp_records_read(file, &chunk, rules, NULL, column, n, on_record,
                                       arg, err);
}

bp_status bp_head_read(const bp_head *h, const size_t column[], size_t n,
                       bp_on_record *on_record, void *arg, bp_err *err)
{
    recoding k;
    if (h->recode == NULL)
        return read_records(h, column, n, on_record, arg, err);
    k.head = h;
    k.on_record = on_record;
    k.arg = arg;
    return read_records(h, column, n, give_recoded, &k, err);
}

static bp_status look_at_some(void *arg, size_t worker, bp_err *err)
{
    looking k = *(const looking *)arg;
    const size_t n = k.head->layout.n_columns;
    k.from = n * worker / k.workers;
    k.to = n * (worker + 1) / k.workers;
    return bp_head_read(k.head, k.column + k.from, k.to - k.from, look, &k, err);
}

bool bp_head_has_commas(const bp_head *h)
{
    bool commas = h->layout.rules.delimiter == ';';
    for (size_t i = 0; i < h->layout.n_columns; i++) {
        const bp_marks *m = &h->evidence[i].marks;
        commas |= m->decimal[1] > m->decimal[0] + m->group[1];
    }
    return commas;
}

bp_status bp_head_look(bp_head *h, const bp_reading *reading, const bp_evidence known[],
                       bp_err *err)
{
    const size_t n = h->layout.n_columns;
    size_t *column = bp_alloc(0, n, sizeof *column);
    h->evidence = bp_alloc(0, n, sizeof *h->evidence);
    if (column == NULL || h->evidence == NULL) {
        free(column);
        return bp_no_memory(err, "%zu columns", n);
    }
    for (size_t i = 0; i < n; i++) {
        column[i] = i;
        if (known != NULL)
            bp_evidence_know(&h->evidence[i], &known[i]);
    }
    looking k = { .head = h, .reading = reading, .column = column, .workers = 1 };
    if (h->text.n > LOOK_TOGETHER)
        k.workers = bp_pool_workers(reading->threads);
    if (k.workers > n)
        k.workers = n;
    bp_status status = bp_pool_run(k.workers, look_at_some, &k, err);
    free(column);
    h->commas = status == BP_OK && bp_head_has_commas(h);
    return status;
}

bp_status bp_head_open_text(bp_head *out, const bp_reading *reading, size_t i, bool again,
                            size_t most, bp_err *err)
{
    const bool backslash = reading->quoting == BP_QUOTING_BACKSLASH;
    const bool alone = reading->n_files == 1 && bp_pool_workers(reading->threads) > 1;
    const bp_input_options options = { .path = reading->file[i],
                                       .encoding = reading->encoding,
                                       .sheet = reading->sheet,
                                       .backslash = backslash,
                                       .digest = !reading->digest ? BP_DIGEST_NO
                                                 : alone          ? BP_DIGEST_AHEAD
                                                                  : BP_DIGEST_READ,
                                       .again = again };
    bp_head h = { .libcsv = reading->reader == BP_READER_LIBCSV || backslash };
    bp_reading as_sheet = *reading;
    bp_status status = bp_input_open(&h.input, &options, err);
    if (status == BP_OK && bp_input_sheet(h.input) != NULL) {
        as_sheet.delimiter = ',';
        as_sheet.quoting = BP_QUOTING_DOUBLE;
        reading = &as_sheet;
    }
    if (status == BP_OK)
        status = bp_input_head(h.input, most, &h.text, &h.whole, err);
    if (status == BP_OK)
        *out = h;
    else
        bp_head_release(&h);
    return status;
}

/* Which of its columns have cells that are read as others. */
static bp_status find_recoded(bp_head *h, const bp_recode *recode, bp_err *err)
{
    if (recode == NULL)
        return BP_OK;
    h->recoded = bp_alloc(0, recode->n, sizeof *h->recoded);
    if (h->recoded == NULL)
        return bp_no_memory(err, "the columns");
    h->recode = recode;
    bp_recode_bind(h->recoded, recode, &h->layout);
    return BP_OK;
}

/* The first file is looked at several times. */
static bp_status find_fields(bp_head *h, bp_err *err)
{
    return h->libcsv || bp_index_make(&h->index, bp_index_form_at(0), h->text,
                                      h->layout.rules.delimiter, BP_QUOTES_START, false)
               ? BP_OK
               : bp_no_memory(err, "the fields of its first rows");
}

bp_status bp_head_open(bp_head *out, const bp_reading *reading, size_t i, bool again,
                       bp_err *err)
{
    bp_head h = { 0 };
    bp_status status = bp_head_open_text(&h, reading, i, again, BP_HEAD_RECORDS, err);
    if (status == BP_OK)
        status = bp_layout_find(&h.layout, bp_input_name(h.input), h.text, reading, err);
    if (status == BP_OK) {
        h.layout.rules.sheet = bp_input_sheet(h.input);
        bp_input_set_delimiter(h.input, h.layout.rules.delimiter);
    }
    if (status == BP_OK)
        status = find_recoded(&h, reading->recode, err);
    if (status == BP_OK && i == 0)
        status = find_fields(&h, err);
    if (status == BP_OK)
        status = bp_head_look(&h, reading, NULL, err);
    if (status == BP_OK)
        *out = h;
    else
        bp_head_release(&h);
    return status;
}

/* More can be asked once the text is read. */
bp_status bp_head_open_likely(bp_head *out, const bp_reading *reading, size_t i,
                              bool again, bp_doubts *doubts, bp_err *err)
{
    bp_err why = { 0 };
    bp_reading likely = *reading;
    bp_status status = bp_head_open(out, &likely, i, again, &why);
    if (status == BP_EDATA && why.hint == BP_HINT_ENCODING && doubts != NULL) {
        const bp_setting setting = { BP_SET_ENCODING, NULL, why.hint_about };
        bp_doubts_add(doubts, "encoding", NULL, &setting, 1, "%s", why.text);
        likely.encoding = setting.value;
        bp_err again_why;
        status = bp_head_open(out, &likely, i, again, &again_why);
        if (status != BP_OK)
            why = again_why;
    }
    if (status != BP_OK && err != NULL)
        *err = why;
    return status;
}

void bp_head_release(bp_head *h)
{
    if (!h->like_first) {
        free(h->evidence);
        bp_layout_release(&h->layout);
        free(h->recoded);
    }
    bp_index_release(&h->index);
    bp_input_free(h->input);
    *h = (bp_head){ 0 };
}

void bp_head_forget(bp_head *h)
{
    bp_index_release(&h->index);
    bp_input_forget(h->input);
}

bp_number_style bp_head_style(const bp_head *h, size_t column, bool pay)
{
    const bp_evidence *e = &h->evidence[column];
    const bool points = e->n_signs == 1 && bp_currency_groups_with_points(e->sign[0]);
    return bp_number_style_decide(&e->marks, pay, h->commas || points);
}

typedef struct handing {
    const bp_head *head;
    bp_on_record *on_record;
    void *arg;
} handing;

static bp_status hand_over(void *arg, const bp_record *r, bp_err *err)
{
    const handing *k = arg;
    return bp_head_is_data(k->head, r) ? k->on_record(k->arg, r, err) : BP_OK;
}

bp_status bp_head_rows(const bp_head *h, const size_t column[], size_t n,
                       bp_on_record *on_record, void *arg, bp_err *err)
{
    handing k = { h, on_record, arg };
    return bp_head_read(h, column, n, hand_over, &k, err);
}

typedef struct listing {
    const bp_reading *reading;
    const size_t *column;
    size_t n;
    bp_on_cell *on_cell;
    void *arg;
} listing;

static bp_status list(void *arg, const bp_record *r, bp_err *err)
{
    const listing *l = arg;
    (void)err;
    for (size_t i = 0; i < l->n; i++) {
        const bp_text cell = bp_text_trim(r->field[l->column[i]]);
        if (!bp_cell_missing(cell, l->reading->missing, l->reading->n_missing))
            l->on_cell(l->arg, i, cell);
    }
    return BP_OK;
}

bp_status bp_head_cells(const bp_head *h, const bp_reading *reading,
                        const size_t column[], size_t n, bp_on_cell *on_cell, void *arg,
                        bp_err *err)
{
    listing l = { reading, column, n, on_cell, arg };
    return bp_head_rows(h, column, n, list, &l, err);
}
