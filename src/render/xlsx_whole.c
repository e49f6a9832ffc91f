/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_whole.c - is a package complete?
 *
 * On a full disk the library may leave a package whose parts are cut, and report success;
 * a spreadsheet then refuses it, or shows half.  So every part is unpacked once, and must
 * end with the end tag of its root element. */
#include "render/xlsx.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

#define HEAD_MOST 512 /* the root's name is within */
#define TAIL_MOST 64

/* Sizes and signatures of the records of a zip file (APPNOTE 6.3.9, 4.3). */
enum { LOCAL = 30, CENTRAL = 46, END = 22 };

/* The two ends of a part's text. */
typedef struct ends {
    char head[HEAD_MOST + 1];
    size_t n_head;
    char tail[TAIL_MOST + 1];
    size_t n_tail;
} ends;

static uint32_t number(const char *at, size_t bytes)
{
    uint32_t n = 0;
    for (size_t i = bytes; i-- > 0;)
        n = n << 8 | (unsigned char)at[i];
    return n;
}

static void take(ends *e, const char *at, size_t n)
{
    const size_t left = HEAD_MOST - e->n_head;
    const size_t more = n < left ? n : left;
    memcpy(e->head + e->n_head, at, more);
    e->n_head += more;

    const size_t new = n < TAIL_MOST ? n : TAIL_MOST;
    const size_t old = e->n_tail < TAIL_MOST - new ? e->n_tail : TAIL_MOST - new;
    memmove(e->tail, e->tail + e->n_tail - old, old);
    memcpy(e->tail + old, at + n - new, new);
    e->n_tail = old + new;
}

/* Does the text end with "</ROOT>", where ROOT is its first element? */
static bool closed(const ends *e)
{
    const char *root = strchr(e->head, '\n'); /* after the XML declaration */
    if (root == NULL || root[1] != '<')
        return false;
    root += 2;
    const size_t n = strcspn(root, " />");
    const size_t all = e->n_tail - (e->n_tail > 0 && e->tail[e->n_tail - 1] == '\n');
    return all >= n + 3 && e->tail[all - 1] == '>' &&
           memcmp(e->tail + all - 1 - n, root, n) == 0 &&
           memcmp(e->tail + all - 3 - n, "</", 2) == 0;
}

static bp_status cut(bp_err *err)
{
    return bp_fail(err, NULL, BP_EIO, "the xlsx output was cut: is the disk full?");
}

static bp_status look(bp_text packed, bp_err *err)
{
    z_stream z = { .next_in = (Bytef *)(uintptr_t)packed.at, .avail_in = (uInt)packed.n };
    char block[16384];
    ends e = { .n_head = 0 };
    if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to look at the xlsx output");
    int rc = Z_OK;
    while (rc == Z_OK) {
        z.next_out = (Bytef *)block;
        z.avail_out = sizeof block;
        rc = inflate(&z, Z_NO_FLUSH);
        take(&e, block, sizeof block - z.avail_out);
    }
    inflateEnd(&z);
    if (rc == Z_MEM_ERROR)
        return bp_fail(err, NULL, BP_ELIMIT, "no memory to look at the xlsx output");
    return rc == Z_STREAM_END && closed(&e) ? BP_OK : cut(err);
}

bp_status bp_xlsx_whole(bp_text package, bp_err *err)
{
    if (package.n < END || memcmp(package.at + package.n - END, "PK\5\6", 4) != 0)
        return cut(err);
    const char *end = package.at + package.n - END;
    const size_t n = number(end + 10, 2);
    size_t at = number(end + 16, 4);
    for (size_t i = 0; i < n; i++) {
        if (at + CENTRAL > package.n || memcmp(package.at + at, "PK\1\2", 4) != 0)
            return cut(err);
        const char *entry = package.at + at;
        const size_t size = number(entry + 20, 4), local = number(entry + 42, 4);
        if (local + LOCAL > package.n)
            return cut(err);
        const char *head = package.at + local;
        const size_t from = local + LOCAL + number(head + 26, 2) + number(head + 28, 2);
        if (from + size > package.n)
            return cut(err);
        bp_status status = look((bp_text){ package.at + from, size }, err);
        if (status != BP_OK)
            return status;
        at += CENTRAL + number(entry + 28, 2) + number(entry + 30, 2) +
              number(entry + 32, 2);
    }
    return n > 0 ? BP_OK : cut(err);
}
