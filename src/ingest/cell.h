/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cell.h - a cell of a pay column becomes exact money.  Layer: ingest. */
#ifndef BP_INGEST_CELL_H
#define BP_INGEST_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "benchpay/read.h"
#include "ingest/style.h"

#define BP_MARK_BYTES 4

/* Marks of a missing value: none of the text's own, "NA", "N/A", "-", "null", ".", "NaN",
 * "\\N" and the like in any case, and further ones as given. */
bool bp_cell_is_mark(bp_text cell, const char *const more[], size_t n_more);

/* The same, inline for what is longer than any mark or starts with a digit, as most do.
 */
static inline bool bp_cell_missing(bp_text cell, const char *const more[], size_t n_more)
{
    const bool may = cell.n <= BP_MARK_BYTES && (cell.n == 0 || !bp_is_digit(cell.at[0]));
    return (may || n_more > 0) && bp_cell_is_mark(cell, more, n_more);
}

/* Words that advertisements have where others have their pay: "Not disclosed",
 * "negotiable".  In other columns they may be values. */
bool bp_cell_untold(bp_text cell);

typedef enum bp_found {
    BP_FOUND_NUMBER,
    BP_FOUND_MISSING,
    BP_FOUND_UNREADABLE, /* no number in the style, or it does not fit */
    BP_FOUND_RANGE,      /* two numbers, and the rules read no ranges */
    BP_FOUND_END         /* one end of a range, and not the one that the rules read */
} bp_found;

/* How a column's cells are read; borrows. */
typedef struct bp_pay_rules {
    bp_number_style style;
    int scale;
    bp_range range;
    const char *const *missing; /* [n_missing] */
    size_t n_missing;
} bp_pay_rules;

typedef struct bp_pay {
    bp_found found;
    int64_t units;        /* of 10^-scale, with BP_FOUND_NUMBER */
    bp_period period;     /* that the cell itself names */
    const char *currency; /* that the cell itself names; NULL: none */
    bool own_unit;        /* "95k": a unit of the column is not meant */
    bool rounded;         /* decimals beyond the scale were lost */
    bool scientific;      /* written as 1.00E+05 */
} bp_pay;

/* Eight bytes, less what "0" is in each. */
static inline uint64_t bp_pay_word(const char *at)
{
    return bp_text_load(at) ^ UINT64_C(0x3030303030303030);
}

/* The number that eight digits are, all at once: their pairs, then fours, then the eight
 * are joined.  False when one is no digit. */
static inline bool bp_pay_join(int64_t *number, uint64_t w)
{
    if (((w | (w + UINT64_C(0x0606060606060606))) & UINT64_C(0xf0f0f0f0f0f0f0f0)) != 0)
        return false;
    w = (w * (1 + (10 << 8))) >> 8 & UINT64_C(0x00ff00ff00ff00ff);
    w = (w * (1 + (100 << 16))) >> 16 & UINT64_C(0x0000ffff0000ffff);
    *number = (int64_t)((w * (1 + (UINT64_C(10000) << 32))) >> 32);
    return true;
}

/* Reads a cell of one to eight digits; false when it is anything else.
 *   cell  BP_TEXT_AHEAD bytes can be read of it */
static inline bool bp_pay_whole(int64_t *number, bp_text cell)
{
    return cell.n > 0 && cell.n <= 8 &&
           bp_pay_join(number, bp_pay_word(cell.at) << (64 - 8 * cell.n));
}

/* Reads a cell of one to eight digits with all groups marked or none, and with none, one
 * or two decimals, as prices are written.  False when it is anything else.
 *   cell  16 bytes before it can be read */
static inline bool bp_pay_price(int64_t *hundredths, bp_text cell, bp_number_style style)
{
    size_t n = cell.n;
    unsigned tens = 0, ones = 0;
    if (n > 3 && cell.at[n - 3] == style.decimal) {
        ones = (unsigned)cell.at[n - 1] - '0';
        tens = (unsigned)cell.at[n - 2] - '0';
        n -= 3;
    } else if (n > 2 && cell.at[n - 2] == style.decimal) {
        tens = (unsigned)cell.at[n - 1] - '0';
        n -= 2;
    }
    if (n == 0 || n > 10 || tens > 9 || ones > 9)
        return false;

    const char *to = cell.at + n;
    uint64_t w = bp_pay_word(to - 8);
    if (n > 4 && style.group != 0 && to[-4] == style.group) {
        if (n == 8 || (n > 8 && to[-8] != style.group) || cell.at[0] == '0')
            return false;
        w = (w & UINT64_C(0xffffff0000000000)) | (w & UINT64_C(0xffffff00)) << 8 |
            bp_pay_word(to - 16) >> 48;
        n -= n > 8 ? 2 : 1;
    }
    int64_t number;
    if (n > 8 || !bp_pay_join(&number, w & UINT64_MAX << (64 - 8 * n)))
        return false;
    *hundredths = number * 100 + tens * 10 + ones;
    return true;
}

/* Reads a cell of digits with at most a decimal mark between them, as nearly all are;
 * false when it is anything else, or has more decimals than the scale. */
bool bp_pay_plain(int64_t *units, bp_text cell, const bp_pay_rules *rules);

bp_pay bp_pay_read(bp_text cell, const bp_pay_rules *rules);

#endif
