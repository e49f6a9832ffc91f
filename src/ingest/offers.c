/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offered amounts: one, or a list of them.
 *
 * An amount alone is read by the marks it has; one in a list by the style of
 * its column, as pay is.  What is offered must be exact, so an amount with more digits
 * than fit is refused rather than rounded. */
#include "ingest/offers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/divide.h"
#include "base/mem.h"
#include "base/words.h"
#include "ingest/conversion.h"
#include "ingest/currency.h"
#include "ingest/gridcolumns.h"
#include "ingest/headwords.h"
#include "ingest/period.h"
#include "ingest/phrase.h"
#include "ingest/share.h"

/* What elements that are a bonus over base end with. */
#define OF_BASE "bonus_pct"

enum { ID, AMOUNT, PERCENT, TCC, BASE, BONUS, AMOUNTS, FIXED = BP_OFFERS_FIXED };

/* Columns that say how the amounts of their line are to be read. */
enum { CURRENCY = AMOUNTS, PERIOD, FTE };

/* A list with the memory of its parts, and what is read of it. */
typedef struct owned {
    bp_offers list; /* first: a list is freed as the whole */
    const bp_grid *grid;
    const bp_reading *reading;
    size_t at[FIXED];            /* columns of the grid; SIZE_MAX: there is none */
    bp_amounts_said said[FIXED]; /* by the headers of its amounts */
    bp_arena text;
    bool failed;        /* memory ran out for a text */
    const char **name;  /* [n_by] */
    const char **value; /* [n][n_by] */
    size_t *column;     /* [n_by] in the file, from 1 */
} owned;

void bp_offers_free(bp_offers *list)
{
    owned *o = (owned *)list;
    if (o == NULL)
        return;
    bp_arena_release(&o->text);
    free(o->list.offered);
    free(o->name);
    free(o->value);
    free(o->column);
    free(o);
}

bp_loc bp_offers_place(const bp_offers *list, size_t i, size_t by)
{
    const owned *o = (const owned *)list;
    bp_loc at = { .file = list->file, .line = list->offered[i].line };
    if (by < list->n_by) {
        at.field = o->column[by];
        at.name = list->by[by];
    }
    return at;
}

#define NAMES 5

/* Names of columns, in which blanks and `_` are one, and a role that other tables have,
 * too; BP_ROLES: none. */
static const struct {
    const char *name[NAMES]; /* then NULL */
    bp_role role;
} known[AMOUNTS] = {
    [ID] = { { "id", "offer_id", "candidate", "candidate_id", "reference" },
             BP_ROLE_PERSON },
    [AMOUNT] = { { "amount", "offer", "offered", "offer_amount" }, BP_ROLES },
    [PERCENT] = { { "bonus_percent", "bonus_pct", "bonus_percentage", "bonus %",
                    "target bonus %" },
                  BP_ROLES },
    [TCC] = { { "tcc", "total_cash", "total_cash_compensation" }, BP_ROLES },
    [BASE] = { { NULL }, BP_ROLE_BASE },
    [BONUS] = { { NULL }, BP_ROLE_BONUS },
};

static bp_text header(const owned *o, size_t column)
{
    return bp_text_of(bp_grid_name(o->grid, column));
}

/* A cell of a column that may not be there; false: it is missing. */
static bool find_cell(bp_text *cell, const owned *o, size_t row, size_t column)
{
    *cell = column != SIZE_MAX ? bp_grid_cell(o->grid, row, column) : bp_text_of("");
    return !bp_cell_missing(*cell, o->reading->missing, o->reading->n_missing);
}

static bool is_fixed(const owned *o, size_t column)
{
    for (int k = 0; k < FIXED; k++)
        if (o->at[k] == column)
            return true;
    return false;
}

/* "Proposed salary": where nothing else is offered, the one column of pay; SIZE_MAX:
 * there is none, or several. */
static size_t only_pay(const owned *o)
{
    size_t found = SIZE_MAX, n = 0;
    for (size_t i = 0; i < bp_grid_columns(o->grid); i++) {
        const unsigned says = bp_headwords_of(header(o, i));
        if ((says & (BP_SAYS_PAY | BP_SAYS_EARNINGS)) == 0 || (says & BP_SAYS_NOT) != 0)
            continue;
        found = i;
        n++;
    }
    return n == 1 ? found : SIZE_MAX;
}

