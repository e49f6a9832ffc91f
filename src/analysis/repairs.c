/* SPDX-License-Identifier: GPL-3.0-or-later */
/* repairs.c - which values of a survey should be read as others.
 *
 * Values of the same letters make a class, whose most frequent value stands for it.  A
 * class is then joined to a larger one that it is nearly, or that is the same country; a
 * class that was joined by a letter takes no other by a letter, or names would drift
 * step by step into others.  Names that differ by one letter are found among many
 * thousands by what is left when one letter is dropped: two such names have one of these
 * rests in common. */
#include "analysis/repairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/bandvalues.h"
#include "analysis/countrynames.h"
#include "analysis/nearnames.h"
#include "base/band.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"
#include "data/columns.h"
#include "data/pay.h"
#include "data/slots.h"
#include "data/watched.h"

/* ---- how often each word stands in a column ---- */

struct word_count;

/* {0} is empty. */
typedef struct word_counts {
    struct word_count *word; /* [n] */
    size_t n, cap;
    bp_slots slots;
} word_counts;

typedef struct word_count {
    bp_text text;
    uint64_t rows;
} word_count;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The next word of a text, which is cut off its front: letters, ASCII or not.  False:
 * there is none. */
static bool next_word(bp_text *word, bp_text *rest)
{
    size_t from = 0, to;
    while (from < rest->n && !is_letter(rest->at[from]))
        from++;
    for (to = from; to < rest->n && is_letter(rest->at[to]);)
        to++;
    *word = (bp_text){ rest->at + from, to - from };
    *rest = (bp_text){ rest->at + to, rest->n - to };
    return word->n > 0;
}

static bool is_word(const void *user, uint32_t at, const void *key)
{
    return bp_text_equal(((const word_count *)user)[at].text, *(const bp_text *)key);
}

static uint32_t find(const word_counts *w, bp_text word)
{
    return bp_slots_find(&w->slots, bp_hash(word.at, word.n), is_word, w->word, &word);
}

static bool add_word(word_counts *w, bp_text word, uint64_t rows)
{
    const uint32_t at = find(w, word);
    if (at != BP_NO_ID) {
        w->word[at].rows += rows;
        return true;
    }
    if (!bp_reserve(&w->word, &w->cap, w->n + 1, sizeof *w->word) ||
        !bp_slots_add(&w->slots, bp_hash(word.at, word.n), (uint32_t)w->n))
        return false;
    w->word[w->n++] = (word_count){ word, rows };
    return true;
}

/* Adds the words of a folded value that so many rows have.  The text is borrowed.  False:
 * memory is out. */
static bool count_words_of(word_counts *w, bp_text value, uint64_t rows)
{
    bool ok = true;
    for (bp_text word; ok && next_word(&word, &value);)
        ok = add_word(w, word, rows);
    return ok;
}

/* How many rows have it; 0: none. */
static uint64_t rows_of(const word_counts *w, bp_text word)
{
    const uint32_t at = find(w, word);
    return at != BP_NO_ID ? w->word[at].rows : 0;
}

/* The fewest that any word of a value has; UINT64_MAX for a value without one. */
static uint64_t least_of(const word_counts *w, bp_text value)
{
    uint64_t least = UINT64_MAX;
    for (bp_text word; next_word(&word, &value);) {
        const uint64_t rows = rows_of(w, word);
        least = rows < least ? rows : least;
    }
    return least;
}

static void word_counts_release(word_counts *w)
{
    free(w->word);
    bp_slots_release(&w->slots);
    *w = (word_counts){ 0 };
}

/* Longer values are sentences, not names. */
#define LETTERS_MAX 80

typedef struct name {
    bp_watched_value value;
    char *folded;
    char *bare;          /* folded, without blanks, marks and "the" */
    struct name *class;  /* the most frequent of its letters */
    struct name *joined; /* of a class: the larger one that it goes into; NULL: none */
    bool by_letter;
    uint64_t least; /* rows of its rarest word */
    size_t country;
} name;

