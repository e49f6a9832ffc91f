/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.c - what is known of Unicode, by utf8proc.
 *
 * Neither mbrtowc nor wcwidth is asked, since both depend on the locale.  Long runs of
 * ASCII, which nearly all surveys are, are passed over eight bytes at a time. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Bytes of the ASCII text that t starts with, or a few less: eight at a time. */
static size_t ascii(const char *at, size_t n)
{
    size_t i = 0;
    for (uint64_t eight; n - i >= sizeof eight; i += sizeof eight) {
        memcpy(&eight, at + i, sizeof eight);
        if ((eight & 0x8080808080808080u) != 0)
            break;
    }
    return i;
}

size_t bp_utf8_valid(bp_text t)
{
    size_t i = 0;
    while (i < t.n) {
        i += ascii(t.at + i, t.n - i);
        if (i == t.n)
            break;
        if ((unsigned char)t.at[i] < 0x80) {
            i++;
            continue;
        }
        utf8proc_int32_t c;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)t.at + i,
                                              (utf8proc_ssize_t)(t.n - i), &c);
        if (n <= 0)
            break;
        i += (size_t)n;
    }
    return i;
}

uint32_t bp_utf8_next(bp_text t, size_t *i)
{
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)t.at + *i,
                                          (utf8proc_ssize_t)(t.n - *i), &c);
    *i += n > 0 ? (size_t)n : 1;
    return (uint32_t)c;
}

static size_t columns(uint32_t c)
{
    int width = utf8proc_charwidth((utf8proc_int32_t)c);
    return width > 0 ? (size_t)width : 0;
}

size_t bp_utf8_width(bp_text t)
{
    size_t width = 0;
    for (size_t i = 0; i < t.n;)
        width += columns(bp_utf8_next(t, &i));
    return width;
}

size_t bp_utf8_fit(bp_text t, size_t most)
{
    size_t width = 0, fit = 0;
    for (size_t i = 0; i < t.n; fit = i) {
        width += columns(bp_utf8_next(t, &i));
        if (width > most)
            break;
    }
    return fit;
}

bool bp_utf8_is_unseen(uint32_t c)
{
    return c >= 0x80 && (utf8proc_get_property((utf8proc_int32_t)c)->ignorable ||
                         c == 0x200e || c == 0x200f || (c >= 0xfff9 && c <= 0xfffb));
}

/* From Arabic to Sinhala, and Khmer. */
static bool joins(uint32_t c)
{
    return (c >= 0x600 && c < 0xe00) || (c >= 0x1780 && c < 0x1800);
}

bool bp_utf8_is_joiner(bp_text t, size_t end)
{
    enum { JOINER = 3 }; /* bytes of U+200C and U+200D */
    if (end < JOINER + 1 || end == t.n ||
        memcmp(t.at + end - JOINER, "\xe2\x80", 2) != 0 ||
        (t.at[end - 1] != '\x8c' && t.at[end - 1] != '\x8d'))
        return false;
    size_t before = end - JOINER - 1;
    while (before > 0 && ((unsigned char)t.at[before] & 0xc0) == 0x80)
        before--;
    return joins(bp_utf8_next(t, &before)) && joins(bp_utf8_next(t, &end));
}

bool bp_utf8_is_mark(uint32_t c)
{
    if (c < 0x300)
        return false;
    const utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_ME;
}

uint32_t bp_utf8_lower(uint32_t c)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

void bp_utf8_small(char *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        utf8proc_uint8_t *byte = (utf8proc_uint8_t *)at + i, small[4];
        utf8proc_int32_t c;
        at[i] = (char)bp_lower(at[i]);
        if (*byte < 0x80)
            continue;
        const utf8proc_ssize_t bytes =
            utf8proc_iterate(byte, (utf8proc_ssize_t)(n - i), &c);
        if (bytes <= 0 || utf8proc_encode_char(utf8proc_tolower(c), small) != bytes)
            continue;
        memcpy(byte, small, (size_t)bytes);
        i += (size_t)bytes - 1;
    }
}

bp_text bp_utf8_small_start(bp_text t, char room[], size_t n)
{
    bool ascii = true;
    t.n = t.n < n ? t.n : n;
    for (size_t i = 0; i < t.n; i++)
        ascii &= (unsigned char)t.at[i] < 0x80;
    if (ascii)
        return t;
    memcpy(room, t.at, t.n);
    bp_utf8_small(room, t.n);
    return (bp_text){ room, t.n };
}

/* Case folded, composed, without marks. */
static const utf8proc_option_t folding =
    UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_STABLE;

#define SHORT_MAX 512 /* code points */

size_t bp_utf8_fold_short(char room[], size_t room_n, bp_text t)
{
    utf8proc_int32_t folded[SHORT_MAX + 1];
    size_t plain = 0;
    while (plain < t.n && plain < room_n && (unsigned char)t.at[plain] < 0x80) {
        room[plain] = (char)bp_lower(t.at[plain]);
        plain++;
    }
    if (plain == t.n) /* as most are */
        return plain <= SHORT_MAX ? plain : 0;
    utf8proc_ssize_t n =
        utf8proc_decompose((const utf8proc_uint8_t *)t.at, (utf8proc_ssize_t)t.n, folded,
                           SHORT_MAX, folding);
    if (n <= 0 || n > SHORT_MAX)
        return 0;
    n = utf8proc_reencode(folded, n, folding);
    if (n < 0 || (size_t)n > room_n)
        return 0;
    memcpy(room, folded, (size_t)n);
    return (size_t)n;
}

static char *fold(bp_text t, utf8proc_option_t how)
{
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)t.at, (utf8proc_ssize_t)t.n, &folded, how);
    return n < 0 ? NULL : (char *)folded;
}

char *bp_utf8_fold(bp_text t)
{
    return fold(t, folding);
}

char *bp_utf8_fold_wide(bp_text t)
{
    return fold(t, folding | UTF8PROC_COMPAT | UTF8PROC_IGNORE);
}