static bool is_offered(const size_t at[FIXED])
{
    return at[AMOUNT] != SIZE_MAX || at[BASE] != SIZE_MAX || at[BONUS] != SIZE_MAX ||
           at[TCC] != SIZE_MAX;
}

/* Finds the columns of id and amounts. */
static void find_fixed(owned *o)
{
    for (int k = 0; k < FIXED; k++)
        o->at[k] = SIZE_MAX;
    for (int k = 0; k < AMOUNTS; k++)
        for (size_t i = 0; o->at[k] == SIZE_MAX && i < NAMES && known[k].name[i]; i++)
            o->at[k] = bp_grid_find(o->grid, known[k].name[i]);
    for (int k = 0; k < AMOUNTS; k++) {
        bp_best best = BP_BEST_NONE;
        if (o->at[k] != SIZE_MAX || known[k].role == BP_ROLES)
            continue;
        for (size_t i = 0; i < bp_grid_columns(o->grid); i++)
            if (!is_fixed(o, i))
                bp_best_see(&best, i, bp_role_match(known[k].role, header(o, i)));
        o->at[k] = best.column;
    }
    if (!is_offered(o->at))
        o->at[AMOUNT] = only_pay(o);
}

static bool is_period(bp_text cell)
{
    bp_period period;
    return bp_period_parse(&period, cell);
}

/* Of full time, however its decimals are marked. */
static bool read_fte(int64_t *out, bp_text cell, bool percent)
{
    bp_marks marks = { 0 };
    bp_marks_see(&marks, cell);
    const bp_number_style style = bp_number_style_decide(&marks, false, false);
    return bp_share_of(out, cell, style, percent) && *out > 0;
}

static bool is_fte(bp_text cell)
{
    int64_t share;
    return read_fte(&share, cell, true) || read_fte(&share, cell, false);
}

/* The column of that role in which each cell is what the role is of: a "period" may also
 * be a quarter. */
static size_t saying(const owned *o, bp_role role, bool (*is)(bp_text))
{
    for (size_t i = 0; i < bp_grid_columns(o->grid); i++) {
        size_t said = 0, other = 0;
        if (is_fixed(o, i) || bp_role_match(role, header(o, i)) == BP_NO_MATCH)
            continue;
        for (size_t row = 0; other == 0 && row < bp_grid_rows(o->grid); row++) {
            bp_text cell;
            if (!find_cell(&cell, o, row, i))
                continue;
            if (is(cell))
                said++;
            else
                other++;
        }
        if (said > 0 && other == 0)
            return i;
    }
    return SIZE_MAX;
}

/* Without the zeros after the decimal mark; false: it does not fit. */
static bool shortest(bp_decimal *out, bp_int128 units, int scale)
{
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        scale--;
    }
    if (units > INT64_MAX || units < 0 || scale > BP_SCALE_MAX)
        return false;
    *out = (bp_decimal){ (int64_t)units, scale };
    return true;
}

static bool phrase_amount(bp_decimal *out, const bp_phrase *p, bp_number_style style)
{
    bp_int128 units;
    bool rounded = false;
    return p->n == 1 &&
           bp_number_style_units(&units, &p->amount[0], style, BP_SCALE_MAX, &rounded) &&
           !rounded && shortest(out, units, BP_SCALE_MAX);
}

static bool has_points(const char *currency)
{
    return currency != NULL && bp_currency_groups_with_points(currency);
}

/* An amount to the thousandth, "10.005", has decimals: thousands that are offered are
 * rounder. */
bool bp_amount_is_unclear(bp_text text, const char *number_format)
{
    bp_phrase p;
    bp_marks marks = { 0 };
    if (number_format != NULL || !bp_phrase_parse(&p, bp_text_trim(text)))
        return false;
    const bp_text digits = p.amount[0].digits;
    bp_marks_see(&marks, digits);
    return marks.three[0] > 0 && digits.at[digits.n - 1] == '0' &&
           p.amount[0].exponent == 0 && !has_points(p.currency);
}

