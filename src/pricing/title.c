/* SPDX-License-Identifier: GPL-3.0-or-later */
/* title.c - how alike two titles of jobs are.
 *
 * Titles say the same in other orders ("Director of Nursing", "Nursing Director"), with
 * abbreviations and slips, so words are compared as a set; and one word of rank makes
 * another job of the same words, so those weigh more than what the job is about. */
#include "pricing/title.h"

#include <stdlib.h>

#include "base/str.h"
#include "base/utf8.h"

#define WORDS 0.75 /* of the likeness; the rest is that of the whole texts */
#define ALIKE 0.75 /* words that are less so are others */
#define RANK 2.0
#define FILLING 0.25

static const char *const ranks[] = {
    "chief",     "president",  "vice",      "executive",  "director",    "head",
    "manager",   "lead",       "leader",    "senior",     "junior",      "deputy",
    "principal", "associate",  "assistant", "supervisor", "coordinator", "trainee",
    "intern",    "apprentice", "graduate",  "entry",      "staff",       "fellow",
    "i",         "ii",         "iii",       "iv",         "v",           "1",
    "2",         "3",          "4",         "5",
};

static const char *const fillings[] = { "of", "and", "the", "for", "in", "to", "a" };

static const struct {
    const char *shortly;
    const char *fully;
} abbreviations[] = {
    { "sr", "senior" },
    { "snr", "senior" },
    { "jr", "junior" },
    { "mgr", "manager" },
    { "dir", "director" },
    { "vp", "vice president" },
    { "svp", "senior vice president" },
    { "asst", "assistant" },
    { "assoc", "associate" },
    { "supv", "supervisor" },
    { "coord", "coordinator" },
    { "exec", "executive" },
    { "dept", "department" },
    { "admin", "administrative" },
    { "eng", "engineer" },
    { "tech", "technician" },
    { "spec", "specialist" },
    { "med", "medical" },
    { "rep", "representative" },
    { "svc", "service" },
    { "mktg", "marketing" },
    { "acct", "accounting" },
    { "fin", "finance" },
    { "rn", "registered nurse" },
    { "hr", "human resources" },
    { "it", "information technology" },
    { "ceo", "chief executive officer" },
    { "cfo", "chief financial officer" },
    { "coo", "chief operating officer" },
    { "cmo", "chief medical officer" },
    { "cno", "chief nursing officer" },
    { "cio", "chief information officer" },
};

static double weight_of(bp_text word)
{
    for (size_t i = 0; i < sizeof ranks / sizeof ranks[0]; i++)
        if (bp_text_is(word, ranks[i]))
            return RANK;
    for (size_t i = 0; i < sizeof fillings / sizeof fillings[0]; i++)
        if (bp_text_is(word, fillings[i]))
            return FILLING;
    return 1;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || bp_is_digit(c) || (unsigned char)c >= 0x80;
}

/* The next word of a folded text; false: there is none. */
static bool next_word(bp_text *word, bp_text t, size_t *at)
{
    while (*at < t.n && !is_letter(t.at[*at]))
        ++*at;
    const size_t from = *at;
    while (*at < t.n && is_letter(t.at[*at]))
        ++*at;
    *word = (bp_text){ t.at + from, *at - from };
    return word->n > 0;
}

/* A word in full, behind those before it. */
static void put_word(bp_str *s, bp_text word)
{
    const char *fully = NULL;
    for (size_t i = 0; i < sizeof abbreviations / sizeof abbreviations[0]; i++)
        if (bp_text_is(word, abbreviations[i].shortly))
            fully = abbreviations[i].fully;
    if (s->n > 0)
        bp_str_putc(s, ' ');
    if (fully != NULL)
        bp_str_puts(s, fully);
    else
        bp_str_bytes(s, word.at, word.n);
}

static void cut(bp_title *t)
{
    bp_text word;
    size_t at = 0;
    while (t->n < BP_TITLE_WORDS && next_word(&word, t->text, &at))
        t->word[t->n++] = (bp_title_word){ word, weight_of(word) };
}

bool bp_title_read(bp_title *out, bp_arena *text, bp_text title)
{
    bp_str words = { 0 };
    bp_text word;
    size_t at = 0;
    const bool valid = bp_utf8_valid(title) == title.n; /* else it is taken as it is */
    char *folded = valid ? bp_utf8_fold(title) : NULL;
    if (valid && folded == NULL)
        return false;
    const bp_text plain = valid ? bp_text_of(folded) : title;
    while (next_word(&word, plain, &at))
        put_word(&words, word);
    const char *kept =
        words.failed ? NULL : bp_arena_copy(text, bp_str_text(&words).at, words.n);
    *out = (bp_title){ .text = { kept, words.n } };
    bp_str_release(&words);
    free(folded);
    if (kept == NULL)
        return false;
    cut(out);
    return true;
}

/* 1 less the share of letters that differ. */
static double likeness(bp_text a, bp_text b)
{
    const size_t longer = a.n > b.n ? a.n : b.n;
    if (longer == 0)
        return 0;
    const size_t d = bp_text_distance(a, b, longer);
    return d < longer ? 1 - (double)d / (double)longer : 0;
}

/* The most alike pair of words that are not taken yet; below ALIKE there is none. */
static double best_pair(size_t *x, size_t *y, const bp_title *a, const bp_title *b,
                        const bool in_a[], const bool in_b[])
{
    double best = 0;
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; !in_a[i] && k < b->n; k++) {
            if (in_b[k])
                continue;
            const bool ranked = a->word[i].weight == RANK || b->word[k].weight == RANK;
            const double s = bp_text_equal(a->word[i].text, b->word[k].text) ? 1
                             : ranked                                        ? 0
                                      : likeness(a->word[i].text, b->word[k].text);
            if (s < ALIKE || s <= best)
                continue;
            best = s;
            *x = i;
            *y = k;
        }
    return best;
}

static double dice(const bp_title *a, const bp_title *b)
{
    bool in_a[BP_TITLE_WORDS] = { false }, in_b[BP_TITLE_WORDS] = { false };
    double all = 0, shared = 0, s;
    size_t i = 0, k = 0;
    for (size_t n = 0; n < a->n; n++)
        all += a->word[n].weight;
    for (size_t n = 0; n < b->n; n++)
        all += b->word[n].weight;
    while ((s = best_pair(&i, &k, a, b, in_a, in_b)) > 0) {
        in_a[i] = in_b[k] = true;
        shared += (a->word[i].weight + b->word[k].weight) * s;
    }
    return all > 0 ? shared / all : 0;
}

double bp_title_alike(const bp_title *a, const bp_title *b)
{
    return WORDS * dice(a, b) + (1 - WORDS) * likeness(a->text, b->text);
}