/* What is left of a class when one letter is dropped. */
typedef struct rest {
    uint64_t hash;
    name *of;
} rest;

typedef struct finding {
    bp_repairs repairs; /* first: repairs are freed as the whole */
    size_t cap;
    bp_arena texts;
    const bp_survey *survey;
    size_t column;
    name *name; /* [n] */
    size_t n;
    word_counts words;
    rest *rest; /* [n_rests] */
    size_t n_rests, cap_rests;
    bool failed;
} finding;

/* ---- classes ---- */

/* Of two that as many rows have the one without a rare word. */
static bool more_frequent(const name *a, const name *b)
{
    if (a->value.rows != b->value.rows)
        return a->value.rows > b->value.rows;
    return a->least != b->least ? a->least > b->least
                                : bp_text_order(a->value.text, b->value.text) < 0;
}

static int by_bare(const void *a, const void *b)
{
    const name *x = a, *y = b;
    const int order = strcmp(x->bare, y->bare);
    return order != 0 ? order : more_frequent(x, y) ? -1 : more_frequent(y, x);
}

static bool fold(name *to, bp_watched_value v)
{
    *to = (name){ .value = v, .country = SIZE_MAX };
    to->folded = bp_utf8_fold(v.text);
    if (to->folded == NULL)
        return false;
    const bool the = strncmp(to->folded, "the ", 4) == 0 && to->folded[4] != '\0';
    const char *from = to->folded + (the ? 4 : 0);
    to->bare = bp_copy(from, strlen(from));
    if (to->bare != NULL)
        bp_name_strip(to->bare);
    return to->bare != NULL;
}

static void count_words(finding *f)
{
    word_counts_release(&f->words);
    for (size_t i = 0; !f->failed && i < f->n; i++)
        f->failed = !count_words_of(&f->words, bp_text_of(f->name[i].folded),
                                    f->name[i].value.rows);
    for (size_t i = 0; !f->failed && i < f->n; i++)
        f->name[i].least = least_of(&f->words, bp_text_of(f->name[i].folded));
}

static bool is_class(const name *x)
{
    return x->class == x && x->bare[0] != '\0';
}

static void make_classes(finding *f)
{
    if (f->n > 1)
        qsort(f->name, f->n, sizeof *f->name, by_bare);
    for (size_t i = 0; i < f->n; i++)
        f->name[i].class = i > 0 && f->name[i].bare[0] != '\0' &&
                                   strcmp(f->name[i].bare, f->name[i - 1].bare) == 0
                               ? f->name[i - 1].class
                               : &f->name[i];
}

/* ---- countries ---- */

static bool is_of_countries(const finding *f)
{
    const char *column = bp_survey_shape(f->survey)->watched[f->column];
    for (size_t i = 0; i < bp_survey_columns(f->survey); i++) {
        const bp_column_info *c = bp_survey_column(f->survey, i);
        if (c->role != NULL && strcmp(c->role, "country") == 0 &&
            strcmp(c->name, column) == 0)
            return true;
    }
    return false;
}

static void join_countries(finding *f)
{
    for (size_t i = 0; i < f->n; i++)
        if (is_class(&f->name[i]))
            f->name[i].country = bp_country_of(f->name[i].bare);
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < f->n && f->name[i].country != SIZE_MAX; k++) {
            name *x = &f->name[i], *y = &f->name[k];
            if (x->country == y->country && more_frequent(y, x) &&
                (x->joined == NULL || more_frequent(y, x->joined)))
                x->joined = y;
        }
}

/* ---- letters ---- */

static void add_rest(finding *f, name *of, size_t without)
{
    char text[LETTERS_MAX];
    const size_t n = strlen(of->folded);
    f->failed |= !bp_reserve(&f->rest, &f->cap_rests, f->n_rests + 1, sizeof *f->rest);
    if (f->failed)
        return;
    memcpy(text, of->folded, without);
    memcpy(text + without, of->folded + without + 1, n - without - 1);
    f->rest[f->n_rests++] = (rest){ bp_hash(text, n - 1), of };
}

