/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which encoding bytes that are no UTF-8 are likely in.
 *
 * It is only a hint, so a few signs do.  In UTF-16 one byte of most pairs is NUL.  The
 * accents of Western Europe stand alone among ASCII letters, and windows-1252 has every
 * printable character of iso-8859-1 at the same place.  In other scripts such bytes come
 * in rows: letters of windows-1251 are from 0xc0 on, all of them; Shift_JIS alone begins
 * characters with bytes below 0xa0; of the others, whose characters are pairs of bytes
 * from 0xa1 on, EUC-JP has kana, EUC-KR has syllables that begin with 0xb0 to 0xc8, and
 * GB 18030 uses all of them. */
#include "ingest/encoding.h"

#include <stdbool.h>

/* A script shows in rows of bytes beyond ASCII, at least so long, and in so many. */
#define RUN 3
#define ENOUGH 12

typedef struct signs {
    size_t nul[2];    /* at even and odd places */
    size_t high;      /* bytes beyond ASCII */
    size_t in_runs;   /* of them in rows of RUN or more */
    size_t letters;   /* of them from 0xc0 on */
    size_t low;       /* of them below 0xa0 */
    size_t pairs;     /* pairs of the rows */
    size_t kana;      /* of them those that begin as kana of EUC-JP do */
    size_t syllables; /* ... as syllables of EUC-KR do */
} signs;

static void see_run(signs *s, const unsigned char *at, size_t n)
{
    s->high += n;
    s->in_runs += n >= RUN ? n : 0;
    for (size_t i = 0; i < n; i++) {
        s->letters += at[i] >= 0xc0;
        s->low += at[i] < 0xa0;
    }
    for (size_t i = 0; i + 1 < n; i += 2) {
        s->pairs++;
        s->kana += at[i] == 0xa4 || at[i] == 0xa5;
        s->syllables += at[i] >= 0xb0 && at[i] <= 0xc8;
    }
}

static signs signs_of(const unsigned char *at, size_t n)
{
    signs s = { 0 };
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && at[end] >= 0x80)
            end++;
        see_run(&s, at + i, end - i);
        for (i = end; i < n && at[i] < 0x80; i++)
            s.nul[i % 2] += at[i] == '\0';
    }
    return s;
}

const char *bp_encoding_likely(const char *bytes, size_t n)
{
    const signs s = signs_of((const unsigned char *)bytes, n);
    if (8 * s.nul[1] > n && 4 * s.nul[0] < s.nul[1])
        return "UTF-16LE";
    if (8 * s.nul[0] > n && 4 * s.nul[1] < s.nul[0])
        return "UTF-16BE";
    if (s.high < ENOUGH || 2 * s.in_runs <= s.high)
        return "windows-1252";
    if (10 * s.letters >= 9 * s.high)
        return "windows-1251";
    if (8 * s.low > s.high)
        return "shift_jis";
    if (8 * s.kana > s.pairs)
        return "euc-jp";
    return 10 * s.syllables >= 9 * s.pairs ? "euc-kr" : "gb18030";
}
