/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of a file under one delimiter: how alike are they?
 *
 * A delimiter is right when most records have the same number of fields, more than one.
 * The same look finds titles above the header, which fill fewer fields. */
#include "ingest/sniff.h"

#include "ingest/cut.h"

bp_text bp_sniff_text(bp_text head, bool backslash)
{
    bp_cut cut = { .backslash = backslash };
    size_t n = 0;
    for (size_t i = 0; i < BP_SNIFF_RECORDS; i++) {
        size_t end = bp_cut_find(&cut, head, n + 1, true);
        if (end == 0)
            return head;
        n = end;
    }
    return (bp_text){ head.at, n };
}

/* Beyond ASCII only U+0080 to U+00BF and U+2000 to U+2FFF
 * pass: no-break blanks, currency signs, dashes, quotation marks. */
bool bp_sniff_numeric(bp_text t)
{
    bool digit = false;
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.at[i], low = c | 0x20;
        if (c >= '0' && c <= '9')
            digit = true;
        else if ((low >= 'a' && low <= 'z' && c < 0x80) || (c >= 0xc3 && c != 0xe2))
            return false;
    }
    return digit;
}

static bp_status add_row(void *arg, const bp_record *r, bp_err *err)
{
    (void)err;
    bp_sniff *s = arg;
    if (r->broken || s->n == BP_SNIFF_RECORDS)
        return BP_OK;
    bp_sniffed *row = &s->row[s->n++];
    *row = (bp_sniffed){ .line = r->line, .n = r->n };
    for (size_t i = 0; i < r->n; i++) {
        bool filled = bp_text_trim(r->field[i]).n > 0;
        row->filled += filled;
        row->last = filled ? i + 1 : row->last;
        row->numeric += bp_sniff_numeric(r->field[i]);
    }
    s->width = row->last > s->width ? row->last : s->width;
    return BP_OK;
}

static void find_usual(bp_sniff *s)
{
    s->usual = 1;
    for (size_t i = 0; i < s->n; i++) {
        size_t matched = 0;
        for (size_t k = i; k < s->n; k++)
            matched += s->row[k].n == s->row[i].n;
        if (s->row[i].n > 1 && matched > s->matched) {
            s->usual = s->row[i].n;
            s->matched = matched;
            s->first = i;
        }
    }
}

void bp_sniff_read(bp_sniff *s, const char *file, bp_text text, uint64_t line,
                   bp_csv_rules rules)
{
    s->rules = rules;
    s->n = 0;
    s->matched = 0;
    s->first = 0;
    s->width = 0;
    s->status = bp_csv_read(file, text, rules, line, 0, add_row, s, &s->err);
    find_usual(s);
}

static bool regular(const bp_sniff *s)
{
    return 2 * s->matched > s->n;
}

/* Of delimiters that give most rows the same number of fields, the one whose
 * header is higher: commas inside the cells of a ';' file may be regular
 * too, but its header has none. */
bool bp_sniff_better(const bp_sniff *a, const bp_sniff *b)
{
    if (regular(a) != regular(b))
        return regular(a);
    if (regular(a) && a->first != b->first)
        return a->first < b->first;
    return a->matched > b->matched;
}

/* Titles and notes fill less than half of the fields that any record fills, or one that
 * is not the last.  A row of numbers is none. */
static bool is_title(const bp_sniff *s, const bp_sniffed *r)
{
    if (r->filled > 0 && r->numeric == r->filled)
        return false;
    return 2 * r->filled < (s->usual < s->width ? s->usual : s->width) ||
           (r->filled < 2 && (r->n < s->usual || r->last < r->n));
}

size_t bp_sniff_header(const bp_sniff *s)
{
    size_t h = 0;
    if (s->usual > 1)
        while (h < s->n && is_title(s, &s->row[h]))
            h++;
    if (h == s->n)
        return s->first;

    /* A short row above a longer one without numbers is a note above a header;
     * above one with numbers it is a header that lacks a name. */
    while (h + 1 < s->n && s->row[h].n < s->usual && s->row[h].n < s->row[h + 1].n &&
           s->row[h + 1].numeric == 0)
        h++;
    return h;
}

bool bp_sniff_numbers(const bp_sniff *s, size_t header)
{
    size_t numbers = 0;
    for (size_t i = header; i < s->n; i++)
        numbers += s->row[i].filled > 0 && s->row[i].numeric == s->row[i].filled;
    const bp_sniffed *top = &s->row[header];
    return top->filled > 0 && top->numeric == top->filled && 2 * numbers > s->n - header;
}