bool bp_amount_read(bp_decimal *out, const char **currency, bp_text text,
                    const char *number_format)
{
    bp_phrase p;
    bp_marks marks = { 0 };
    if (!bp_phrase_parse(&p, bp_text_trim(text)))
        return false;
    bp_marks_see(&marks, p.amount[0].digits);
    bp_number_style style = bp_number_style_decide(&marks, true, has_points(p.currency));
    if (number_format != NULL)
        bp_number_style_parse(&style, number_format);
    if (p.period != BP_PERIOD_AS_IS || !phrase_amount(out, &p, style))
        return false;
    *currency = p.currency;
    return true;
}

bp_status bp_amount_read_file(bp_decimal *out, const char **currency, const char *path,
                              const char *number_format, bp_err *err)
{
    bp_input *in = NULL;
    bp_text head;
    bool whole = false;
    bp_status status = bp_input_open(&in, &(bp_input_options){ .path = path }, err);
    if (status == BP_OK)
        status = bp_input_head(in, BP_HEAD_RECORDS, &head, &whole, err);
    if (status == BP_OK &&
        (!whole || !bp_amount_read(out, currency, head, number_format) ||
         out->units == 0))
        status = bp_fail(err, &(bp_loc){ .file = bp_input_name(in) }, BP_EUSAGE,
                         "not one amount of money; write it as 410000, 410k or $410,000");
    if (status == BP_OK && bp_amount_is_unclear(head, number_format))
        status = bp_fail(err, &(bp_loc){ .file = bp_input_name(in) }, BP_EUSAGE,
                         "its point may be of thousands or of decimals; write the amount "
                         "as 410000 or 410.00");
    bp_input_free(in);
    return status;
}

static const bp_decimal blank_amount = { -1, 0 };

static bool is_blank(bp_decimal d)
{
    return d.units < 0;
}

/* What a cell says, in the style of its column. */
static bool read_number(bp_decimal *out, bp_phrase *p, const owned *o, size_t column,
                        bp_text text)
{
    bp_number_style style = bp_head_style(bp_grid_head(o->grid), column, true);
    if (o->reading->number_format != NULL)
        bp_number_style_parse(&style, o->reading->number_format); /* checked */
    return bp_phrase_parse(p, text) && phrase_amount(out, p, style);
}

/* What an amount is for, as its cell says, else its header, else its row. */
static bp_period paid_for(const bp_phrase *p, const bp_amounts_said *said, bp_period row)
{
    return p->period != BP_PERIOD_AS_IS      ? p->period
           : said->period != BP_PERIOD_AS_IS ? said->period
                                             : row;
}

static bool a_year(bp_decimal *out, const bp_phrase *p, const bp_amounts_said *said,
                   bp_period period, const bp_reading *r)
{
    const bp_factor f = bp_amounts_factor(
        said, period, p->amount[0].exponent != 0 && !p->amount[0].scientific, r);
    const bp_int128 all = bp_decimal_units(*out) * f.times;
    return shortest(out, f.of != 1 ? bp_divide(all, f.of) : all, BP_SCALE_MAX);
}

/* NULL where memory is out, which o->failed says. */
static const char *copy(owned *o, bp_text t)
{
    const char *made = bp_arena_copy(&o->text, t.at, t.n);
    o->failed |= made == NULL;
    return made;
}

/* The name of a column that may not be there. */
static const char *copy_name(owned *o, size_t column)
{
    return column != SIZE_MAX ? copy(o, header(o, column)) : NULL;
}

/* What a row's own column says of its amounts. */
static bp_period period_of(const owned *o, size_t row)
{
    bp_period period = BP_PERIOD_AS_IS;
    bp_text cell;
    if (find_cell(&cell, o, row, o->at[PERIOD]))
        (void)bp_period_parse(&period, cell);
    return period;
}

static const char *currency_of(owned *o, size_t row)
{
    char iso[3];
    bp_text cell;
    return find_cell(&cell, o, row, o->at[CURRENCY])
               ? copy(o, bp_currency_fold(cell, iso))
               : NULL;
}

static bool at_full_time(bp_decimal *d, int64_t fte)
{
    return shortest(d, bp_divide(bp_decimal_units(*d) * bp_pow10(BP_SCALE_MAX), fte),
                    BP_SCALE_MAX);
}

