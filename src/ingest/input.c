/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input.c - chunks of text that end with a record.
 *
 * There are two ways to them.  A regular file in UTF-8 is read in blocks, by all
 * threads at once (blocks.h); anything else is decoded and cut by one thread at a time,
 * under a lock.  The chunks differ in their bounds and in nothing that a reader could
 * see. */
#define _POSIX_C_SOURCE 200809L
#include "ingest/input.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/kept.h"
#include "base/mem.h"
#include "base/str.h"
#include "ingest/blocks.h"
#include "ingest/csvread.h"
#include "ingest/cut.h"
#include "ingest/decode.h"
#include "ingest/lines.h"
#include "ingest/source.h"

#define CHUNK_BYTES ((size_t)128 << 10)

struct bp_input {
    char *name;
    size_t chunk_bytes;
    bp_source *source;
    bp_decode *decode;
    uint64_t begin;       /* of the text in a file */
    bp_blocks *blocks;    /* or NULL: it cannot be read in blocks */
    pthread_mutex_t lock; /* of all below */
    bool plain;           /* it is no longer read in blocks */
    bp_str text;          /* decoded; handed out up to `from` */
    size_t from;
    bp_cut cut;     /* of the text that follows `from` */
    char delimiter; /* 0: it is not known yet */
    bool backslash;
    bool ended;          /* no more text will come */
    bp_kept_err trouble; /* why it ended early */
    uint64_t position;   /* of `from`, as in a chunk */
    uint64_t line;
    size_t index;
};

static bp_text rest(const bp_input *in)
{
    if (in->from == in->text.n)
        return (bp_text){ "", 0 };
    return (bp_text){ in->text.at + in->from, in->text.n - in->from };
}

/* `why` with its place in front; only what the input says has a line. */
static bp_status fail_at(const bp_input *in, uint64_t line, const bp_err *why,
                         bp_err *err)
{
    bp_loc at = { .file = in->name,
                  .sheet = bp_input_sheet(in),
                  .line = why->status == BP_EDATA ? line : 0 };
    return bp_fail_hint(err, why->status == BP_ESTOPPED ? NULL : &at, why->status,
                        (bp_hint){ why->hint, why->hint_about }, "%s", why->text);
}

static bp_cut fresh_cut(const bp_input *in)
{
    return (bp_cut){ .delimiter = in->delimiter, .backslash = in->backslash };
}

