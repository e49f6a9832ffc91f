/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glyphs.c - which characters some installed font has.
 *
 * The maps of the font files are read here (OpenType, table cmap, formats 4 and 12, which
 * fonts use for Unicode): it is little code, and a library for fonts is a large
 * dependency. Every offset is checked, and a file that cannot be read has no characters.
 */
#define _POSIX_C_SOURCE 200809L

#include "chart/glyphs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#define CHARACTERS 0x110000u
#define DEEPEST 6                  /* folders below a folder */
#define MAP_MOST ((size_t)1 << 22) /* bytes of a font's map from characters to glyphs */

struct bp_glyphs {
    const char *file;
    const char *const *folder;
    enum { NOTHING, OWN, ALL } read;
    bool failed; /* memory was out: some fonts were not read */
    uint64_t has[CHARACTERS / 64];
};

bp_glyphs *bp_glyphs_new(const char *file, const char *const folder[])
{
    bp_glyphs *g = bp_alloc(sizeof *g, 0, 0);
    if (g != NULL) {
        g->file = file;
        g->folder = folder;
    }
    return g;
}

void bp_glyphs_free(bp_glyphs *g)
{
    free(g);
}

/* Part of a file; its numbers have the highest byte first, and are 0 beyond its end. */
typedef struct bytes {
    const unsigned char *at;
    size_t n;
} bytes;

static uint32_t number(bytes b, size_t at, size_t size)
{
    uint32_t x = 0;
    for (size_t i = 0; i < size && at + size <= b.n; i++)
        x = x << 8 | b.at[at + i];
    return x;
}

static uint32_t u16(bytes b, size_t at)
{
    return number(b, at, 2);
}

static uint32_t u32(bytes b, size_t at)
{
    return number(b, at, 4);
}

static bytes from(bytes b, size_t at)
{
    return at < b.n ? (bytes){ b.at + at, b.n - at } : (bytes){ b.at, 0 };
}

static void add(bp_glyphs *g, uint32_t c)
{
    g->has[c / 64] |= (uint64_t)1 << c % 64;
}

/* Segments of 16 bits (format 4 of OpenType's cmap).  Out of order they are broken. */
static void add_segments(bp_glyphs *g, bytes b)
{
    const size_t size = u16(b, 6); /* bytes of each of the four arrays */
    uint32_t next = 0;
    for (size_t i = 0; i < size; i += 2) {
        uint32_t last = u16(b, 14 + i), first = u16(b, 16 + size + i);
        uint32_t delta = u16(b, 16 + 2 * size + i);
        size_t offset_at = 16 + 3 * size + i, offset = u16(b, offset_at);
        if (first < next || last < first)
            return;
        next = last + 1;
        for (uint32_t c = first; c <= last && c < 0xffff; c++) {
            uint32_t glyph =
                offset == 0 ? c : u16(b, offset_at + offset + 2 * (size_t)(c - first));
            if ((offset == 0 || glyph != 0) && ((glyph + delta) & 0xffff) != 0)
                add(g, c);
        }
    }
}

/* Groups of 32 bits (format 12). */
static void add_groups(bp_glyphs *g, bytes b)
{
    const uint32_t n = u32(b, 12);
    uint32_t next = 0;
    for (uint32_t i = 0; i < n; i++) {
        size_t at = 16 + 12 * (size_t)i;
        uint32_t first = u32(b, at), last = u32(b, at + 4), glyph = u32(b, at + 8);
        if (first < next || last < first || last >= CHARACTERS)
            return;
        next = last + 1;
        for (uint32_t c = first; c <= last; c++, glyph++)
            if (glyph != 0)
                add(g, c);
    }
}

