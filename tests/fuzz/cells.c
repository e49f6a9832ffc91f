/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.c - libFuzzer: any cell at all is an amount, a date, or none.  The quick way of
 * reading an amount says what the whole one does, a date that is read exists, and what
 * the styles of numbers and dates are called says them again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/cell.h"
#include "ingest/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define BEFORE 16
#define MOST 4096

static void check_amount(bp_text cell, const bp_pay_rules *rules)
{
    int64_t quick = 0;
    const bp_pay pay = bp_pay_read(cell, rules);
    const bool plain = bp_pay_plain(&quick, cell, rules);
    if (plain && (pay.found != BP_FOUND_NUMBER || pay.units != quick))
        abort();
    if (pay.found == BP_FOUND_NUMBER && bp_cell_missing(cell, NULL, 0))
        abort();
}

static void check_marks(bp_text cell)
{
    bp_marks marks = { .apostrophe = 0 };
    bp_marks_see(&marks, cell);
    for (int i = 0; i < 4; i++) {
        const bp_number_style s = bp_number_style_decide(&marks, i & 1, i & 2);
        bp_number_style again;
        if (s.decimal == s.group ||
            !bp_number_style_parse(&again, bp_number_style_name(s)) ||
            again.decimal != s.decimal)
            abort();
    }
}

static int days_of(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static void check_date(bp_text cell)
{
    bp_date_signs signs = { .year = 0 };
    bp_date_style style;
    bp_date d;
    const bool seen = bp_date_see(&signs, cell);
    const bool sure = bp_date_decide(&signs, &style);
    for (bp_date_order order = BP_DATE_YEAR; order <= BP_DATE_MDY; order++) {
        static const char marks[] = { 0, '-', '/', '.' };
        for (size_t i = 0; i < sizeof marks; i++)
            if (bp_date_read(&d, cell, (bp_date_style){ order, marks[i] }) &&
                (d.month < 0 || d.month > 12 || d.day < 0 ||
                 (d.day > 0 && (d.month == 0 || d.day > days_of(d.year, d.month)))))
                abort();
    }
    if (seen && sure && !bp_date_read(&d, cell, style))
        abort();
    int32_t number;
    if (bp_date_plain(&number, cell) &&
        (!bp_date_read(&d, cell, (bp_date_style){ BP_DATE_YMD, '-' }) ||
         bp_date_number(d) != number))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const styles[] = { "1,234.56",   "1.234,56", "1 234,56",
                                          "1'234.56",   "1234.56",  "1234,56",
                                          "1,23,456.78" };
    static char room[BEFORE + MOST + BP_TEXT_AHEAD];
    if (n < 2 || n - 2 > MOST)
        return 0;
    bp_pay_rules rules = { .scale = data[1] % 10, .range = data[1] / 10 % 4 };
    if (!bp_number_style_parse(&rules.style, styles[data[0] % 7]))
        abort();
    memset(room, 0, sizeof room);
    memcpy(room + BEFORE, data + 2, n - 2);
    const bp_text cell = bp_text_trim((bp_text){ room + BEFORE, n - 2 });
    check_amount(cell, &rules);
    check_marks(cell);
    check_date(cell);
    return 0;
}