/* The name itself stands for what is left of one with a letter more. */
static void add_rests(finding *f, name *of)
{
    const size_t n = strlen(of->folded);
    if (n < BP_NAME_LENGTH || n > LETTERS_MAX)
        return;
    for (size_t i = 0; i < n; i++)
        add_rest(f, of, i);
    f->failed |= !bp_reserve(&f->rest, &f->cap_rests, f->n_rests + 1, sizeof *f->rest);
    if (!f->failed)
        f->rest[f->n_rests++] = (rest){ bp_hash(of->folded, n), of };
}

/* The most frequent first, so that the first that is near is the best. */
static int by_hash(const void *a, const void *b)
{
    const rest *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return more_frequent(x->of, y->of) ? -1 : more_frequent(y->of, x->of);
}

/* Names of one rest, [n] of them: each may go into a more frequent one. */
static void join_some(const rest all[], size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            name *x = all[i].of, *y = all[k].of;
            if (x == y || !bp_names_are_near(x->folded, y->folded) ||
                (x->joined != NULL && !(x->by_letter && more_frequent(y, x->joined))))
                continue;
            x->joined = y;
            x->by_letter = true;
            break;
        }
}

static bool is_plural(bp_text one, bp_text many)
{
    return many.n == one.n + 1 && many.at[one.n] == 's' &&
           memcmp(many.at, one.at, one.n) == 0;
}

/* Is a name of another letter in a word that is hardly ever written so? */
static bool is_slip(const finding *f, const name *x, const name *of)
{
    bp_text word, meant;
    bp_names_differ_in(&word, &meant, x->folded, of->folded);
    return is_plural(word, meant) || is_plural(meant, word) ||
           rows_of(&f->words, word) * BP_REPAIR_SLIP <= rows_of(&f->words, meant);
}

static int by_rows(const void *a, const void *b)
{
    const name *const *x = a, *const *y = b;
    return more_frequent(*x, *y) ? -1 : more_frequent(*y, *x);
}

/* A step into a name that is itself a slip of another goes on to that one, or is undone.
 * The most frequent come first, since what a name goes into is settled before it. */
static void stop_drift(finding *f)
{
    name **order = bp_alloc(0, f->n, sizeof *order);
    f->failed |= order == NULL;
    for (size_t i = 0; order != NULL && i < f->n; i++)
        order[i] = &f->name[i];
    if (order != NULL && f->n > 1)
        qsort(order, f->n, sizeof *order, by_rows);
    for (size_t i = 0; order != NULL && i < f->n; i++) {
        name *x = order[i];
        if (!x->by_letter || !x->joined->by_letter)
            continue;
        name *end = x->joined->joined;
        x->by_letter = bp_names_are_near(x->folded, end->folded);
        x->joined = x->by_letter ? end : NULL;
    }
    free(order);
}

static void join_letters(finding *f)
{
    f->n_rests = 0;
    for (size_t i = 0; !f->failed && i < f->n; i++)
        if (is_class(&f->name[i]))
            add_rests(f, &f->name[i]);
    if (f->failed || f->n_rests == 0)
        return;
    qsort(f->rest, f->n_rests, sizeof *f->rest, by_hash);
    for (size_t i = 0, first = 0; i <= f->n_rests; i++) {
        if (i < f->n_rests && f->rest[i].hash == f->rest[first].hash)
            continue;
        join_some(&f->rest[first], i - first);
        first = i;
    }
    stop_drift(f);
}

/* ---- the proposal ---- */

static void put(finding *f, const name *from, const char *to, bool doubtful)
{
    bp_repairs *r = &f->repairs;
    f->failed |= !bp_reserve(&r->repair, &f->cap, r->n + 1, sizeof *r->repair);
    if (f->failed)
        return;
    r->repair[r->n++] =
        (bp_repair){ bp_survey_shape(f->survey)->watched[f->column], from->value.text.at,
                     to, from->value.rows, doubtful };
    r->doubtful += doubtful;
}

