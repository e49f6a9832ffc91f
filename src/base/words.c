/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words.c - lists of words, as the tables of what headers and cells say have them. */
#include "base/words.h"

#include <assert.h>

#include "base/utf8.h"

bool bp_words_next(bp_text *word, const char **list, char between)
{
    const char *at = *list;
    while (*at == between)
        at++;
    const char *end = at;
    while (*end != between && *end != '\0')
        end++;
    *word = (bp_text){ at, (size_t)(end - at) };
    *list = end;
    return end > at;
}

/* Is the word the one that a list writes as `form`? */
static bool fits(bp_text word, bp_text form)
{
    const bool front = form.at[0] == '*', back = form.at[form.n - 1] == '*';
    const bp_text part = { form.at + front, form.n - front - back };
    if (word.n < part.n)
        return false;
    if (front && back)
        return bp_text_contains(word, part);
    if (front)
        return bp_text_same(bp_text_from(word, word.n - part.n), part);
    return (back || word.n == part.n) && bp_text_same((bp_text){ word.at, part.n }, part);
}

bool bp_words_have(const char *list, bp_text word)
{
    bp_text form;
    const unsigned char first = word.n > 0 ? bp_lower(word.at[0]) : 0;
    while (bp_words_next(&form, &list, ' ')) {
        const bool may_fit = form.at[0] == '*' || bp_lower(form.at[0]) == first;
        if (may_fit && fits(word, form))
            return true;
    }
    return false;
}

bool bp_words_same(bp_text a, bp_text b)
{
    char one[BP_NAME_BYTES], other[BP_NAME_BYTES];
    if (bp_text_same(a, b))
        return true;
    return a.n == b.n && a.n <= BP_NAME_BYTES &&
           bp_text_same(bp_utf8_small_start(a, one, a.n),
                        bp_utf8_small_start(b, other, b.n));
}

size_t bp_words_start(const char *list, char between, bp_text t)
{
    bp_text word;
    while (bp_words_next(&word, &list, between))
        if (t.n >= word.n && bp_text_same((bp_text){ t.at, word.n }, word))
            return word.n;
    return 0;
}

void bp_words_index(bp_word_index *x, const char *list, char between, size_t row)
{
    bp_text word;
    while (bp_words_next(&word, &list, between)) {
        const unsigned char byte = bp_lower(word.at[0]);
        assert(x->n < BP_INDEXED_MAX);
        x->at[x->n++] = (bp_indexed){ .word = word, .row = (uint16_t)row };
        if (x->last[byte] > 0)
            x->at[x->last[byte] - 1].next = x->n;
        else
            x->first[byte] = x->n;
        x->last[byte] = x->n;
    }
}
