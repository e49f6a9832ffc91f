/* SPDX-License-Identifier: GPL-3.0-or-later */
/* booktext.c - the texts that the cells of a workbook share.
 *
 * There may be a million of them, one a cell: they lie behind each other in one piece,
 * with four bytes more for each.
 * Source: ECMA-376 part 1, 18.4.8 (items), 22.9.2.19 (ST_Xstring: "_x000D_"). */
#include "ingest/booktext.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ingest/csvread.h"
#include "ingest/xml.h"

struct reading {
    bp_booktext *to;
    size_t from; /* of the text that is read */
    bool text;   /* within its characters */
    bool sound;  /* within how they are pronounced */
};

/* The character that "_x000D_" at the start of t means, or -1. */
static long escaped(bp_text t)
{
    long c = 0;
    if (t.n < 7 || t.at[0] != '_' || t.at[1] != 'x' || t.at[6] != '_')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = strchr(digits, bp_lower(t.at[i]));
        if (digit == NULL || t.at[i] == '\0')
            return -1;
        c = c * 16 + (digit - digits);
    }
    return c;
}

static bool has_odd(bp_text t)
{
    return memchr(t.at, '_', t.n) != NULL || memchr(t.at, '\r', t.n) != NULL;
}

/* Only those that stand for themselves elsewhere: control characters and '_'. */
void bp_booktext_clean(bp_str *text, size_t from)
{
    const bp_text all = { text->n > from ? text->at + from : "", text->n - from };
    if (all.n == 0 || !has_odd(all))
        return;
    char *to = text->at + from;
    for (size_t i = 0; i < all.n;) {
        const long code = escaped(bp_text_from(all, i));
        const bool known = code == '\t' || code == '\n' || code == '\r' || code == '_';
        char c = known ? (char)code : all.at[i];
        i += known ? 7 : 1;
        const bool more =
            i < all.n && (all.at[i] == '\n' || escaped(bp_text_from(all, i)) == '\n');
        if (c == '\r' && more)
            continue;
        *to++ = c == '\r' ? '\n' : c;
    }
    text->n = (size_t)(to - text->at);
}

static bp_status start(void *arg, const char *name, const char **attribute, bp_err *err)
{
    struct reading *r = arg;
    (void)attribute;
    (void)err;
    if (strcmp(name, "si") == 0)
        r->from = r->to->all.n;
    r->sound |= strcmp(name, "rPh") == 0;
    r->text |= strcmp(name, "t") == 0;
    return BP_OK;
}

static bp_status end(void *arg, const char *name, bp_err *err)
{
    struct reading *r = arg;
    bp_booktext *t = r->to;
    if (strcmp(name, "rPh") == 0)
        r->sound = false;
    if (strcmp(name, "t") == 0)
        r->text = false;
    if (strcmp(name, "si") != 0)
        return BP_OK;
    bp_booktext_clean(&t->all, r->from);
    if (t->all.n > UINT32_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "the workbook has over 4 GiB of texts");
    if (t->all.failed || !bp_reserve(&t->end, &t->cap, t->n + 1, sizeof *t->end))
        return bp_no_memory(err, "the texts of the workbook");
    t->end[t->n++] = (uint32_t)t->all.n;
    return BP_OK;
}

static bp_status characters(void *arg, bp_text text, bp_err *err)
{
    struct reading *r = arg;
    if (!r->text || r->sound)
        return BP_OK;
    if (r->to->all.n - r->from + text.n > BP_FIELD_MAX)
        return bp_fail(err, NULL, BP_ELIMIT, "a text of the workbook is over 1 MiB");
    bp_str_bytes(&r->to->all, text.at, text.n);
    return BP_OK;
}

bp_status bp_booktext_read(bp_booktext *out, bp_archive *a, const char *part, bp_err *err)
{
    static const bp_xml_calls calls = { .start = start, .end = end, .text = characters };
    bp_booktext made = { 0 };
    struct reading r = { .to = &made };
    bp_status status = part != NULL ? bp_xml_read(a, part, &calls, &r, err) : BP_OK;
    if (status == BP_OK)
        *out = made;
    else
        bp_booktext_release(&made);
    return status;
}

void bp_booktext_release(bp_booktext *t)
{
    bp_str_release(&t->all);
    free(t->end);
    *t = (bp_booktext){ 0 };
}
