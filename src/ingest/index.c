/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The idea.  Comparing 64 bytes with one character gives a 64-bit mask, a bit a
 * byte.  Bits then mean characters and one operation works on 64 of them:
 *
 *     text    a , " b , c " , d
 *     quote   0 0 1 0 0 0 1 0 0
 *     inside  0 0 1 1 1 1 0 0 0    each bit is the parity of the quotes up to it
 *     marks   0 1 0 0 0 0 0 1 0    delimiters and line ends that are not inside
 *
 * A quote is in order when it opens a field just after a mark or closes it just
 * before one, or is one of two inside.  Parity is exact as long as all are in order.
 * Where one is not (stray, with blanks around, in front of text) the 64 bytes are gone
 * through one by one, as quotes.h says.  Every quote but one that opens just after a
 * mark and one that closes just before is odd, and so is a line end inside quotes, which
 * would upset the count of lines.
 *
 * The same pass finds whether the text is ASCII, so that nobody else need look at
 * every byte.
 *
 * A form is one way to compare and to take the parity; the rest is common and is
 * compiled once for each with the instructions of its processors. */
#include "ingest/index.h"

#include <stdlib.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define STEP BP_INDEX_STEP

/* Compiled anew, with other instructions, in each function that calls it. */
#define INLINE static inline __attribute__((always_inline))

/* The end of the text is padded, and marks are written in groups. */
#define SLACK (3 * STEP)

/* The mask of the bytes p[0..63] that equal c. */
typedef uint64_t equal_fn(const char *p, char c);

/* Are the bytes p[0..63] all from 0x01 to 0x7f? */
typedef bool ascii_fn(const char *p);

/* The place of the lowest bit; anything up to 64 when there is none. */
typedef uint32_t lowest_fn(uint64_t bits);

/* Bit i is the parity of bits 0..i. */
typedef uint64_t parity_fn(uint64_t bits);

struct state {
    uint32_t at;              /* of the step in the text */
    uint32_t n_marks, n_last; /* also counts the mark before the text */
    uint32_t n_odd;
    size_t broken;
    bool beyond, nul;    /* a byte was not from 0x01 to 0x7f; it was a NUL */
    uint64_t inside;     /* all ones when the last step ended inside quotes */
    uint64_t edge;       /* 1 when it ended with a delimiter or line end */
    uint64_t closed;     /* 1 when it ended with a closing quote, or broken */
    const char *text;    /* that the steps are part of, as far as it can be looked back */
    bp_quotes before;    /* at its start */
    bp_quotes broken_by; /* of BP_QUOTES_CLOSED and what is broken, where the last step
                          * ended so; else BP_QUOTES_START */
};

struct bp_index_form {
    const char *name;
    bool (*runs)(void);
    void (*steps)(bp_index *x, struct state *s, const char *p, size_t n, char delimiter);
};

/* Ten at a time, about what 64 bytes of a survey hold: a branch for each would be
 * dearer than writing a few too many. */
INLINE void put_marks(uint32_t *out, uint64_t marks, uint32_t at, lowest_fn *lowest)
{
    do {
#pragma GCC unroll 10
        for (size_t i = 0; i < 10; i++) {
            *out++ = at + lowest(marks);
            marks &= marks - 1;
        }
    } while (marks != 0);
}

/* Writes one too many where no line ends, for the same reason. */
INLINE void put_lines(bp_index *x, struct state *s, uint64_t marks, uint64_t lines)
{
    uint32_t *out = x->last + s->n_last;
    s->n_last += (uint32_t)__builtin_popcountll(lines);
    do {
        const uint64_t before = marks & ((lines & -lines) - 1);
        *out++ = s->n_marks + (uint32_t)__builtin_popcountll(before);
        lines &= lines - 1;
    } while (lines != 0);
}

INLINE void put_odd(bp_index *x, struct state *s, uint64_t odd)
{
    for (; odd != 0; odd &= odd - 1)
        x->odd[s->n_odd++] = s->at + (uint32_t)__builtin_ctzll(odd);
}

/* What is so before p, where the last step left no quotes open: that is a matter of the
 * last byte that is no blank. */
static bp_quotes look_back(const struct state *s, const char *p, char delimiter)
{
    const char *at = p;
    if (s->broken_by != BP_QUOTES_START)
        return s->broken_by;
    if (s->inside != 0)
        return BP_QUOTES_IN;
    if (s->closed != 0)
        return BP_QUOTES_AT;
    while (s->text != NULL && at > s->text && bp_quotes_blank(at[-1], delimiter))
        at--;
    if (s->text == NULL || at == s->text)
        return s->before;
    return bp_quotes_edge(at[-1], delimiter) ? BP_QUOTES_START : BP_QUOTES_PLAIN;
}

