#define _POSIX_C_SOURCE 200809L

#include "ingest/blocks.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ingest/csvread.h"
#include "ingest/cut.h"
#include "ingest/index.h"
#include "ingest/lines.h"

/* The kernel copies much faster to whole pages. */
#define PAGE ((size_t)4096)

/* What is read of the blocks behind, for the end of a block's last record. */
#define BEHIND PAGE

/* Memory that waits for a block. */
struct spare {
    struct spare *next;
};

struct bp_blocks {
    const bp_source *source;
    const bp_index_form *form;
    uint64_t begin;
    size_t bytes;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t turned;
    struct spare *spare;
    uint64_t next; /* the first block that nobody has taken */
    uint64_t turn; /* the first that is not settled; the rest says how it starts */
    bool quoted;   /* inside quotes */
    uint64_t line; /* of its first byte */
    size_t index;  /* of the next chunk */
    bool stopped;  /* at `stop`, by text that is not UTF-8 */
    bp_chunk_place stop;
    bp_err trouble;
};

struct block {
    uint64_t number;
    char *at;
    size_t n;     /* its own bytes; 0 behind the end of the file */
    size_t got;   /* with those behind it */
    bool grown;   /* beyond the usual memory */
    bool last;    /* the file ends with them */
    size_t valid; /* its bytes up to here are text, but perhaps the first few, which
                   * end a character of the block before */
    bool nul;
    bp_glance glance;
};

bp_status bp_blocks_new(bp_blocks **out, const bp_source *source, uint64_t begin,
                        size_t bytes, bp_err *err)
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
    b->form = bp_index_form_at(0);
    b->begin = begin;
    b->bytes = bytes;
    bp_blocks_rewind(b);
    *out = b;
    return BP_OK;
}

void bp_blocks_free(bp_blocks *b)
{
    if (b == NULL)
        return;
    while (b->spare != NULL) {
        struct spare *next = b->spare->next;
        free(b->spare);
        b->spare = next;
    }
    pthread_cond_destroy(&b->turned);
    pthread_mutex_destroy(&b->lock);
    free(b);
}

void bp_blocks_rewind(bp_blocks *b)
{
    b->next = 0;
    b->turn = 0;
    b->quoted = false;
    b->line = 1;
    b->index = 0;
    b->stopped = false;
    b->trouble = (bp_err){ 0 };
}

void bp_blocks_give_back(bp_blocks *b, void *memory)
{
    struct spare *spare = memory;
    if (spare == NULL)
        return;
    pthread_mutex_lock(&b->lock);
    spare->next = b->spare;
    b->spare = spare;
    pthread_mutex_unlock(&b->lock);
}

/* Memory of so many bytes with what is there in it. */
static bp_status make_room(struct block *k, size_t room, bp_err *err)
{
    void *at = NULL;
    if (posix_memalign(&at, PAGE, room) != 0)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory for its text");
    if (k->got > 0)
        memcpy(at, k->at, k->got);
    free(k->at);
    k->at = at;
    return BP_OK;
}

/* Reads on until there are `room` bytes or the file ends. */
static bp_status fill(const bp_blocks *b, struct block *k, size_t room, bp_err *err)
{
    size_t more = 0;
    bp_status status =
        bp_source_read_at(b->source, k->at + k->got, room - k->got,
                          b->begin + k->number * b->bytes + k->got, &more, err);
    k->got += more;
    k->last = k->got < room;
    return status;
}

/* What each thread does by itself. */
static bp_status read_block(const bp_blocks *b, struct block *k, bp_err *err)
{
    const size_t room = b->bytes + BEHIND;
    bp_status status = k->at == NULL ? make_room(k, room, err) : BP_OK;
    if (status == BP_OK)
        status = fill(b, k, room, err);
    if (status != BP_OK)
        return status;
    k->n = k->got < b->bytes ? k->got : b->bytes;
    k->glance = bp_glance_at(b->form, (bp_text){ k->at, k->n },
                             k->got > k->n ? k->at[k->n] : '\0');
    while (k->number > 0 && k->valid < k->n && k->valid < 3 &&
           ((unsigned char)k->at[k->valid] & 0xc0) == 0x80)
        k->valid++;
    k->valid += bp_utf8_valid((bp_text){ k->at + k->valid, k->n - k->valid });
    k->nul = memchr(k->at, '\0', k->n) != NULL;
    return BP_OK;
}

