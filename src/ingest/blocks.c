/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blocks.c - a regular file, read by several threads, each a block of its own.
 *
 * Whether a block starts inside quotes is known only when all before it was read.
 * Each thread guesses, indexes its block by the guess, and waits for its turn; only when
 * the guess proves wrong, which is rare, is the block indexed once more.  So the
 * expensive part runs side by side, and what is handed out is as if the file were read
 * in order. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/blocks.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/kept.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ingest/csvread.h"
#include "ingest/cut.h"
#include "ingest/index.h"
#include "ingest/lines.h"

/* The kernel copies much faster to whole pages.  One is before the text, which is
 * more than BP_BEFORE. */
#define PAGE ((size_t)4096)

/* What is read of the blocks that follow, for the end of a block's last record. */
#define BEHIND PAGE

/* How far the first quote is looked for: further than most texts are long. */
#define GUESS_BYTES PAGE

/* A block of the file, what a thread finds in it, and the memory of both. */
struct block {
    struct block *next; /* that waits to be used again */
    char *memory;
    size_t room; /* for text in it, and BP_BEHIND more; 0: none */
    uint64_t number;
    char *at;
    size_t n;        /* its own bytes; 0 after the end of the file */
    size_t got;      /* with those that follow */
    size_t valid;    /* its bytes up to here are UTF-8, but perhaps the first few, which
                      * end a character of the block before */
    bool last;       /* the file ends with them */
    bp_quotes start; /* what is so before it: a guess until its turn */
    bp_index fields;
};

struct bp_blocks {
    bp_source *source;
    const bp_index_form *form;
    uint64_t begin;
    size_t bytes;
    char delimiter;
    pthread_mutex_t lock; /* of the next four */
    pthread_cond_t turned;
    struct block *spare;
    bp_blocks *heir; /* whose blocks come back are for; NULL: its own */
    uint64_t next;   /* the first block that nobody has taken */
    uint64_t turn;   /* the block whose turn it is: who has it may touch the rest, which
                      * says how it starts */
    bp_quotes start; /* what is so before it */
    uint64_t line;   /* of its first byte */
    size_t index;    /* of the next chunk */
    bool stopped;    /* at `stop`, by text that is not UTF-8; set under the lock */
    bp_chunk_place stop;
    bp_kept_err trouble;
};

bp_status bp_blocks_new(bp_blocks **out, bp_source *source, uint64_t begin, size_t bytes,
                        const bp_index_form *form, bp_err *err)
{
    bp_blocks *b = bp_alloc(sizeof *b, 0, 0);
    const bool locked = b != NULL && pthread_mutex_init(&b->lock, NULL) == 0;
    if (!locked || pthread_cond_init(&b->turned, NULL) != 0) {
        if (locked)
            pthread_mutex_destroy(&b->lock);
        free(b);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to open a file");
    }
    b->source = source;
    b->form = form != NULL ? form : bp_index_form_at(0);
    b->begin = begin;
    b->bytes = bytes;
    b->delimiter = ',';
    bp_blocks_rewind(b);
    *out = b;
    return BP_OK;
}

static void free_block(struct block *k)
{
    free(k->memory);
    bp_index_release(&k->fields);
    free(k);
}

void bp_blocks_free(bp_blocks *b)
{
    if (b == NULL)
        return;
    while (b->spare != NULL) {
        struct block *next = b->spare->next;
        free_block(b->spare);
        b->spare = next;
    }
    bp_kept_release(&b->trouble);
    pthread_cond_destroy(&b->turned);
    pthread_mutex_destroy(&b->lock);
    free(b);
}

void bp_blocks_set_delimiter(bp_blocks *b, char delimiter)
{
    b->delimiter = delimiter;
}

void bp_blocks_rewind(bp_blocks *b)
{
    b->heir = NULL;
    b->next = 0;
    b->turn = 0;
    b->start = BP_QUOTES_START;
    b->line = 1;
    b->index = 0;
    b->stopped = false;
    bp_kept_release(&b->trouble);
}

/* Blocks that grew, for one very long record, are rare. */
void bp_blocks_give_back(bp_blocks *b, void *memory)
{
    struct block *k = memory;
    if (k->room > b->bytes + BEHIND) {
        free_block(k);
        return;
    }
    pthread_mutex_lock(&b->lock);
    bp_blocks *heir = b->heir;
    if (heir == NULL) {
        k->next = b->spare;
        b->spare = k;
    }
    pthread_mutex_unlock(&b->lock);
    if (heir != NULL)
        bp_blocks_give_back(heir, k);
}

void bp_blocks_pass_on(bp_blocks *from, bp_blocks *to)
{
    pthread_mutex_lock(&from->lock);
    struct block *spare = from->spare;
    from->spare = NULL;
    from->heir = to;
    pthread_mutex_unlock(&from->lock);
    while (spare != NULL) {
        struct block *next = spare->next;
        bp_blocks_give_back(to, spare);
        spare = next;
    }
}