/* Amounts of part-timers at full time, but for rates an hour or a day; they are
 * counted otherwise. */
static bp_status read_full_time(owned *o, size_t row, bp_err *err)
{
    const bp_grid *g = o->grid;
    const size_t column = o->at[FTE];
    bp_offered *f = &o->list.offered[row];
    bp_decimal *const amount[] = { &f->amount, &f->base, &f->bonus, &f->tcc };
    int64_t fte = 0;
    if (column == SIZE_MAX)
        return BP_OK;
    const bp_loc place = bp_grid_place(g, row, column);
    const bool percent =
        bp_share_in_percent(header(o, column), &bp_grid_head(g)->evidence[column]);
    const bp_text cell = bp_grid_cell(g, row, column);
    const bool full_time = o->list.full_time;
    if (!read_fte(&fte, cell, percent) && (full_time || !read_fte(&fte, cell, true)))
        return full_time ? bp_fail(err, &place, BP_EDATA,
                                   "not a share of full time, above 0 and up to 1")
                         : BP_OK;
    if (fte == bp_pow10(BP_SCALE_MAX) || f->by_time)
        return BP_OK;
    o->list.part_time++;
    for (size_t i = 0; full_time && i < sizeof amount / sizeof amount[0]; i++)
        if (!is_blank(*amount[i]) && !at_full_time(amount[i], fte))
            return bp_fail(err, &place, BP_EDATA, "is too small a share of full time");
    return BP_OK;
}

/* A row is in the currency that its cells and headers say. */
static bp_status read_money(bp_decimal *out, owned *o, size_t row, int part, bp_err *err)
{
    const size_t column = o->at[part];
    const bp_loc at = bp_grid_place(o->grid, row, column);
    const char **currency = &o->list.offered[row].currency;
    bp_text text;
    bp_phrase p;
    if (!find_cell(&text, o, row, column))
        return BP_OK;
    if (!read_number(out, &p, o, column, text))
        return bp_fail(err, &at, BP_EDATA,
                       "not an amount of money as its column writes them");
    const bp_period period = paid_for(&p, &o->said[part], period_of(o, row));
    o->list.offered[row].by_time |= bp_period_is_time(period);
    if (!a_year(out, &p, &o->said[part], period, o->reading))
        return bp_fail(err, &at, BP_EDATA, "not an amount of money");
    return bp_currency_join(currency, p.currency) &&
                   bp_currency_join(currency, o->said[part].currency)
               ? BP_OK
               : bp_fail(err, &at, BP_EDATA, "is in another currency than its row");
}

/* "15%" or "15"; without the sign "0.15" may be a share. */
static bp_status read_percent(bp_decimal *out, const owned *o, size_t row, bp_err *err)
{
    const size_t column = o->at[PERCENT];
    const bp_loc at = bp_grid_place(o->grid, row, column);
    bp_text text;
    bp_phrase p;
    if (!find_cell(&text, o, row, column))
        return BP_OK;
    const bool sign = bp_text_drop_percent(&text);
    if (!read_number(out, &p, o, column, text) || p.period != BP_PERIOD_AS_IS)
        return bp_fail(err, &at, BP_EDATA, "not a percentage");
    if (!sign && out->units > 0 && out->units <= bp_pow10(out->scale))
        return bp_fail(err, &at, BP_EDATA,
                       "may be a share of 1 or of 100; write it with a %% sign");
    return BP_OK;
}

/* What follows from the parts that are there: a bonus in money, and total cash. */
static bp_status complete(bp_offered *f, bp_decimal percent, const bp_loc *at,
                          bp_err *err)
{
    bp_decimal sum = blank_amount;
    if (is_blank(f->bonus) && !is_blank(f->base) && !is_blank(percent) &&
        !shortest(&f->bonus, (bp_int128)f->base.units * percent.units,
                  f->base.scale + percent.scale + 2))
        return bp_fail(err, at, BP_EDATA, "its bonus has too many decimals");
    if (!is_blank(f->base) && is_blank(f->bonus))
        sum = f->base;
    else if (!is_blank(f->base) &&
             !shortest(&sum, bp_decimal_units(f->base) + bp_decimal_units(f->bonus),
                       BP_SCALE_MAX))
        return bp_fail(err, at, BP_EDATA, "base and bonus are too large");
    if (is_blank(f->tcc))
        f->tcc = sum;
    else if (!is_blank(sum) && !is_blank(f->bonus) &&
             bp_decimal_units(sum) != bp_decimal_units(f->tcc))
        return bp_fail(err, at, BP_EDATA, "base and bonus are not the total cash");
    return BP_OK;
}