/* The end of the last record that starts in the block: of the first that ends in a
 * later one, or of the file.  One that is too long is left without its end. */
static bp_status find_end(const bp_blocks *b, struct block *k, bool quoted, size_t *end,
                          bp_err *err)
{
    bp_cut cut = { .quoted = quoted };
    for (;;) {
        const bp_text behind = { k->at + k->n, k->got - k->n };
        const size_t n = bp_cut_find(&cut, behind, 1, k->last);
        *end = n > 0 ? k->n + n : k->got;
        if (n > 0 || k->last || behind.n > BP_RECORD_MAX)
            return BP_OK;
        const size_t room = 2 * k->got;
        k->grown = true;
        bp_status status = make_room(k, room, err);
        if (status == BP_OK)
            status = fill(b, k, room, err);
        if (status != BP_OK)
            return status;
    }
}

static bool is_text(const struct block *k, size_t end)
{
    const bp_text rest = { k->at + k->valid, end - k->valid };
    return !k->nul && bp_utf8_valid(rest) == rest.n &&
           (end <= k->n || memchr(k->at + k->n, '\0', end - k->n) == NULL);
}

/* In the order of the blocks: hands out the records that start in this one. */
static bp_status settle(bp_blocks *b, struct block *k, bp_chunk *chunk, bp_err *err)
{
    const size_t start = k->number > 0 ? k->glance.first[b->quoted] : 0;
    const bool quoted = b->quoted != k->glance.odd_quotes;
    const bp_chunk_place at = {
        .position = k->number * b->bytes + start,
        .line = b->line + bp_lines_count((bp_text){ k->at, start }),
        .index = b->index,
    };
    b->line += k->glance.lines;
    b->quoted = quoted;
    if (start == 0 && k->number > 0)
        return BP_OK;
    size_t end = 0;
    bp_status status = find_end(b, k, quoted, &end, err);
    if (status != BP_OK || end == start)
        return status;
    if (!is_text(k, end)) {
        b->stopped = true;
        b->stop = at;
        return BP_OK;
    }
    b->index++;
    *chunk = (bp_chunk){ .text = k->at + start,
                         .memory = k->at,
                         .home = k->grown ? NULL : b,
                         .n = end - start,
                         .position = at.position,
                         .line = at.line,
                         .index = at.index };
    return BP_OK;
}

static struct block take_block(bp_blocks *b)
{
    pthread_mutex_lock(&b->lock);
    struct block k = { .number = b->next++, .at = (char *)b->spare };
    if (b->spare != NULL)
        b->spare = b->spare->next;
    pthread_mutex_unlock(&b->lock);
    return k;
}

bp_status bp_blocks_next(bp_blocks *b, bp_chunk *chunk, bp_err *err)
{
    *chunk = (bp_chunk){ 0 };
    for (bool end = false; !end && chunk->text == NULL;) {
        struct block k = take_block(b);
        bp_err why = { 0 }; /* its status is that of the block */
        (void)read_block(b, &k, &why);

        pthread_mutex_lock(&b->lock);
        while (b->turn != k.number)
            pthread_cond_wait(&b->turned, &b->lock);
        if (b->trouble.status == BP_OK && !b->stopped) {
            if (why.status == BP_OK)
                (void)settle(b, &k, chunk, &why);
            b->trouble = why;
        }
        why = b->trouble;
        end = k.n == 0 || b->stopped;
        b->turn++;
        pthread_cond_broadcast(&b->turned);
        pthread_mutex_unlock(&b->lock);

        if (chunk->text == NULL && k.grown)
            free(k.at);
        else if (chunk->text == NULL)
            bp_blocks_give_back(b, k.at);
        if (why.status != BP_OK)
            return bp_fail(err, NULL, why.status, "%s", why.text);
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
