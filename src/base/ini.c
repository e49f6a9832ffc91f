/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ini.h"

#include <ini.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

#define PROFILE_BYTES ((size_t)1 << 20)

/* The library does not tell its handler the line: its reader counts. */
typedef struct source {
    bp_text rest;
    bp_loc at;
    bp_ini_entry *entry;
    void *arg;
    bp_status status; /* of the reader or the entry */
    bp_err *err;
} source;

/* Hands out one line without its indentation, which the library would take for
 * the continuation of the value before. */
static char *next_line(char *line, int size, void *stream)
{
    source *s = stream;
    if (s->rest.n == 0 || s->status != BP_OK)
        return NULL;
    const char *end = memchr(s->rest.at, '\n', s->rest.n);
    bp_text whole = { s->rest.at, end != NULL ? (size_t)(end - s->rest.at) : s->rest.n };
    size_t taken = whole.n + (end != NULL);
    s->rest = (bp_text){ s->rest.at + taken, s->rest.n - taken };
    s->at.line++;

    bp_text t = bp_text_trim(whole);
    if (t.n > (size_t)size - 2) {
        s->status = bp_fail(s->err, &s->at, BP_EDATA, "line over %d bytes", size - 2);
        return NULL;
    }
    if (t.n > 0 && memchr(t.at, '\0', t.n) != NULL) {
        s->status = bp_fail(s->err, &s->at, BP_EDATA, "not a text file");
        return NULL;
    }
    if (t.n > 0)
        memcpy(line, t.at, t.n);
    line[t.n] = '\n';
    line[t.n + 1] = '\0';
    return line;
}

static int on_entry(void *user, const char *section, const char *name, const char *value)
{
    source *s = user;
    s->status = s->entry(s->arg, &s->at, section, name, value, s->err);
    return s->status == BP_OK;
}

bp_status bp_ini_read(const char *path, bp_ini_entry *entry, void *arg, bp_err *err)
{
    bp_str text = { 0 };
    bp_status status = bp_file_read(&text, path, PROFILE_BYTES, err);
    if (status == BP_OK) {
        source s = { { text.at, text.n }, { .file = path }, entry, arg, BP_OK, err };
        int line = ini_parse_stream(next_line, &s, on_entry, &s);
        status = s.status;
        /* Reading goes on behind a line that is not INI: the first place counts. */
        if (line > 0 && (status == BP_OK || (uint64_t)line < s.at.line)) {
            s.at.line = (uint64_t)line;
            status = bp_fail(err, &s.at, BP_EDATA, "neither [section] nor name = value");
        } else if (line < 0 && status == BP_OK)
            status = bp_fail(err, NULL, BP_ELIMIT, "out of memory");
    }
    bp_str_release(&text);
    return status;
}
