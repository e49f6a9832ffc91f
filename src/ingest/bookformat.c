/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bookformat.c - the formats that the cells of a workbook have.
 *
 * A cell names one of a list, which names a way to write numbers by its own number: one
 * that all programs know, or one with a code before it in the same part.
 * Source: ECMA-376 part 1, 18.8.10 cellXfs, 18.8.31 numFmts. */
#include "ingest/bookformat.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "ingest/xml.h"

struct reading {
    bp_bookformat *to;
    bool cells;           /* within the list that cells refer to */
    unsigned char *coded; /* [BP_FORMATS_MAX] by their numbers: 1 + bp_shown, or 0 */
};

static size_t number(const char *text)
{
    size_t n = 0;
    for (; text != NULL && bp_is_digit(*text) && n < BP_FORMATS_MAX; text++)
        n = 10 * n + (size_t)(*text - '0');
    return n;
}

static bp_status start(void *arg, const char *name, const char **attribute, bp_err *err)
{
    struct reading *r = arg;
    bp_bookformat *f = r->to;
    const size_t id = number(bp_xml_attribute(attribute, "numFmtId"));
    const char *code = bp_xml_attribute(attribute, "formatCode");
    if (strcmp(name, "numFmt") == 0 && code != NULL && id < BP_FORMATS_MAX)
        r->coded[id] = (unsigned char)(1 + bp_shown_of(bp_text_of(code)));
    if (strcmp(name, "cellXfs") == 0)
        r->cells = true;
    if (!r->cells || strcmp(name, "xf") != 0)
        return BP_OK;
    if (f->n == BP_FORMATS_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "the workbook has more than %d formats",
                       BP_FORMATS_MAX);
    if (!bp_reserve(&f->shown, &f->cap, f->n + 1, sizeof *f->shown))
        return bp_no_memory(err, "the formats of the workbook");
    const bool coded = id < BP_FORMATS_MAX && r->coded[id] > 0;
    f->shown[f->n++] =
        (unsigned char)(coded ? r->coded[id] - 1 : (int)bp_shown_builtin((unsigned)id));
    return BP_OK;
}

static bp_status end(void *arg, const char *name, bp_err *err)
{
    struct reading *r = arg;
    (void)err;
    if (strcmp(name, "cellXfs") == 0)
        r->cells = false;
    return BP_OK;
}

bp_status bp_bookformat_read(bp_bookformat *out, bp_archive *a, const char *part,
                             bp_err *err)
{
    static const bp_xml_calls calls = { .start = start, .end = end };
    bp_bookformat made = { 0 };
    struct reading r = { .to = &made, .coded = bp_alloc(0, BP_FORMATS_MAX, 1) };
    if (r.coded == NULL)
        return bp_no_memory(err, "the formats of the workbook");
    bp_status status = part != NULL ? bp_xml_read(a, part, &calls, &r, err) : BP_OK;
    free(r.coded);
    if (status == BP_OK)
        *out = made;
    else
        bp_bookformat_release(&made);
    return status;
}

void bp_bookformat_release(bp_bookformat *f)
{
    free(f->shown);
    *f = (bp_bookformat){ 0 };
}