struct quoted {
    uint64_t inside; /* the bytes that are inside quotes */
    uint64_t odd;    /* what only csvread can decide about */
};

/* One byte after the other. */
static __attribute__((noinline)) struct quoted take_bytes(struct state *s, const char *p,
                                                          char delimiter)
{
    bp_quotes q = look_back(s, p, delimiter);
    uint64_t inside = 0, odd = 0;
    for (unsigned i = 0; i < STEP; i++) {
        const bp_quotes next = bp_quotes_next(q, p[i], delimiter, false);
        const bool edge = bp_quotes_edge(p[i], delimiter);
        const bool after = i > 0 ? bp_quotes_edge(p[i - 1], delimiter) : s->edge != 0;
        inside |= (uint64_t)bp_quotes_inside(next) << i;
        odd |= (uint64_t)(p[i] == '"' && !(q == BP_QUOTES_START && after) &&
                          next != BP_QUOTES_AT)
               << i;
        odd |= (uint64_t)((q == BP_QUOTES_AT || q == BP_QUOTES_CLOSED) && !edge) << i;
        q = next;
    }
    s->inside = 0 - (uint64_t)(q == BP_QUOTES_IN);
    s->closed = q >= BP_QUOTES_AT;
    s->broken_by = q >= BP_QUOTES_CLOSED ? q : BP_QUOTES_START;
    return (struct quoted){ inside, odd };
}

/* Is none of the bytes p[0..63] a quote or a line end, and are all ASCII? */
INLINE bool is_quiet(const char *p, equal_fn *equal, ascii_fn *ascii)
{
    return (equal(p, '"') | equal(p, '\n') | equal(p, '\r')) == 0 && ascii(p);
}

INLINE void take_steps(bp_index *x, struct state *state, const char *p, size_t n,
                       char delimiter, equal_fn *equal, ascii_fn *ascii,
                       parity_fn *parity, lowest_fn *lowest)
{
    struct state s = *state;
    for (; n > 0; n--, p += STEP, s.at += STEP) {
        if (s.inside != 0 && is_quiet(p, equal, ascii)) /* as in long texts */
            continue;
        const uint64_t feed = equal(p, '\n'), turn = equal(p, '\r');
        const uint64_t quote = equal(p, '"'), breaks = feed | turn;
        const uint64_t edges = equal(p, delimiter) | breaks;
        uint64_t half = 0, inside = 0; /* half: the CRs of CRLFs */
        if (!ascii(p)) {
            s.beyond = true;
            s.nul |= equal(p, '\0') != 0;
        }
        if (turn != 0)
            half = turn & equal(p + 1, '\n');
        if ((quote | s.inside | s.closed) != 0) {
            inside = parity(quote) ^ s.inside;
            const uint64_t opens = quote & inside, closes = quote & ~inside;
            const uint64_t behind = closes << 1 | s.closed;
            uint64_t odd = (opens & ~(edges << 1 | s.edge)) | (behind & ~edges);
            if ((odd & ~(behind & quote)) != 0 || s.broken_by != BP_QUOTES_START) {
                *state = s; /* so that s can be in registers */
                const struct quoted bytes = take_bytes(state, p, delimiter);
                s = *state;
                inside = bytes.inside;
                odd = bytes.odd;
            } else {
                s.inside = 0 - (inside >> 63);
                s.closed = closes >> 63;
            }
            put_odd(x, &s, odd | (breaks & inside));
            s.broken += (size_t)__builtin_popcountll(breaks & inside & ~half);
        }
        s.edge = edges >> 63;

        const uint64_t marks = edges & ~inside & ~half;
        if (marks == 0)
            continue;
        put_lines(x, &s, marks, marks & breaks);
        put_marks(x->mark + s.n_marks, marks, s.at, lowest);
        s.n_marks += (uint32_t)__builtin_popcountll(marks);
    }
    *state = s;
}

/* 64-bit words only. */

static uint64_t parity_shifts(uint64_t x)
{
    for (unsigned by = 1; by < 64; by *= 2)
        x ^= x << by;
    return x;
}

static uint32_t lowest_any(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits | (uint64_t)1 << 63);
}