/* All tables of a font's cmap that are of Unicode. */
static void add_map(bp_glyphs *g, bytes map)
{
    for (size_t i = 0; i < u16(map, 2); i++) {
        size_t at = 4 + 8 * i;
        uint32_t platform = u16(map, at), encoding = u16(map, at + 2);
        bytes table = from(map, u32(map, at + 4));
        if (platform != 0 && !(platform == 3 && (encoding == 1 || encoding == 10)))
            continue;
        if (u16(table, 0) == 4)
            add_segments(g, table);
        else if (u16(table, 0) == 12)
            add_groups(g, table);
    }
}

/* n bytes of the file, which the caller frees; NULL: they are not there. */
static unsigned char *read_part(bp_glyphs *g, int fd, uint32_t at, size_t n)
{
    unsigned char *part = n <= MAP_MOST ? bp_alloc(0, n, 1) : NULL;
    g->failed |= n <= MAP_MOST && part == NULL;
    for (size_t done = 0; part != NULL && done < n;) {
        const ssize_t got = pread(fd, part + done, n - done, (off_t)(at + done));
        if (got > 0)
            done += (size_t)got;
        else if (got == 0 || errno != EINTR) {
            free(part);
            return NULL;
        }
    }
    return part;
}

/* The folder of tables at `start` names the place of the map. */
static void add_tables(bp_glyphs *g, int fd, uint32_t start)
{
    unsigned char *head = read_part(g, fd, start, 12);
    size_t n = head != NULL ? u16((bytes){ head, 12 }, 4) : 0;
    unsigned char *list = n > 0 ? read_part(g, fd, start + 12, 16 * n) : NULL;
    for (size_t i = 0; list != NULL && i < n; i++) {
        bytes entry = { list + 16 * i, 16 };
        if (u32(entry, 0) != 0x636d6170) /* "cmap" */
            continue;
        const size_t size = u32(entry, 12);
        unsigned char *map = read_part(g, fd, u32(entry, 8), size);
        if (map != NULL)
            add_map(g, (bytes){ map, size });
        free(map);
    }
    free(list);
    free(head);
}

/* Of a collection its first font: the others have much the same characters. */
static void add_font(bp_glyphs *g, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    unsigned char *head = read_part(g, fd, 0, 16);
    if (head != NULL) {
        bytes b = { head, 16 };
        add_tables(g, fd, u32(b, 0) == 0x74746366 ? u32(b, 12) : 0); /* "ttcf" */
    }
    free(head);
    close(fd);
}

static bool is_font(bp_text name)
{
    static const char *const end[] = { ".ttf", ".otf", ".ttc" };
    for (size_t i = 0; name.n > 4 && i < sizeof end / sizeof end[0]; i++)
        if (bp_text_is((bp_text){ name.at + name.n - 4, 4 }, end[i]))
            return true;
    return false;
}

static void add_folder(bp_glyphs *g, const char *path, int depth)
{
    DIR *folder = depth < DEEPEST ? opendir(path) : NULL;
    const struct dirent *entry;
    g->failed |= depth < DEEPEST && folder == NULL && errno == ENOMEM;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        bp_str below = { 0 };
        bp_str_printf(&below, "%s/%s", path, entry->d_name);
        g->failed |= below.failed;
        if (!below.failed && is_font(bp_text_of(entry->d_name)))
            add_font(g, below.at);
        else if (!below.failed)
            add_folder(g, below.at, depth + 1);
        bp_str_release(&below);
    }
    if (folder != NULL)
        closedir(folder);
}

static bool known(const bp_glyphs *g, uint32_t c)
{
    return c < CHARACTERS && (g->has[c / 64] >> c % 64 & 1) != 0;
}

bool bp_glyphs_failed(const bp_glyphs *g)
{
    return g->failed;
}

bool bp_glyphs_have(bp_glyphs *g, uint32_t c)
{
    if (g->read == NOTHING && g->file != NULL)
        add_font(g, g->file);
    g->read = g->read == NOTHING ? OWN : g->read;
    if (g->read == OWN && !known(g, c)) {
        for (size_t i = 0; g->folder[i] != NULL; i++)
            add_folder(g, g->folder[i], 0);
        g->read = ALL;
    }
    return known(g, c);
}