static bp_status open_all(bp_input *in, const bp_input_options *o, bp_err *err)
{
    bool standard = strcmp(o->path, "-") == 0;
    bp_text name = bp_text_of(standard ? "(standard input)" : o->path);
    in->name = bp_copy(name.at, name.n);
    if (in->name == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to open a file");
    bp_err why;
    bp_status status =
        bp_source_open(&in->source, o->path, o->sheet, o->digest, o->again, &why);
    const bool book = status == BP_OK && bp_source_sheet(in->source) != NULL;
    in->backslash = o->backslash && !book;
    if (status == BP_OK)
        status =
            bp_decode_new(&in->decode, in->source, book ? "UTF-8" : o->encoding, &why);
    if (status == BP_OK && !in->backslash && bp_decode_is_file(in->decode, &in->begin))
        status = bp_blocks_new(&in->blocks, in->source, in->begin, in->chunk_bytes,
                               o->form, &why);
    return status == BP_OK ? BP_OK : fail_at(in, 0, &why, err);
}

bp_status bp_input_open(bp_input **out, const bp_input_options *o, bp_err *err)
{
    bp_input *in = bp_alloc(sizeof *in, 0, 0);
    if (in == NULL || pthread_mutex_init(&in->lock, NULL) != 0) {
        free(in);
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to open a file");
    }
    in->chunk_bytes = o->chunk_bytes > 0 ? o->chunk_bytes : CHUNK_BYTES;
    in->line = 1;
    bp_status status = open_all(in, o, err);
    if (status == BP_OK)
        *out = in;
    else
        bp_input_free(in);
    return status;
}

void bp_input_free(bp_input *in)
{
    if (in == NULL)
        return;
    bp_blocks_free(in->blocks);
    bp_decode_free(in->decode);
    bp_source_free(in->source);
    bp_str_release(&in->text);
    bp_kept_release(&in->trouble);
    pthread_mutex_destroy(&in->lock);
    free(in->name);
    free(in);
}

static void fill(bp_input *in)
{
    bp_text left = rest(in);
    if (in->from > 0) {
        memmove(in->text.at, left.at, left.n);
        in->text.n = left.n;
        in->from = 0;
    }
    bp_err why;
    if (bp_decode_more(in->decode, &in->text, &in->ended, &why) == BP_OK)
        return;
    bp_kept_set(&in->trouble, &why);
    in->ended = true;
}

/* Why it ended early, with its place. */
static bp_status tell_trouble(const bp_input *in, uint64_t line, bp_err *err)
{
    bp_err why;
    bp_kept_tell(&in->trouble, &why);
    return fail_at(in, line, &why, err);
}

/* The end of the first record that ends `least` bytes after `from` or later,
 * 0 when the text ends before.  Where no record ends for longer than a record
 * may be, the text ends too: csvread refuses what is left of it. */
static size_t record_end(bp_input *in, size_t least)
{
    for (;;) {
        size_t end = bp_cut_find(&in->cut, rest(in), least, in->ended);
        if (end > 0 || in->ended)
            return end;
        if (rest(in).n > least + BP_RECORD_MAX)
            in->ended = true;
        else
            fill(in);
    }
}

/* What can be handed out of a text that ends without a record end after
 * `least`: all of it, or the whole records before the trouble. */
static size_t last_end(bp_input *in)
{
    if (!bp_kept_is(&in->trouble))
        return rest(in).n;
    in->cut = fresh_cut(in);
    size_t n = 0;
    for (size_t end = record_end(in, 1); end > 0; end = record_end(in, n + 1))
        n = end;
    return n;
}

/* Room for a head at once, on large pages: fresh ones cost more than what comes there. */
static void make_room(bp_input *in)
{
    const uint64_t size = bp_source_size(in->source);
    const size_t room = size < BP_HEAD_BYTES ? (size_t)size + 1 : BP_HEAD_BYTES;
    in->text.at = bp_alloc_full(room, 1);
    if (in->text.at == NULL)
        return;
    in->text.cap = room;
    in->text.at[0] = '\0';
}

bp_status bp_input_head(bp_input *in, size_t most, bp_text *head, bool *whole,
                        bp_err *err)
{
    if (most == BP_HEAD_RECORDS && in->text.at == NULL)
        make_room(in);
    size_t n = 0, end = 0;
    in->cut = fresh_cut(in);
    for (size_t records = 0; records < most; records++) {
        end = record_end(in, n + 1);
        if (end == 0 || end > BP_HEAD_BYTES)
            break;
        n = end;
    }
    in->cut = fresh_cut(in);

    bp_text all = rest(in);
    if (end == 0 && bp_kept_is(&in->trouble))
        return tell_trouble(in, 1 + bp_lines_count((bp_text){ all.at, n }), err);
    if (end == 0)
        n = all.n;
    *head = (bp_text){ all.at, n };
    *whole = in->ended && n == all.n;
    if (*whole && bp_text_trim(*head).n == 0)
        return bp_fail(err, &(bp_loc){ .file = in->name }, BP_EDATA, "the file is empty");
    return BP_OK;
}

bool bp_input_tail(const bp_input *in, size_t most, bp_str *tail)
{
    const uint64_t size = bp_input_bytes(in);
    const uint64_t from = size > most ? size - most : 0;
    char *bytes = bp_alloc_buffered(0, most);
    size_t n = 0;
    const bool ok =
        bytes != NULL && bp_raw_read_at(bp_source_raw(in->source), bytes, most,
                                        in->begin + from, &n, NULL) == BP_OK;
    const char *line = ok ? memchr(bytes, '\n', n) : NULL;
    if (line != NULL)
        bp_str_bytes(tail, line + 1, n - (size_t)(line + 1 - bytes));
    free(bytes);
    return ok && !tail->failed;
}

void bp_input_rest(bp_input *in, bp_text *head)
{
    bp_str own = { 0 };
    if (in->blocks == NULL)
        return;
    bp_decode_rest(in->decode);
    bp_str_bytes(&own, head->at, head->n);
    if (own.failed) { /* what is there will do */
        bp_str_release(&own);
        return;
    }
    bp_str_release(&in->text);
    in->text = own;
    in->from = 0;
    *head = bp_str_text(&in->text);
}

void bp_input_forget(bp_input *in)
{
    if (in->blocks == NULL)
        return;
    bp_decode_rest(in->decode);
    bp_str_release(&in->text);
    in->from = 0;
}

void bp_input_pass_on(bp_input *from, bp_input *to)
{
    if (from->blocks != NULL && to->blocks != NULL)
        bp_blocks_pass_on(from->blocks, to->blocks);
}

void bp_input_set_delimiter(bp_input *in, char delimiter)
{
    in->delimiter = delimiter;
    in->cut = fresh_cut(in);
    if (in->blocks != NULL)
        bp_blocks_set_delimiter(in->blocks, delimiter);
}

/* What follows n bytes, as far as it tells whether they end with a record. */
static size_t look_ahead(bp_input *in, size_t n)
{
    while (!in->ended && rest(in).n < n + BP_AHEAD)
        fill(in);
    const size_t more = rest(in).n - n;
    return more < BP_AHEAD ? more : BP_AHEAD;
}

static bp_status take(bp_input *in, size_t n, bp_chunk *chunk, bp_err *err)
{
    const size_t ahead = look_ahead(in, n);
    char *memory = bp_alloc_buffered(0, BP_BEFORE + n + ahead + BP_BEHIND);
    if (memory == NULL)
        return bp_fail(err, &(bp_loc){ .file = in->name }, BP_ELIMIT,
                       "no memory for its text");
    char *text = memory + BP_BEFORE;
    memcpy(text, rest(in).at, n + ahead);
    *chunk = (bp_chunk){ .text = text,
                         .writable = text,
                         .n = n,
                         .ahead = ahead,
                         .position = in->position,
                         .line = in->line,
                         .index = in->index,
                         .memory = memory };
    bp_cut_drop(&in->cut, n);
    in->from += n;
    in->position += n;
    in->line += bp_lines_count((bp_text){ text, n });
    in->index++;
    return BP_OK;
}

static bp_status next_plain(bp_input *in, bp_chunk *chunk, bp_err *err)
{
    size_t n = record_end(in, in->chunk_bytes);
    if (n == 0)
        n = last_end(in);
    if (n > 0)
        return take(in, n, chunk, err);
    if (bp_kept_is(&in->trouble))
        return tell_trouble(in, in->line, err);
    *chunk = (bp_chunk){ 0 };
    return BP_OK;
}

/* Forgets what was read, up to `at`. */
static void go_to(bp_input *in, const bp_chunk_place *at)
{
    bp_str_clear(&in->text);
    in->from = 0;
    in->cut = fresh_cut(in);
    in->ended = false;
    bp_kept_release(&in->trouble);
    in->position = at->position;
    in->line = at->line;
    in->index = at->index;
}

/* What blocks cannot read is read plainly, which finds the words for it. */
static bp_status leave_blocks(bp_input *in, const bp_chunk_place *at, bp_err *err)
{
    if (in->plain)
        return BP_OK;
    bp_err why;
    if (bp_decode_seek(in->decode, in->begin + at->position, &why) != BP_OK)
        return fail_at(in, at->line, &why, err);
    go_to(in, at);
    in->plain = true;
    return BP_OK;
}

bp_status bp_input_unchanged(const bp_input *in, bp_err *err)
{
    bp_err why;
    const bp_status status = bp_raw_unchanged(bp_source_raw(in->source), &why);
    return status == BP_OK ? BP_OK : fail_at(in, 0, &why, err);
}

static bp_status next(bp_input *in, bp_chunk *chunk, bp_err *err)
{
    bp_chunk_place at = { 0 };
    if (in->blocks != NULL) {
        bp_err why;
        if (bp_blocks_next(in->blocks, chunk, &why) != BP_OK)
            return fail_at(in, 0, &why, err);
        if (chunk->text != NULL || !bp_blocks_stopped(in->blocks, &at))
            return BP_OK;
    }
    pthread_mutex_lock(&in->lock);
    bp_status status = in->blocks != NULL ? leave_blocks(in, &at, err) : BP_OK;
    if (status == BP_OK)
        status = next_plain(in, chunk, err);
    pthread_mutex_unlock(&in->lock);
    return status;
}

/* What cannot be read of a file that has changed is no matter of its text. */
bp_status bp_input_next(bp_input *in, bp_chunk *chunk, bp_err *err)
{
    bp_status status = next(in, chunk, err);
    if (status == BP_EDATA || (status == BP_OK && chunk->text == NULL)) {
        const bp_status changed = bp_input_unchanged(in, err);
        status = changed != BP_OK ? changed : status;
    }
    return status;
}

void bp_chunk_release(bp_chunk *chunk)
{
    if (chunk->home != NULL)
        bp_blocks_give_back(chunk->home, chunk->memory);
    else
        free(chunk->memory);
    *chunk = (bp_chunk){ 0 };
}

bp_status bp_input_rewind(bp_input *in, bp_err *err)
{
    bp_err why;
    if (bp_decode_rewind(in->decode, &why) != BP_OK)
        return fail_at(in, 0, &why, err);
    go_to(in, &(bp_chunk_place){ .line = 1 });
    in->plain = false;
    if (in->blocks != NULL)
        bp_blocks_rewind(in->blocks);
    return BP_OK;
}

uint64_t bp_input_bytes(const bp_input *in)
{
    const uint64_t size = bp_source_size(in->source);
    return in->blocks != NULL && size > in->begin ? size - in->begin : 0;
}

const char *bp_input_name(const bp_input *in)
{
    return in->name;
}

const bp_sheet *bp_input_sheet(const bp_input *in)
{
    return in->source != NULL ? bp_source_sheet(in->source) : NULL;
}

const char *bp_input_encoding(const bp_input *in)
{
    return bp_decode_encoding(in->decode);
}

void bp_input_digest(bp_input *in, char hex[65])
{
    bp_raw_digest(bp_source_raw(in->source), hex);
}