/* A byte of `other` is 0 where the text has c.  The sum carries into the top bit of
 * every byte that has another bit; the product moves the eight top bits together. */
static uint64_t equal_words(const char *p, char c)
{
    const uint64_t ones = 0x0101010101010101, low = 0x7f7f7f7f7f7f7f7f;
    uint64_t mask = 0;
    for (unsigned i = 0; i < 8; i++) {
        const uint64_t other = bp_text_load(p + 8 * i) ^ ones * (unsigned char)c;
        const uint64_t top = ~(((other & low) + low) | other | low);
        mask |= (top >> 7) * 0x0102040810204080 >> 56 << (8 * i);
    }
    return mask;
}

static bool ascii_words(const char *p)
{
    uint64_t all = 0;
    for (unsigned i = 0; i < 8; i++)
        all |= bp_text_load(p + 8 * i);
    return (all & 0x8080808080808080) == 0 && equal_words(p, '\0') == 0;
}

static void steps_words(bp_index *x, struct state *s, const char *p, size_t n,
                        char delimiter)
{
    take_steps(x, s, p, n, delimiter, equal_words, ascii_words, parity_shifts,
               lowest_any);
}

static bool always(void)
{
    return true;
}

#ifdef __x86_64__

static uint64_t equal_sse2(const char *p, char c)
{
    const __m128i all = _mm_set1_epi8(c);
    uint64_t mask = 0;
    for (unsigned i = 0; i < 4; i++) {
        const __m128i part = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
        const int bits = _mm_movemask_epi8(_mm_cmpeq_epi8(part, all));
        mask |= (uint64_t)(uint32_t)bits << (16 * i);
    }
    return mask;
}

static bool ascii_sse2(const char *p)
{
    const __m128i *part = (const __m128i *)(const void *)p;
    const __m128i none = _mm_setzero_si128();
    __m128i good = _mm_cmpgt_epi8(_mm_loadu_si128(part), none);
    for (unsigned i = 1; i < 4; i++)
        good = _mm_and_si128(good, _mm_cmpgt_epi8(_mm_loadu_si128(part + i), none));
    return _mm_movemask_epi8(good) == 0xffff;
}

static void steps_sse2(bp_index *x, struct state *s, const char *p, size_t n,
                       char delimiter)
{
    take_steps(x, s, p, n, delimiter, equal_sse2, ascii_sse2, parity_shifts, lowest_any);
}

/* A product without carries by all ones adds up every bit below, modulo 2. */
__attribute__((target("pclmul"))) static uint64_t parity_product(uint64_t bits)
{
    const __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)bits),
                                                 _mm_set1_epi8((char)0xff), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

__attribute__((target("bmi"))) static uint32_t lowest_bmi(uint64_t bits)
{
    return (uint32_t)_tzcnt_u64(bits);
}

__attribute__((target("avx2"))) static uint64_t equal_avx2(const char *p, char c)
{
    const __m256i all = _mm256_set1_epi8(c);
    const __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    const __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    const int low = _mm256_movemask_epi8(_mm256_cmpeq_epi8(a, all));
    const int high = _mm256_movemask_epi8(_mm256_cmpeq_epi8(b, all));
    return (uint64_t)(uint32_t)high << 32 | (uint32_t)low;
}

__attribute__((target("avx2"))) static bool ascii_avx2(const char *p)
{
    const __m256i *half = (const __m256i *)(const void *)p;
    const __m256i least =
        _mm256_min_epi8(_mm256_loadu_si256(half), _mm256_loadu_si256(half + 1));
    return _mm256_movemask_epi8(_mm256_cmpgt_epi8(least, _mm256_setzero_si256())) == -1;
}

__attribute__((target("avx2,bmi,popcnt,pclmul"))) static void
steps_avx2(bp_index *x, struct state *s, const char *p, size_t n, char delimiter)
{
    take_steps(x, s, p, n, delimiter, equal_avx2, ascii_avx2, parity_product, lowest_bmi);
}

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
}

__attribute__((target("avx512bw"))) static uint64_t equal_avx512(const char *p, char c)
{
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p), _mm512_set1_epi8(c));
}

__attribute__((target("avx512bw"))) static bool ascii_avx512(const char *p)
{
    return _mm512_cmple_epi8_mask(_mm512_loadu_si512(p), _mm512_setzero_si512()) == 0;
}