static bool are_both_frequent(const name *a, const name *b)
{
    return a != b && a->value.rows >= BP_REPAIR_ROWS && b->value.rows >= BP_REPAIR_ROWS;
}

/* From a value to its class, and on to the largest that this goes into. */
static void propose(finding *f, const name *from)
{
    const name *at = from->class;
    bool doubtful = are_both_frequent(from, at);
    for (; at->joined != NULL; at = at->joined)
        doubtful |= are_both_frequent(at, at->joined) ||
                    (at->by_letter && !is_slip(f, at, at->joined));
    if (at != from)
        put(f, from, at->value.text.at, doubtful || are_both_frequent(from, at));
}

/* What a band was called before a spreadsheet made it a date. */
static bool propose_band(finding *f, const name *from)
{
    bp_band_date b;
    char text[32];
    const name *had = NULL;
    if (!bp_band_damaged(from->value.text, &b))
        return false;
    const int n = snprintf(text, sizeof text, "%u-%u", b.low, b.high);
    for (size_t i = 0; i < f->n; i++)
        if (bp_text_is(f->name[i].value.text, text))
            had = &f->name[i];
    const char *to = bp_arena_copy(&f->texts, text, (size_t)n);
    f->failed |= to == NULL;
    put(f, from, to, had != NULL && are_both_frequent(from, had));
    return true;
}

static void look_at(finding *f)
{
    const size_t all = bp_survey_watched_values(f->survey, f->column);
    const bool bands = bp_bands_in(f->survey, f->column);
    f->n = 0;
    f->name = bp_alloc(0, all, sizeof *f->name);
    f->failed |= f->name == NULL;
    for (size_t i = 0; !f->failed && i < all; i++) {
        const bp_watched_value v = bp_survey_watched_value(f->survey, f->column, i);
        if (v.text.n > 0)
            f->failed = !fold(&f->name[f->n++], v);
    }
    count_words(f);
    if (!f->failed) {
        make_classes(f);
        if (is_of_countries(f))
            join_countries(f);
        join_letters(f);
    }
    for (size_t i = 0; !f->failed && i < f->n; i++)
        if (!bands || !propose_band(f, &f->name[i]))
            propose(f, &f->name[i]);
    for (size_t i = 0; f->name != NULL && i < f->n; i++) {
        free(f->name[i].folded);
        free(f->name[i].bare);
    }
    free(f->name);
    f->name = NULL;
}

static int by_target(const void *a, const void *b)
{
    const bp_repair *x = a, *y = b;
    const int to = strcmp(x->to, y->to);
    if (to != 0)
        return to;
    return x->rows != y->rows ? (x->rows > y->rows ? -1 : 1) : strcmp(x->from, y->from);
}

bp_status bp_repairs_new(bp_repairs **out, const bp_survey *s, bp_err *err)
{
    finding *f = bp_alloc(0, 1, sizeof *f);
    if (f == NULL)
        return bp_no_memory(err, "what to recode");
    f->survey = s;
    for (f->column = 0; !f->failed && f->column < bp_survey_shape(s)->n_watched;
         f->column++) {
        const size_t before = f->repairs.n;
        look_at(f);
        if (!f->failed && f->repairs.n > before + 1)
            qsort(&f->repairs.repair[before], f->repairs.n - before,
                  sizeof f->repairs.repair[0], by_target);
    }
    free(f->rest);
    f->rest = NULL;
    word_counts_release(&f->words);
    if (f->failed) {
        bp_repairs_free(&f->repairs);
        return bp_no_memory(err, "what to recode");
    }
    *out = &f->repairs;
    return BP_OK;
}

void bp_repairs_free(bp_repairs *r)
{
    finding *f = (finding *)r;
    if (f == NULL)
        return;
    free(f->repairs.repair);
    bp_arena_release(&f->texts);
    free(f);
}