/* Is all of the file in the blocks that were taken? */
static bool are_taken(const bp_blocks *b)
{
    const uint64_t size = bp_source_size(b->source);
    return b->next > 0 && size > 0 && b->begin + b->next * b->bytes >= size;
}

/* A block that nobody has taken yet; NULL: there is none. */
static bp_status take_block(bp_blocks *b, struct block **out, bp_err *err)
{
    *out = NULL;
    pthread_mutex_lock(&b->lock);
    if (are_taken(b)) {
        pthread_mutex_unlock(&b->lock);
        return BP_OK;
    }
    struct block *k = b->spare;
    if (k != NULL)
        b->spare = k->next;
    else
        k = bp_alloc(sizeof *k, 0, 0);
    if (k != NULL)
        k->number = b->next++;
    pthread_mutex_unlock(&b->lock);
    if (k == NULL)
        return bp_no_memory(err, "its text");
    k->n = k->got = 0;
    *out = k;
    return BP_OK;
}

/* Room for so many bytes, with what is there in it. */
static bp_status make_room(struct block *k, size_t room, bp_err *err)
{
    if (room <= k->room)
        return BP_OK;
    void *memory = NULL;
    if (posix_memalign(&memory, PAGE, PAGE + room + BP_BEHIND) != 0)
        return bp_no_memory(err, "its text");
    if (k->got > 0)
        memcpy((char *)memory + PAGE, k->at, k->got);
    free(k->memory);
    k->memory = memory;
    k->at = k->memory + PAGE;
    k->room = room;
    return BP_OK;
}

/* Reads on until there are `room` bytes or the file ends. */
static bp_status fill(const bp_blocks *b, struct block *k, size_t room, bp_err *err)
{
    size_t more = 0;
    bp_status status = make_room(k, room, err);
    if (status == BP_OK)
        status = bp_raw_read_at(bp_source_raw(b->source), k->at + k->got, room - k->got,
                                b->begin + k->number * b->bytes + k->got, &more, err);
    if (status != BP_OK)
        return status;
    k->got += more;
    k->last = k->got < room;
    memset(k->at + k->got, 0, BP_BEHIND);
    return BP_OK;
}

/* Does the first quote, if it is near, seem to close a field? */
static bool guess_quoted(const bp_blocks *b, const struct block *k)
{
    const char *quote = memchr(k->at, '"', k->n < GUESS_BYTES ? k->n : GUESS_BYTES);
    return quote != NULL &&
           (quote[1] == b->delimiter || quote[1] == '\n' || quote[1] == '\r');
}

static bp_status index_block(const bp_blocks *b, struct block *k, bp_err *err)
{
    const bp_text text = { k->at, k->n };
    if (!bp_index_make(&k->fields, b->form, text, b->delimiter, k->start, false))
        return bp_no_memory(err, "its text");
    return BP_OK;
}

/* What each thread does by itself. */
static bp_status read_block(const bp_blocks *b, struct block *k, bp_err *err)
{
    bp_status status = fill(b, k, b->bytes + BEHIND, err);
    if (status != BP_OK)
        return status;
    k->n = k->got < b->bytes ? k->got : b->bytes;
    k->start = k->number == 0       ? BP_QUOTES_START
               : guess_quoted(b, k) ? BP_QUOTES_IN
                                    : BP_QUOTES_PLAIN;
    status = index_block(b, k, err);
    k->valid = k->fields.ascii ? k->n : 0;
    while (k->number > 0 && k->valid < k->n && k->valid < 3 &&
           ((unsigned char)k->at[k->valid] & 0xc0) == 0x80)
        k->valid++;
    k->valid += bp_utf8_valid((bp_text){ k->at + k->valid, k->n - k->valid });
    return status;
}

/* The end of the last record that starts in the block: of the first that ends in a
 * later one, or of the file.  One that is too long is left without its end. */
static bp_status find_end(const bp_blocks *b, struct block *k, size_t *end, bp_err *err)
{
    const bp_quotes at = k->fields.end;
    bp_cut cut = { .state = at == BP_QUOTES_PLAIN ? BP_QUOTES_START : at,
                   .within = at != BP_QUOTES_START,
                   .delimiter = b->delimiter };
    size_t n = 0;
    for (;;) {
        const bp_text behind = { k->at + k->n, k->got - k->n };
        if (n == 0)
            n = bp_cut_find(&cut, behind, 1, k->last);
        *end = n > 0 ? k->n + n : k->got;
        const bool known = n > 0 && k->got - *end >= BP_AHEAD;
        if (known || k->last || behind.n > BP_RECORD_MAX + BP_AHEAD)
            return BP_OK;
        bp_status status = fill(b, k, n > 0 ? k->got + BEHIND : 2 * k->got, err);
        if (status != BP_OK)
            return status;
    }
}

static bool is_text(const struct block *k, size_t end)
{
    const bp_text rest = { k->at + k->valid, end - k->valid };
    return !k->fields.nul && bp_utf8_valid(rest) == rest.n &&
           (end <= k->n || memchr(k->at + k->n, '\0', end - k->n) == NULL);
}