__attribute__((target("avx512bw,bmi,popcnt,pclmul"))) static void
steps_avx512(bp_index *x, struct state *s, const char *p, size_t n, char delimiter)
{
    take_steps(x, s, p, n, delimiter, equal_avx512, ascii_avx512, parity_product,
               lowest_bmi);
}

static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512bw") && has_avx2();
}

#endif

static const bp_index_form forms[] = {
#ifdef __x86_64__
    { .name = "avx512", .runs = has_avx512, .steps = steps_avx512 },
    { .name = "avx2", .runs = has_avx2, .steps = steps_avx2 },
    { .name = "sse2", .runs = always, .steps = steps_sse2 },
#endif
    { .name = "words", .runs = always, .steps = steps_words },
};

const bp_index_form *bp_index_form_at(size_t i)
{
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++)
        if (forms[k].runs() && i-- == 0)
            return &forms[k];
    return NULL;
}

const char *bp_index_form_name(const bp_index_form *form)
{
    return form->name;
}

void bp_index_release(bp_index *x)
{
    free(x->mark);
    free(x->last);
    free(x->odd);
    *x = (bp_index){ 0 };
}

/* Room for a text of n bytes; what the index held is lost. */
static bool make_room(bp_index *x, size_t n)
{
    if (x->mark != NULL && n <= x->room)
        return true;
    bp_index_release(x);
    const size_t bytes = (n + SLACK) * sizeof(uint32_t);
    x->mark = malloc(bytes);
    x->last = malloc(bytes);
    x->odd = malloc(bytes);
    if (x->mark == NULL || x->last == NULL || x->odd == NULL) {
        bp_index_release(x);
        return false;
    }
    x->room = n;
    return true;
}

/* The last bytes of a text that has an end, with line ends after them: the first
 * ends the last line unless that is open.  Makes a lone CR at the end half a CRLF,
 * which is as good. */
static void take_last(bp_index *x, const bp_index_form *form, struct state *s,
                      bp_text rest, char delimiter)
{
    char padded[2 * STEP + 1];
    memset(padded, '\n', sizeof padded);
    memcpy(padded, rest.at, rest.n);
    const uint32_t end = s->at + (uint32_t)rest.n;
    form->steps(x, s, padded, 2, delimiter);
    while (s->n_last > 1 && x->mark[x->last[s->n_last - 1]] > end)
        s->n_last--;
}

/* Less than a step, with what does not count after it: a delimiter, which closes quotes
 * and breaks none. */
static void take_rest(bp_index *x, const bp_index_form *form, struct state *s,
                      bp_text rest, char delimiter)
{
    char padded[STEP + 1];
    memset(padded, delimiter, sizeof padded);
    memcpy(padded, rest.at, rest.n);
    if (padded[rest.n - 1] == '\r' && rest.at[rest.n] == '\n')
        padded[rest.n - 1] = 'x';
    form->steps(x, s, padded, 1, delimiter);
}

bool bp_index_make(bp_index *x, const bp_index_form *form, bp_text text, char delimiter,
                   bp_quotes start, bool last)
{
    x->n = 0;
    if (!make_room(x, text.n))
        return false;
    x->mark[0] = UINT32_MAX;
    x->last[0] = 0;
    const bool broken = start >= BP_QUOTES_CLOSED;
    struct state s = { .n_marks = 1,
                       .n_last = 1,
                       .edge = start == BP_QUOTES_START,
                       .inside = 0 - (uint64_t)(start == BP_QUOTES_IN),
                       .closed = start >= BP_QUOTES_AT,
                       .text = text.at,
                       .before = start,
                       .broken_by = broken ? start : BP_QUOTES_START };

    /* A step reads the byte after it, so the last 64 bytes are part of the end. */
    const size_t n = (last ? text.n - 1 : text.n) / STEP;
    const bp_text rest = { text.at + n * STEP, text.n - n * STEP };
    form->steps(x, &s, text.at, n, delimiter);
    bp_quotes end = look_back(&s, rest.at, delimiter);
    for (size_t i = 0; !last && i < rest.n; i++)
        end = bp_quotes_next(end, rest.at[i], delimiter, false);
    s.before = look_back(&s, rest.at, delimiter);
    s.text = NULL;
    if (last)
        take_last(x, form, &s, rest, delimiter);
    else if (rest.n > 0)
        take_rest(x, form, &s, rest, delimiter);
    x->n = s.n_last - 1;
    x->broken = s.broken;
    x->end = end;
    x->ascii = !s.beyond;
    x->nul = s.nul;
    x->odd[s.n_odd] = UINT32_MAX;
    return true;
}
