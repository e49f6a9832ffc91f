/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recodefile.c - a list of values to recode, read from a file.
 *
 * The list goes through the same reader as offers and rates do, so a spreadsheet may have
 * saved it with other delimiters or another encoding. */
#include "base/digest.h"
#include "base/file.h"
#include "base/mem.h"
#include "ingest/grid.h"
#include "ingest/recode.h"

#define MARK '?'

/* A file that is longer is no header alone. */
#define HEADER_MAX 100

/* A spreadsheet is kept from running a cell by a quote before it (render/csv.c), which is
 * no part of the value. */
static bp_text unguarded(bp_text t)
{
    const bool guarded =
        t.n > 1 && t.at[0] == '\'' && strchr("=+-@\t\r", t.at[1]) != NULL;
    return guarded ? bp_text_from(t, 1) : t;
}

static bp_status add(bp_recode *r, const bp_grid *g, size_t row, const size_t at[3],
                     bp_err *err)
{
    const bp_text name = bp_grid_cell(g, row, at[0]);
    const bp_text from = unguarded(bp_grid_cell(g, row, at[1]));
    const bp_text to = unguarded(bp_grid_cell(g, row, at[2]));
    const bp_loc column = bp_grid_place(g, row, at[0]);
    const bp_loc value = bp_grid_place(g, row, at[1]);
    if (name.n == 0 || from.n == 0)
        return bp_fail(err, name.n == 0 ? &column : &value, BP_EDATA, "is empty");
    if (to.n > 0 && to.at[0] == MARK) {
        r->marked++;
        return BP_OK;
    }
    switch (bp_recode_put(r, name, from, to, column.line)) {
    case BP_RECODE_TWICE:
        return bp_fail(err, &value, BP_EDATA,
                       "this value is to be read as another on an earlier line");
    case BP_RECODE_FULL:
        return bp_fail(err, &column, BP_ELIMIT, "there are more than %d columns",
                       BP_FIELDS_MAX);
    case BP_RECODE_NO_MEMORY:
        return bp_no_memory(err, "the values to recode");
    case BP_RECODE_DONE:
        break;
    }
    return BP_OK;
}

static bp_status read_list(bp_recode *r, const char *path, bp_err *err)
{
    static const char *const names[3] = { "column", "from", "to" };
    bp_grid *g = NULL;
    size_t at[3];
    bp_reading reading;
    bp_reading_init(&reading);
    reading.digest = true;
    bp_status status = bp_grid_read(&g, path, &reading, NULL, err);
    for (size_t i = 0; status == BP_OK && i < 3; i++)
        status = bp_grid_column(&at[i], g, names[i], err);
    for (size_t row = 0; status == BP_OK && row < bp_grid_rows(g); row++)
        status = add(r, g, row, at, err);
    if (status == BP_OK)
        bp_input_digest(bp_grid_head(g)->input, r->sha256);
    bp_grid_free(g);
    return status;
}

/* Nothing but the header, as it is proposed where all is well: no failure. */
static bool is_empty(const char *path)
{
    bp_str bytes = { 0 };
    const bool read =
        bp_file_is_regular(path) && bp_file_read(&bytes, path, HEADER_MAX, NULL) == BP_OK;
    const bp_text t = bp_text_trim(bp_str_text(&bytes));
    const bool empty =
        read && (bp_text_is(t, "column,from,to,rows") || bp_text_is(t, "column,from,to"));
    bp_str_release(&bytes);
    return empty;
}

bp_status bp_recode_read(bp_recode **out, const char *path, bp_err *err)
{
    bp_recode *r = bp_recode_new(path);
    if (r == NULL)
        return bp_no_memory(err, "the values to recode");
    bp_status status =
        is_empty(path) ? bp_digest_file(r->sha256, path, err) : read_list(r, path, err);
    if (status != BP_OK) {
        bp_recode_free(r);
        return status;
    }
    *out = r;
    return BP_OK;
}