/* Bonus over base, half to even at the last decimal that there is room for. */
static bp_decimal share_of(const bp_offered *f)
{
    bp_decimal share = blank_amount;
    if (is_blank(f->base) || is_blank(f->bonus) || f->base.units == 0)
        return share;
    const bp_int128 a = (bp_int128)f->bonus.units * bp_pow10(BP_SCALE_MAX);
    const bp_int128 b = (bp_int128)f->base.units * bp_pow10(f->bonus.scale);
    return shortest(&share, bp_divide(a * bp_pow10(f->base.scale), b), BP_SCALE_MAX)
               ? share
               : blank_amount;
}

static const char *id_of(owned *o, size_t row)
{
    char number[32];
    const size_t column = o->at[ID];
    if (column != SIZE_MAX && bp_grid_cell(o->grid, row, column).n > 0)
        return copy(o, bp_grid_cell(o->grid, row, column));
    snprintf(number, sizeof number, "%" PRIu64, o->list.offered[row].line);
    return copy(o, bp_text_of(number));
}

static bp_status add_row(owned *o, size_t row, bp_err *err)
{
    bp_offered *f = &o->list.offered[row];
    bp_decimal percent = blank_amount;
    bp_decimal *const amount[AMOUNTS] = { NULL,    &f->amount, &percent,
                                          &f->tcc, &f->base,   &f->bonus };
    const bp_loc line = { .file = bp_grid_file(o->grid),
                          .line = bp_grid_place(o->grid, row, 0).line };
    const char **by = o->value + row * o->list.n_by;
    bp_status status = BP_OK;
    *f = (bp_offered){ .line = line.line,
                       .currency = currency_of(o, row),
                       .share = blank_amount,
                       .by = by };
    for (int k = AMOUNT; k < AMOUNTS; k++) {
        *amount[k] = blank_amount;
        if (o->at[k] != SIZE_MAX && status == BP_OK)
            status = k == PERCENT ? read_percent(amount[k], o, row, err)
                                  : read_money(amount[k], o, row, k, err);
    }
    if (status == BP_OK && !is_blank(percent) &&
        !shortest(&f->share, percent.units, percent.scale + 2))
        status = bp_fail(err, &line, BP_EDATA, "its percentage has too many decimals");
    if (status == BP_OK)
        status = complete(f, percent, &line, err);
    if (status == BP_OK)
        status = read_full_time(o, row, err);
    if (status == BP_OK && is_blank(f->share))
        f->share = share_of(f);
    f->id = id_of(o, row);
    for (size_t i = 0; i < o->list.n_by; i++)
        by[i] = copy(o, bp_grid_cell(o->grid, row, o->column[i] - 1));
    return status;
}

/* Which column was named for a role; NULL: nothing, "": that there is none. */
static const char *mapped(const bp_reading *r, bp_role role)
{
    const char *column = NULL;
    bp_role of;
    for (size_t i = 0; i < r->n_map; i++)
        if (bp_role_parse(&of, bp_text_of(r->map[i].role)) && of == role)
            column = r->map[i].column;
    return column;
}

/* Is it called as a role of which there is to be no column?  It selects nothing then. */
static bool is_left_out(const bp_reading *r, bp_text name)
{
    bp_role role;
    const char *column = bp_role_parse(&role, name) ? mapped(r, role) : NULL;
    return column != NULL && column[0] == '\0';
}

/* Finds the columns that say how amounts are to be read. */
static void find_saying(owned *o)
{
    const char *fte = mapped(o->reading, BP_ROLE_FTE);
    const bool named = fte != NULL && fte[0] != '\0';
    o->at[CURRENCY] = saying(o, BP_ROLE_CURRENCY, bp_currency_is_known);
    o->at[PERIOD] = saying(o, BP_ROLE_PERIOD, is_period);
    o->at[FTE] = named ? bp_grid_find(o->grid, fte) : SIZE_MAX;
    o->list.full_time = o->at[FTE] != SIZE_MAX;
    if (!o->list.full_time && (fte == NULL || named))
        o->at[FTE] = saying(o, BP_ROLE_FTE, is_fte);
}

