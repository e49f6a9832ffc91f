/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of pay that was converted, or aged.
 *
 * A rate that is the wrong way round shows in nothing but the size of what it converts:
 * so pay of one currency is held against that of the others.  Sizes are whole numbers
 * that were added up row by row, and do not depend on threads.
 *
 * One movement is mostly that of base pay, and bonuses move otherwise: so a total is not
 * aged by it without a word. */
#include "ingest/noting.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

static int by_rate(const void *a, const void *b)
{
    const bp_event *x = a, *y = b;
    return (x->rate > y->rate) - (x->rate < y->rate);
}

/* "EUR at 1.13 (2026-01-01) to 1.18 (2027-01-01)".  Rates are ordered by currency and
 * date: so are the events m[n]. */
static void put_conversions(bp_str *out, const bp_plan *p, const bp_event m[], size_t n)
{
    for (size_t i = 0, next; i < n; i = next) {
        bp_rate first = p->rates->rate[m[i].rate], last = first;
        uint64_t rows = 0;
        for (next = i; next < n; next++) {
            bp_rate rate = p->rates->rate[m[next].rate];
            if (!bp_text_equal(rate.code, first.code))
                break;
            last = rate;
            rows += m[next].rows;
        }
        bp_str_printf(out, "%s%.*s (%s) at ", out->n > 0 ? ", " : "", (int)first.code.n,
                      first.code.at, bp_noting_count(rows, "row").text);
        bp_rate_put(out, first);
        if (m[next - 1].rate != m[i].rate) {
            bp_str_puts(out, " to ");
            bp_rate_put(out, last);
        }
        if (p->rates->from)
            bp_str_printf(out, " for one %s", p->choice->currency);
    }
}

/* Pay of one currency among the events. */
typedef struct pay_size {
    uint64_t rows;
    uint64_t size;
} pay_size;

static pay_size size_of(const bp_noting *n, bool converted, bp_text code, bool others)
{
    const bp_events *all = &n->counts->events;
    pay_size sum = { 0 };
    for (size_t i = 0; i < all->n; i++) {
        const bp_event *e = &all->at[i];
        const bool same = bp_text_equal(code, (bp_text){ e->code, e->n_code });
        const bool wanted = e->kind == BP_EVENT_CONVERTED ? converted : !converted;
        if ((e->kind != BP_EVENT_CONVERTED && e->kind != BP_EVENT_KEPT) || !wanted ||
            (converted && same == others) || !bp_counts_concern(n->survey, e))
            continue;
        sum.rows += e->rows;
        sum.size += e->size;
    }
    return sum;
}

/* Four times the binary logarithm of 50: a rate that is the wrong way round takes pay
 * farther away than that, but for currencies of nearly equal worth. */
#define FAR_APART 22.6

/* Converted pay of one currency is held against pay that needed no rate, else against
 * that of all others. */
static void warn_of_rates(bp_noting *n, const bp_event *e)
{
    const bp_text code = { e->code, e->n_code };
    const pay_size own = size_of(n, true, code, false);
    pay_size others = size_of(n, false, code, false);
    if (others.rows == 0)
        others = size_of(n, true, code, true);
    if (others.rows == 0)
        return;
    const double apart =
        (double)own.size / (double)own.rows - (double)others.size / (double)others.rows;
    if (apart < FAR_APART && apart > -FAR_APART)
        return;
    const bp_hint turned = { BP_HINT_FX_DIRECTION, n->plan->rates->from ? "to" : "from" };
    bp_noting_warn(n, "rates", turned, own.rows,
                   "pay in %.*s, converted, is more than 50 times %s that of "
                   "others: its rate may be the other way round",
                   (int)code.n, code.at, apart > 0 ? "above" : "below");
}

void bp_notes_rates(bp_noting *n)
{
    const bp_events *all = &n->counts->events;
    bp_event *m = bp_alloc(0, all->n, sizeof *m);
    size_t found = 0;
    bp_str said = { 0 };
    if (m == NULL) {
        n->status = bp_no_memory(n->err, "notes");
        return;
    }
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].kind == BP_EVENT_CONVERTED &&
            bp_counts_concern(n->survey, &all->at[i]))
            m[found++] = all->at[i];
    if (found > 1)
        qsort(m, found, sizeof *m, by_rate);
    put_conversions(&said, n->plan, m, found);
    const char *rates = bp_noting_part(n, &said);
    if (found > 0)
        bp_noting_say(n, "pay is converted to %s by '%s': %s", n->plan->choice->currency,
                      bp_rates_file(n->plan->rates), rates);
    for (size_t i = 0; i < found; i++)
        if (i == 0 || !bp_text_equal((bp_text){ m[i].code, m[i].n_code },
                                     (bp_text){ m[i - 1].code, m[i - 1].n_code }))
            warn_of_rates(n, &m[i]);
    bp_str_release(&said);
    free(m);
}

/* A part of pay that is in several elements is named once. */
void bp_notes_ageing(bp_noting *n)
{
    const bp_plan *p = n->plan;
    bool shared[BP_ROLES] = { false };
    bp_str list = { 0 };
    const char *first = NULL;
    for (size_t e = 0;
         p->choice->age != NULL && !p->choice->effective && e < p->elements.n; e++) {
        const bp_element *pay = &p->elements.at[e];
        for (size_t i = 0; bp_element_is_pay(pay) && i < pay->n; i++) {
            const size_t column = p->wanted.column[pay->part[i]].first;
            const bp_role role = bp_schema_pay_role(&p->schema, column);
            /* base pay, and one end of it, is what the movement is of */
            if (role == BP_ROLE_BASE || role >= BP_ROLE_LOW || pay->moves[i] != 0 ||
                shared[role])
                continue;
            shared[role] = true;
            first = first == NULL ? bp_role_names()[role] : first;
            bp_str_printf(&list, "%s%s", list.n > 0 ? ", " : "", bp_role_names()[role]);
        }
    }
    const char *all = bp_noting_part(n, &list);
    if (first != NULL)
        bp_noting_warn(n, "base-movement", (bp_hint){ BP_HINT_MOVEMENT, first }, 0,
                       "%s: aged by the movement that is given for all pay, which is "
                       "mostly that of base pay",
                       all);
    bp_str_release(&list);
}
