/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chart_offers.c - a list of offers, each beside its own market, as a chart slot.
 *
 * Offers have different markets, so what can be compared is the distance to each one's
 * median; the chart is in its order. */
#include <stdlib.h>
#include <string.h>

#include "compose/chart.h"
#include "compose/place.h"
#include "compose/scope.h"
#include "report/build.h"

static bool is_drawn(const bp_placement *k)
{
    return !k->no_amount && k->market[0] != NULL;
}

/* An offer in the picture: its id, else what selected its market. */
static const char *name_of(bp_report *r, const bp_placement *k, const bp_placements *o)
{
    const char *name = k->id != NULL ? k->id : "";
    bool named = name[0] != '\0';
    for (size_t i = 0; !named && i < o->n_by; i++)
        if (k->by[i][0] != '\0')
            name =
                bp_report_text(r, "%s%s%s", name, name[0] != '\0' ? ", " : "", k->by[i]);
    return name[0] != '\0' ? bp_report_text(r, "%s", name) : "Offer";
}

static bp_chart_offer offer_of(bp_report *r, const bp_placement *k,
                               const bp_placements *o)
{
    const bp_market *m = k->market[0];
    const bp_offer *f = &k->offer[0];
    bp_chart_offer to = { name_of(r, k, o),
                          f->amount,
                          bp_market_quartile(m, 1),
                          bp_market_quartile(m, 2),
                          bp_market_quartile(m, 3),
                          f->rank,
                          bp_compose_rank(r, f, m).instead };
    to.rank.value /= 100;
    if (!(to.p50.value > 0) && to.p50.state == BP_SHOWN)
        to.p50 = bp_figure_without(BP_NOT_ESTIMABLE, BP_WHY_NOT_ESTIMABLE);
    return to;
}

/* The greatest gap to the median first, offers without one last. */
static int by_gap(const void *a, const void *b)
{
    const bp_chart_offer *x = a, *y = b;
    bool known = x->p50.state == BP_SHOWN, other = y->p50.state == BP_SHOWN;
    if (!known || !other)
        return (int)other - (int)known;
    double left = x->amount / x->p50.value, right = y->amount / y->p50.value;
    return left != right ? (left < right) - (left > right) : strcmp(x->name, y->name);
}

/* One sign for all amounts, or none. */
static const char *currency_of(const bp_placements *o)
{
    const char *first = NULL;
    bool any = false;
    for (size_t i = 0; i < o->n; i++) {
        const bp_market *m = o->offer[i].market[0];
        const char *own = m != NULL ? bp_market_currency(m) : NULL;
        if (m == NULL)
            continue;
        if (any && (first == NULL || own == NULL || strcmp(first, own) != 0))
            return NULL;
        first = own;
        any = true;
    }
    return first != NULL ? first : o->currency;
}

/* Counts the offers below their medians; one, none and all have sentences of their own.
 */
static bp_line finding(bp_report *r, const bp_chart_offer offer[], size_t n)
{
    size_t known = 0, below = 0;
    for (size_t i = 0; i < n; i++) {
        known += offer[i].p50.state == BP_SHOWN;
        below += offer[i].p50.state == BP_SHOWN && offer[i].amount < offer[i].p50.value;
    }
    const bp_value some[] = { bp_value_count(below), bp_value_count(known) };
    if (n == 0)
        return bp_report_line(r, BP_SAY("No offer has an amount and a market"), NULL, 0);
    if (known == 0)
        return bp_report_line(r, BP_SAY("No market median is shown"), NULL, 0);
    if (known == 1)
        return bp_report_line(
            r,
            below > 0 ? BP_SAY("The offer is below its market's median")
                      : BP_SAY("The offer is at or above its market's median"),
            NULL, 0);
    if (below == 0)
        return bp_report_line(
            r, BP_SAY("All {} offers are at or above their market's median"), some + 1,
            1);
    if (below == known)
        return bp_report_line(r, BP_SAY("All {} offers are below their market's median"),
                              some + 1, 1);
    return bp_report_line(r,
                          below == 1
                              ? BP_SAY("{} of {} offers is below its market's median")
                              : BP_SAY("{} of {} offers are below their market's median"),
                          some, 2);
}

/* How to read ranks, and what is not there. */
static bp_value remarks(bp_report *r, const bp_placements *o)
{
    size_t no_amount = 0, no_market = 0, extrapolated = 0;
    for (size_t i = 0; i < o->n; i++) {
        const bp_placement *k = &o->offer[i];
        no_amount += k->no_amount;
        no_market += !k->no_amount && k->market[0] == NULL;
        extrapolated += is_drawn(k) && k->offer[0].extrapolated;
    }
    const struct {
        size_t n;
        const char *one, *more;
    } what[] = {
        { extrapolated, "One rank is extrapolated", "ranks are extrapolated" },
        { no_amount, "One offer has no amount", "offers have no amount" },
        { no_market, "One offer has no market", "offers have no market" },
    };
    const char *text = "";
    for (size_t i = 0; i < sizeof what / sizeof what[0]; i++)
        if (what[i].n == 1)
            text = bp_report_text(r, "%s %s.", text, what[i].one);
        else if (what[i].n > 1)
            text = bp_report_text(r, "%s %zu %s.", text, what[i].n, what[i].more);
    return bp_value_text(text);
}

/* Where there are records, how many people they are of; and that a rank has no interval
 * here. */
static bp_line note(bp_report *r, const bp_answer *a)
{
    const bp_value source[] = { bp_value_text(
                                    bp_scope_source(r, a, a->placements->name[0])),
                                remarks(r, a->placements) };
    const bp_template how =
        a->survey != NULL && !bp_survey_of_lines(a->survey)
            ? BP_SAY(" Band: the market's middle half. Rank: percentile of the offer in "
                     "its market. No intervals are drawn.")
            : BP_SAY(" Band: the market's middle half. Rank: percentile of the offer in "
                     "its market.");
    if (a->table == NULL)
        return bp_report_line(r,
                              bp_template_join(r, BP_SAY("Source: {}."),
                                               bp_template_join(r, how, BP_SAY("{}"))),
                              source, 2);
    const bp_group *all = &a->table->group[0];
    return bp_slot_note(r, a, all->n, a->table->has_orgs ? all->orgs : 0,
                        bp_report_text(r, "%s%s", how.text, source[1].text));
}

void bp_slot_list(bp_report *r, const bp_answer *a)
{
    const bp_placements *o = a->placements;
    bp_chart_offer *offer = bp_report_alloc(r, o->n, sizeof *offer);
    if (offer == NULL)
        return;
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        if (is_drawn(&o->offer[i]))
            offer[n++] = offer_of(r, &o->offer[i], o);
    if (n > 1)
        qsort(offer, n, sizeof *offer, by_gap);
    const bp_value element[] = { bp_slot_element(r, a) };
    const bp_chart chart = {
        .kind = BP_CHART_OFFERS,
        .id = "offers",
        .title = bp_slot_title(r, a, finding(r, offer, n)),
        .subtitle = bp_slot_subtitle(
            r, a, BP_SAY("Difference to the market median of {}"), element, 1),
        .note = note(r, a),
        .currency = currency_of(o),
        .u.offers = { offer, n },
    };
    bp_report_add_chart(r, &chart);
}