/* A group that the question names has its name here, too. */
static const char *name_of(owned *o, const bp_choice *c, bp_text name)
{
    for (size_t i = 0; i < c->n_by; i++)
        if (bp_words_same(bp_text_of(c->by[i]), name))
            return copy(o, bp_text_of(c->by[i]));
    return copy(o, name);
}

/* Is some amount made a year's by the row's own column? */
static bool has_periods(const owned *o)
{
    bool any = false;
    for (size_t row = 0; row < bp_grid_rows(o->grid); row++)
        any |= period_of(o, row) > BP_PERIOD_ANNUAL;
    return any;
}

/* What the list says of itself. */
static void describe(owned *o)
{
    bp_offers *l = &o->list;
    const size_t *at = o->at;
    for (int k = AMOUNT; k < AMOUNTS; k++) {
        if (at[k] == SIZE_MAX)
            continue;
        o->said[k] = bp_amounts_said_by(bp_grid_name(o->grid, at[k]));
        if (o->said[k].period > BP_PERIOD_ANNUAL || o->said[k].unit != 0)
            l->made[k] = copy_name(o, at[k]);
    }
    l->has_amount = at[AMOUNT] != SIZE_MAX;
    l->has_base = at[BASE] != SIZE_MAX;
    l->has_bonus =
        at[BONUS] != SIZE_MAX || (at[BASE] != SIZE_MAX && at[PERCENT] != SIZE_MAX);
    l->has_share = at[PERCENT] != SIZE_MAX || (l->has_base && l->has_bonus);
    l->has_tcc = at[TCC] != SIZE_MAX || (l->has_base && l->has_bonus);
    l->currency = copy_name(o, at[CURRENCY]);
    l->period = has_periods(o) ? copy_name(o, at[PERIOD]) : NULL;
    l->fte = copy_name(o, at[FTE]);
    l->file = copy(o, bp_text_of(bp_grid_file(o->grid)));
}

/* All other columns tell groups; that of currencies, too, where markets are in several of
 * them, of which it chooses one. */
static void find_groups(owned *o, const bp_choice *c)
{
    bp_offers *l = &o->list;
    for (size_t i = 0; i < bp_grid_columns(o->grid); i++) {
        if (is_fixed(o, i) && (i != o->at[CURRENCY] || c->currency != NULL))
            continue;
        if (is_left_out(o->reading, header(o, i)))
            continue;
        o->column[l->n_by] = i + 1;
        o->name[l->n_by++] = name_of(o, c, header(o, i));
    }
    l->by = o->name;
}

static bp_status read_rows(owned *o, const bp_choice *c, bp_err *err)
{
    const size_t columns = bp_grid_columns(o->grid), rows = bp_grid_rows(o->grid);
    bp_offers *l = &o->list;
    find_fixed(o);
    find_saying(o);
    describe(o);
    if (!is_offered(o->at) && !l->has_bonus)
        return bp_fail(err, &(bp_loc){ .file = bp_grid_file(o->grid) }, BP_EDATA,
                       "there is no column 'amount', and no base or bonus");
    o->name = bp_alloc(0, columns, sizeof *o->name);
    o->column = bp_alloc(0, columns, sizeof *o->column);
    o->value = bp_alloc(0, rows * columns, sizeof *o->value);
    l->offered = bp_alloc(0, rows, sizeof *l->offered);
    if (o->name == NULL || o->column == NULL || o->value == NULL || l->offered == NULL)
        return bp_no_memory(err, "the offers");
    find_groups(o, c);
    bp_status status = BP_OK;
    for (; status == BP_OK && !o->failed && l->n < rows; l->n++)
        status = add_row(o, l->n, err);
    return status == BP_OK && o->failed ? bp_no_memory(err, "the offers") : status;
}