/* Was the guess right, as far as it matters?  Outside of quotes it does where the first
 * byte that is no blank is a quote, and behind one where it is no edge. */
static bool was_right(const bp_blocks *b, const struct block *k)
{
    size_t i = 0;
    if (k->start == b->start || k->n == 0)
        return true;
    while (i < k->n && bp_quotes_blank(k->at[i], b->delimiter))
        i++;
    if (bp_quotes_inside(k->start) || i == k->n)
        return false;
    if (b->start == BP_QUOTES_START || b->start == BP_QUOTES_PLAIN)
        return k->at[i] != '"';
    if (b->start == BP_QUOTES_AT || b->start == BP_QUOTES_CLOSED)
        return bp_quotes_edge(k->at[i], b->delimiter);
    return false;
}

/* What follows a place and is text, as far as it is looked at; a byte more or less of a
 * character does not matter. */
static size_t look_ahead(const struct block *k, size_t at)
{
    const size_t most = BP_AHEAD + 4;
    bp_text t = { k->at + at, k->got - at < most ? k->got - at : most };
    const char *nul = memchr(t.at, '\0', t.n);
    t.n = nul != NULL ? (size_t)(nul - t.at) : t.n;
    t.n = bp_utf8_valid(t);
    return t.n < BP_AHEAD ? t.n : BP_AHEAD;
}

/* In the order of the blocks: finds the records that start in this one, and how the
 * next one starts. */
static bp_status find_records(bp_blocks *b, struct block *k, bp_chunk *chunk, bp_err *err)
{
    bp_status status = BP_OK;
    if (!was_right(b, k)) {
        k->start = b->start;
        status = index_block(b, k, err);
    }
    const bp_index *x = &k->fields;
    const size_t from = k->number > 0 ? 1 : 0;
    const uint64_t line = b->line;
    b->start = x->end;
    b->line += x->n + x->broken;
    if (status != BP_OK || x->n < from)
        return status;
    const size_t start = (uint32_t)(x->mark[x->last[from]] + 1);
    const bp_chunk_place at = {
        .position = k->number * b->bytes + start,
        .line = line + bp_lines_count((bp_text){ k->at, start }),
        .index = b->index,
    };
    size_t end = 0;
    status = find_end(b, k, &end, err);
    if (status != BP_OK || end == start)
        return status;
    if (!is_text(k, end)) {
        pthread_mutex_lock(&b->lock);
        b->stopped = true;
        b->stop = at;
        pthread_mutex_unlock(&b->lock);
        return BP_OK;
    }
    b->index++;
    *chunk = (bp_chunk){ .text = k->at + start,
                         .writable = k->at + start,
                         .n = end - start,
                         .ahead = look_ahead(k, end),
                         .position = at.position,
                         .line = at.line,
                         .index = at.index,
                         .fields = x,
                         .from = from,
                         .delimiter = b->delimiter,
                         .memory = k,
                         .home = b };
    return BP_OK;
}

static void wait_for_turn(bp_blocks *b, const struct block *k)
{
    pthread_mutex_lock(&b->lock);
    while (b->turn != k->number)
        pthread_cond_wait(&b->turned, &b->lock);
    pthread_mutex_unlock(&b->lock);
}

static void pass_turn(bp_blocks *b)
{
    pthread_mutex_lock(&b->lock);
    b->turn++;
    pthread_cond_broadcast(&b->turned);
    pthread_mutex_unlock(&b->lock);
}

bp_status bp_blocks_next(bp_blocks *b, bp_chunk *chunk, bp_err *err)
{
    *chunk = (bp_chunk){ 0 };
    for (bool end = false; !end && chunk->text == NULL;) {
        struct block *k = NULL;
        bp_status status = take_block(b, &k, err);
        if (status != BP_OK || k == NULL)
            return status;
        bp_err why = { 0 }; /* its status is that of the block */
        (void)read_block(b, k, &why);

        wait_for_turn(b, k);
        if (!bp_kept_is(&b->trouble) && !b->stopped) {
            if (why.status == BP_OK)
                (void)find_records(b, k, chunk, &why);
            bp_kept_set(&b->trouble, &why);
        }
        if (!bp_kept_is(&b->trouble))
            bp_raw_note(bp_source_raw(b->source), k->at, k->n,
                        b->begin + k->number * b->bytes);
        status = bp_kept_tell(&b->trouble, err);
        end = k->n == 0 || b->stopped;
        pass_turn(b);

        if (chunk->text == NULL)
            bp_blocks_give_back(b, k);
        if (status != BP_OK)
            return status;
    }
    return BP_OK;
}

bool bp_blocks_stopped(bp_blocks *b, bp_chunk_place *at)
{
    pthread_mutex_lock(&b->lock);
    const bool stopped = b->stopped;
    *at = b->stop;
    pthread_mutex_unlock(&b->lock);
    return stopped;
}
