/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ini.c - INI files by inih, which is not trusted with values.
 *
 * inih cuts a value at " ;", a line at 199 bytes, and passes over what follows "[name]",
 * all in silence, and how it does depends on how it was built.  A value here may be a
 * condition such as "title = A ; B", so none may lose a byte unsaid: the reader hands
 * inih the line up to its '=' and keeps the rest itself; it refuses what inih would cut.
 */
#include "base/ini.h"

#include <assert.h>
#include <ini.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

#define SECTION_BYTES 49 /* that inih keeps of a section's name */
#define PROFILE_BYTES ((size_t)1 << 20)

/* inih does not tell its handler the line: our reader counts. */
typedef struct source {
    char *rest; /* of the text, which a NUL ends */
    size_t n;
    const char *value; /* of the line that was handed out last */
    bp_loc at;
    bp_ini_entry *entry;
    void *arg;
    bp_status status; /* of the reader or the entry */
    bp_err *err;
} source;

static bool is_comment(bp_text t)
{
    return t.n > 0 && (t.at[0] == ';' || t.at[0] == '#');
}

/* Ends the line with a NUL and moves past it.  Its indentation is gone: inih would take
 * it for the continuation of the value before. */
static bp_text take_line(source *s)
{
    char *end = memchr(s->rest, '\n', s->n);
    const bp_text whole = { s->rest, end != NULL ? (size_t)(end - s->rest) : s->n };
    const bp_text line = bp_text_trim(whole);
    const size_t taken = whole.n + (end != NULL);
    s->rest[(size_t)(line.at - whole.at) + line.n] = '\0';
    s->rest += taken;
    s->n -= taken;
    s->at.line++;
    return line;
}

/* What inih sees of a line.  Sets s->value, and s->status where the line is refused. */
static bp_text split_line(source *s, bp_text line)
{
    s->value = "";
    if (line.n > 0 && memchr(line.at, '\0', line.n) != NULL) {
        s->status = bp_fail(s->err, &s->at, BP_EDATA, "not a text file");
        return line;
    }
    if (is_comment(line))
        return (bp_text){ line.at, 0 };
    const bool section = line.n > 0 && line.at[0] == '[';
    const char *mark = strpbrk(line.n > 0 ? line.at : "", section ? "]" : "=:");
    if (mark == NULL)
        return line;
    const size_t n = (size_t)(mark - line.at) + 1;
    const bp_text rest = bp_text_trim((bp_text){ mark + 1, line.n - n });
    if (section && n > SECTION_BYTES + 2)
        s->status =
            bp_fail(s->err, &s->at, BP_EDATA,
                    "the name of the section is longer than %d bytes", SECTION_BYTES);
    else if (!section)
        s->value = rest.n > 0 ? rest.at : "";
    else if (rest.n > 0 && !is_comment(rest))
        s->status = bp_fail(s->err, &s->at, BP_EDATA, "unexpected text after [section]");
    return (bp_text){ line.at, n };
}

static char *next_line(char *line, int size, void *stream)
{
    source *s = stream;
    if (s->n == 0 || s->status != BP_OK)
        return NULL;
    const bp_text t = split_line(s, take_line(s));
    if (s->status == BP_OK && t.n > (size_t)size - 2)
        s->status = bp_fail(s->err, &s->at, BP_EDATA, "the name is longer than %d bytes",
                            size - 3);
    if (s->status != BP_OK)
        return NULL;
    if (t.n > 0)
        memcpy(line, t.at, t.n);
    line[t.n] = '\n';
    line[t.n + 1] = '\0';
    return line;
}

static int on_entry(void *user, const char *section, const char *name, const char *value)
{
    source *s = user;
    assert(value == NULL || value[0] == '\0');
    (void)value;
    s->status = s->entry(s->arg, &s->at, section, name, s->value, s->err);
    return s->status == BP_OK;
}

static bp_status parse(source *s)
{
    int line = ini_parse_stream(next_line, s, on_entry, s);
    if (line < 0 && s->status == BP_OK)
        return bp_fail(s->err, NULL, BP_ELIMIT, "out of memory");

    /* Reading goes on after a line that is not INI: the first place counts. */
    if (line > 0 && (s->status == BP_OK || (uint64_t)line < s->at.line)) {
        s->at.line = (uint64_t)line;
        return bp_fail(s->err, &s->at, BP_EDATA, "neither [section] nor name = value");
    }
    return s->status;
}

bp_status bp_ini_read(const char *path, bp_ini_entry *entry, void *arg, bp_err *err)
{
    static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8 */
    bp_str text = { 0 };
    bp_status status = bp_file_read(&text, path, PROFILE_BYTES, err);
    if (status == BP_OK && text.n > 0) {
        const size_t skip = strncmp(text.at, mark, 3) == 0 ? 3 : 0;
        source s = { .rest = text.at + skip,
                     .n = text.n - skip,
                     .at = { .file = path },
                     .entry = entry,
                     .arg = arg,
                     .err = err };
        status = parse(&s);
    }
    bp_str_release(&text);
    return status;
}