/* After what was offered was added up, as pay of a survey is. */
static bp_status convert(owned *o, const bp_choice *c, bp_err *err)
{
    bp_conversion *x = NULL;
    bp_offers *l = &o->list;
    bp_status status = bp_conversion_open(&x, c, err);
    for (size_t i = 0; status == BP_OK && i < l->n; i++) {
        bp_offered *f = &l->offered[i];
        bp_decimal *const amount[] = { &f->amount, &f->base, &f->bonus, &f->tcc };
        const bp_loc at = { .file = l->file, .line = f->line };
        status = bp_conversion_apply(x, amount, sizeof amount / sizeof amount[0],
                                     &f->currency, &at, err);
    }
    if (status == BP_OK)
        status = bp_conversion_say(&l->converted, &o->text, x, err);
    bp_conversion_free(x);
    return status;
}

static bp_status read_list(bp_offers **out, const char *path, const bp_reading *reading,
                           const bp_choice *choice, bp_err *err)
{
    bp_grid *g = NULL;
    bp_status status = bp_grid_read(&g, path, reading, NULL, err);
    if (status != BP_OK)
        return status;
    owned *o = bp_alloc(sizeof *o, 0, 0);
    if (o != NULL) {
        o->grid = g;
        o->reading = reading;
        status = read_rows(o, choice, err);
    } else {
        status = bp_no_memory(err, "the offers");
    }
    bp_grid_free(g);
    if (status == BP_OK)
        status = convert(o, choice, err);
    if (status != BP_OK) {
        bp_offers_free(o != NULL ? &o->list : NULL);
        return status;
    }
    *out = &o->list;
    return BP_OK;
}

/* A list comes from elsewhere than the survey, so it is recognised by itself; where it is
 * not, what was said of the survey may be true of it. */
bp_status bp_offers_read(bp_offers **out, const char *path, const bp_reading *reading,
                         const bp_choice *choice, bp_err *err)
{
    bp_reading own;
    bp_err first;
    bp_reading_init(&own);
    own.number_format = reading->number_format;
    own.missing = reading->missing;
    own.n_missing = reading->n_missing;
    own.recode = reading->recode;
    own.map = reading->map;
    own.n_map = reading->n_map;
    own.hours = reading->hours;
    own.pays = reading->pays;
    bp_status status = read_list(out, path, &own, choice, &first);
    const bool again = status == BP_EDATA && strcmp(path, "-") != 0 &&
                       (reading->encoding != NULL || reading->delimiter != 0);
    own.encoding = reading->encoding;
    own.delimiter = reading->delimiter;
    if (again && read_list(out, path, &own, choice, NULL) == BP_OK)
        return BP_OK;
    if (status != BP_OK && err != NULL)
        *err = first;
    return status;
}

/* The column that has pay of an element; NULL: none.  A list with one part only says
 * nothing of others, so that part may be any element. */
static const bp_decimal *part_of(const bp_offers *l, const bp_offered *f,
                                 const char *element)
{
    const bool both = strcmp(element, "tcc") == 0 || strcmp(element, "total") == 0;
    const size_t n = strlen(element), tail = strlen(OF_BASE);
    if (l->has_share && n >= tail && strcmp(element + n - tail, OF_BASE) == 0)
        return &f->share;
    if (l->has_amount)
        return &f->amount;
    if (strcmp(element, "bonus") == 0 && l->has_bonus)
        return &f->bonus;
    if (both && l->has_tcc)
        return &f->tcc;
    if (l->has_base && (strcmp(element, "base") == 0 || !(both || l->has_bonus)))
        return &f->base;
    return NULL;
}

bp_status bp_offers_amount(bp_decimal *out, bool *blank, const bp_offers *l, size_t i,
                           const char *element, bp_err *err)
{
    const bp_offered *f = &l->offered[i];
    const bp_loc at = { .file = l->file, .line = f->line };
    const bp_decimal *part = part_of(l, f, element);
    if (part == NULL)
        return bp_fail(err, &at, BP_EDATA,
                       "does not say what is offered as %s; name its "
                       "column 'amount'",
                       element);
    if (part->units == 0)
        return bp_fail(err, &at, BP_EDATA, "the amount is not above 0");
    *blank = is_blank(*part);
    *out = *blank ? (bp_decimal){ 0, 0 } : *part;
    return BP_OK;
}
