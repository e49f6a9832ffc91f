/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns make the pay of a row.
 *
 * Pay that was named is taken or refused, never replaced.  Pay that was not is recognised
 * only where no other column could be meant as well: two columns that fit equally, or a
 * table of published percentiles, are an error that names them, since a wrong guess gives
 * a plausible report of the wrong pay. */
#include "ingest/elements.h"

#include <assert.h>
#include <string.h>

#include "base/ageing.h"
#include "ingest/currency.h"
#include "ingest/headwords.h"
#include "ingest/paydoubt.h"
#include "ingest/stated.h"

static const struct {
    const char *name;
    bp_role part[BP_PARTS_MAX];
    size_t n;
    size_t needed; /* so many of the parts must be there */
} kinds[] = {
    { "base", { BP_ROLE_BASE }, 1, 1 },
    { "bonus", { BP_ROLE_BONUS }, 1, 1 },
    { "target_bonus", { BP_ROLE_TARGET_BONUS }, 1, 1 },
    { "actual_bonus", { BP_ROLE_ACTUAL_BONUS }, 1, 1 },
    { "tcc", { BP_ROLE_BASE, BP_ROLE_BONUS }, 2, 2 },
    { "tcc_target", { BP_ROLE_BASE, BP_ROLE_TARGET_BONUS }, 2, 2 },
    { "tcc_actual", { BP_ROLE_BASE, BP_ROLE_ACTUAL_BONUS }, 2, 2 },
    { "lti", { BP_ROLE_LTI }, 1, 1 },
    { "tdc", { BP_ROLE_BASE, BP_ROLE_LTI, BP_ROLE_BONUS }, 3, 2 },
    { "total", { BP_ROLE_TOTAL }, 1, 1 },
    { "benefits", { BP_ROLE_BENEFITS }, 1, 1 },
};

/* What the element is called that is kept for its blanks. */
#define WHOLE "(whole)"

/* Pay over something else, of which a file may have a column under the same name: then
 * that is meant. */
static const struct {
    const char *name;
    const char *sum; /* the kind whose parts must be paid for the same period; NULL */
    bp_role of;      /* BP_ROLES: the pay that is taken where none is named */
    bp_role over;    /* BP_ROLES: no column */
    bp_ratio ratio;
} ratios[] = {
    { "bonus_pct", "tcc", BP_ROLE_BONUS, BP_ROLE_BASE, BP_RATIO_PAY },
    { "target_bonus_pct", "tcc_target", BP_ROLE_TARGET_BONUS, BP_ROLE_BASE,
      BP_RATIO_PAY },
    { "actual_bonus_pct", "tcc_actual", BP_ROLE_ACTUAL_BONUS, BP_ROLE_BASE,
      BP_RATIO_PAY },
    { "per_wrvu", NULL, BP_ROLES, BP_ROLE_WRVU, BP_RATIO_WORK },
    { "hourly", NULL, BP_ROLES, BP_ROLES, BP_RATIO_HOURS },
};

#define N_RATIOS (sizeof ratios / sizeof ratios[0])
#define N_KINDS (sizeof kinds / sizeof kinds[0])

/* The chosen pay, every kind, every ratio, one that is whole, work, experience. */
_Static_assert(1 + N_KINDS + N_RATIOS + 3 <= BP_ELEMENTS_MAX, "all elements must fit");

/* What work is called, of which no figure is shown. */
#define WORK "(work)"

bool bp_element_is_pay(const bp_element *e)
{
    return !e->years && !e->work && e->ratio != BP_RATIO_PAY;
}

bool bp_elements_named(const char *name)
{
    for (size_t k = 0; k < N_KINDS; k++)
        if (strcmp(kinds[k].name, name) == 0)
            return true;
    return false;
}

bool bp_elements_move_apart(const bp_ageing *age, const char *name)
{
    bool apart = false;
    for (size_t k = 0; k < N_KINDS && bp_ageing_which(age, name) == 0; k++)
        for (size_t i = 0; kinds[k].n > 1 && i < kinds[k].n; i++)
            apart |= strcmp(kinds[k].name, name) == 0 &&
                     bp_ageing_which(age, bp_role_names()[kinds[k].part[i]]) != 0;
    return apart;
}

bool bp_elements_share(const char *name)
{
    for (size_t k = 0; k < N_RATIOS; k++)
        if (ratios[k].ratio == BP_RATIO_PAY && strcmp(ratios[k].name, name) == 0)
            return true;
    return false;
}

/* What elements are made of. */
typedef struct finding {
    bp_elements elements;
    bp_wanted *wanted;
    const bp_lookup *lookup;
    bool fitted; /* elements.period is known */
} finding;

/* The first role that the kind needs and the data lack; BP_ROLES: none. */
static bp_role lacks(const finding *f, size_t kind)
{
    for (size_t i = 0; i < kinds[kind].needed; i++)
        if (f->lookup->schema->column[kinds[kind].part[i]] == BP_NO_COLUMN)
            return kinds[kind].part[i];
    return BP_ROLES;
}

static size_t want(finding *f, size_t column, bp_need need, bool annual)
{
    const size_t w =
        bp_wanted_add_pay(f->wanted, &f->lookup->head->layout, column, need, annual);
    assert(w != BP_NOT_WANTED); /* keys and elements are far fewer than BP_WANTED_MAX */
    return w;
}

static void add(finding *f, bp_element e)
{
    assert(f->elements.n < BP_ELEMENTS_MAX);
    f->elements.at[f->elements.n++] = e;
}

static bp_period period_in(const finding *f, size_t column)
{
    return bp_headwords_period(bp_text_of(bp_lookup_name(f->lookup, column)));
}

/* A bonus is a year's unless its header says else. */
static bool is_yearly(bp_role role)
{
    return role == BP_ROLE_BONUS || role == BP_ROLE_TARGET_BONUS ||
           role == BP_ROLE_ACTUAL_BONUS || role == BP_ROLE_LTI ||
           role == BP_ROLE_BENEFITS;
}

/* May two kinds of pay be for one period, as far as their headers say? */
static bool may_agree(bp_period one, bp_period other)
{
    return one == BP_PERIOD_AS_IS || other == BP_PERIOD_AS_IS || one == other;
}

/* Does a given period, or a column of periods, make all pay annual? */
static bool is_made_annual(const finding *f)
{
    return f->lookup->reading->period != BP_PERIOD_AS_IS || f->elements.period.applied;
}

/* A month's pay and a year's belong neither in one table nor in a sum. */
static bool is_alike(const finding *f, size_t kind, bp_period period)
{
    const size_t *columns = f->lookup->schema->column;
    for (size_t i = 0; !is_made_annual(f) && i < kinds[kind].n; i++) {
        size_t column = columns[kinds[kind].part[i]];
        if (column == BP_NO_COLUMN)
            continue;
        bp_period own = period_in(f, column);
        if (own == BP_PERIOD_AS_IS && is_yearly(kinds[kind].part[i]))
            own = BP_PERIOD_ANNUAL;
        if (!may_agree(own, period))
            return false;
        period = own != BP_PERIOD_AS_IS ? own : period;
    }
    return true;
}

/* Once it is known which column the pay is in. */
static bp_status fit_period(finding *f, size_t pay, bp_err *err)
{
    if (f->fitted)
        return BP_OK;
    f->fitted = true;
    return bp_periodfit_find(&f->elements.period, f->lookup, pay, err);
}

static void add_kind(finding *f, size_t kind)
{
    bp_element e = { .name = kinds[kind].name,
                     .whole = f->lookup->choice->blank_bonus == BP_BLANK_EXCLUDE };
    for (size_t i = 0; i < kinds[kind].n; i++) {
        bp_role role = kinds[kind].part[i];
        size_t column = f->lookup->schema->column[role];
        if (column == BP_NO_COLUMN)
            continue;
        const bool annual =
            is_yearly(role) && may_agree(period_in(f, column), BP_PERIOD_ANNUAL);
        e.part[e.n++] = want(f, column, BP_NEED_PAY, annual);
    }
    add(f, e);
}

static void add_column(finding *f, size_t column)
{
    size_t w = want(f, column, BP_NEED_PAY, false);
    add(f, (bp_element){ .name = f->wanted->column[w].name, .part = { w }, .n = 1 });
}

/* Pay between the two ends of a range, each in a column of its own. */
static void add_pair(finding *f)
{
    const size_t *column = f->lookup->schema->column;
    const bp_range range = f->lookup->reading->range;
    const size_t low = column[BP_ROLE_LOW], high = column[BP_ROLE_HIGH];
    bp_element e = { .name = "base", .n = 1 };
    if (range == BP_RANGE_NONE)
        bp_pay_ask_range(f->lookup, low, high);
    if (range == BP_RANGE_LOW || range == BP_RANGE_HIGH) {
        e.part[0] = want(f, range == BP_RANGE_LOW ? low : high, BP_NEED_PAY, false);
        add(f, e);
        return;
    }
    e.part[0] = want(f, low, BP_NEED_MIDDLE, false);
    e.part[1] = want(f, high, BP_NEED_MIDDLE, false);
    e.n = 2;
    e.middle = true;
    add(f, e);
}

/* Are the ends of a range the pay?  Where the request names them; else where no other
 * column is. */
static bool is_pair(const bp_schema *s)
{
    const bool named = s->mapped[BP_ROLE_LOW] || s->mapped[BP_ROLE_HIGH];
    return s->column[BP_ROLE_LOW] != BP_NO_COLUMN &&
           s->column[BP_ROLE_HIGH] != BP_NO_COLUMN &&
           (named || s->column[BP_ROLE_BASE] == BP_NO_COLUMN);
}

/* Is it a column of amounts that no role but pay could have? */
static bool is_figure(const bp_lookup *l, size_t column)
{
    return !bp_schema_has_other_role(l->schema, column) &&
           bp_column_is_number(bp_evidence_kind(&l->head->evidence[column]));
}

static bool is_percentile(const bp_lookup *l, size_t column)
{
    bp_stated_header h;
    bp_stated_header_read(&h, bp_text_of(bp_lookup_name(l, column)));
    return h.what == BP_HEADER_PERCENTILE && h.pay;
}

/* The figure of a series: the only published percentile, or the only column of amounts
 * at all. */
static size_t only_figure(const bp_lookup *l, bool published)
{
    size_t found = BP_NO_COLUMN;
    for (size_t i = 0; i < l->head->layout.n_columns; i++) {
        if (!is_figure(l, i) || (published && !is_percentile(l, i)))
            continue;
        if (found != BP_NO_COLUMN)
            return BP_NO_COLUMN;
        found = i;
    }
    return found;
}

/* The kind that is the column of one role. */
static size_t kind_of(bp_role role)
{
    size_t k = 0;
    while (kinds[k].n != 1 || kinds[k].part[0] != role)
        k++;
    return k;
}

/* Asks where the columns of base and total pay leave open which is meant. */
static void ask_which(const bp_lookup *l)
{
    const bp_schema *s = l->schema;
    const size_t total = s->column[BP_ROLE_TOTAL], base = s->column[BP_ROLE_BASE];
    if (total == BP_NO_COLUMN) {
        if (!s->sure || s->rival[BP_ROLE_BASE][1] != BP_NO_COLUMN)
            bp_pay_ask(l);
        return;
    }
    if (s->rival[BP_ROLE_TOTAL][1] != BP_NO_COLUMN) {
        bp_pay_ask(l);
        return;
    }
    if (base == BP_NO_COLUMN || !s->sure || s->column[BP_ROLE_PERIOD] != BP_NO_COLUMN)
        return;
    if (!may_agree(bp_headwords_period(bp_text_of(bp_lookup_name(l, total))),
                   bp_headwords_period(bp_text_of(bp_lookup_name(l, base)))))
        bp_pay_ask_period(l, total, base);
}

/* Total pay is taken before base pay before a part. */
static const bp_role order[] = { BP_ROLE_TOTAL,        BP_ROLE_BASE,
                                 BP_ROLE_BONUS,        BP_ROLE_ACTUAL_BONUS,
                                 BP_ROLE_TARGET_BONUS, BP_ROLE_LTI,
                                 BP_ROLE_BENEFITS };

/* Takes the surest of the pay columns: pay in one currency, then by the order above; in a
 * series, its only figure.  Where that is not sure it asks. */
static bp_status recognise(finding *f, bp_err *err)
{
    const bp_lookup *l = f->lookup;
    const bp_schema *s = l->schema;
    const bool published = bp_schema_is_published(s, &l->head->layout);
    const bool known = s->sure || s->column[BP_ROLE_TOTAL] != BP_NO_COLUMN;
    const size_t figure =
        l->choice->series && !known ? only_figure(l, published) : BP_NO_COLUMN;
    if (figure != BP_NO_COLUMN) {
        add_column(f, figure);
        return BP_OK;
    }
    if (published || bp_schema_is_twice(s, &l->head->layout))
        return bp_schema_no_pay(s, l->file, &l->head->layout, l->head->evidence, err);
    if (is_pair(s)) {
        add_pair(f);
        return BP_OK;
    }
    if (s->converted != BP_NO_COLUMN && s->column[BP_ROLE_BASE] == s->converted &&
        !s->mapped[BP_ROLE_TOTAL]) {
        add_kind(f, kind_of(BP_ROLE_BASE));
        return BP_OK;
    }
    ask_which(l);
    bp_status status = BP_OK;
    const size_t base = s->column[BP_ROLE_BASE];
    f->elements.other =
        s->runner_up != BP_NO_COLUMN ? s->runner_up : s->column[BP_ROLE_LOW];
    if (f->elements.other != BP_NO_COLUMN && base != BP_NO_COLUMN &&
        s->column[BP_ROLE_TOTAL] == BP_NO_COLUMN)
        status = bp_paygap_count(&f->elements.elsewhere, l, base, f->elements.other, err);
    if (status != BP_OK)
        return status;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (s->column[order[i]] == BP_NO_COLUMN)
            continue;
        add_kind(f, kind_of(order[i]));
        return BP_OK;
    }
    return bp_schema_no_pay(s, l->file, &l->head->layout, l->head->evidence, err);
}

/* Columns of the pay of two years, the latter first. */
static bp_status take_pair(finding *f, bp_err *err)
{
    const char *const name[] = { f->lookup->choice->pay_to, f->lookup->choice->pay_from };
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < 2; i++) {
        size_t column = 0;
        status = bp_lookup_column(&column, f->lookup, name[i], err);
        if (status == BP_OK)
            add_column(f, column);
    }
    return status;
}

/* Is one of its columns only the first of two that fit equally well? */
static bool has_rivals(const bp_schema *s, size_t kind)
{
    for (size_t i = 0; i < kinds[kind].n; i++)
        if (s->column[kinds[kind].part[i]] != BP_NO_COLUMN &&
            s->rival[kinds[kind].part[i]][1] != BP_NO_COLUMN)
            return true;
    return false;
}

/* A bonus is never taken for a target or for what was paid, but one of these may be what
 * is asked for. */
static bp_status lacks_bonus(const finding *f, const char *name, bp_err *err)
{
    static const struct {
        const char *plain, *target, *actual;
    } of[] = { { "bonus", "target_bonus", "actual_bonus" },
               { "tcc", "tcc_target", "tcc_actual" },
               { "bonus_pct", "target_bonus_pct", "actual_bonus_pct" } };
    const size_t *column = f->lookup->schema->column;
    const bool target = column[BP_ROLE_TARGET_BONUS] != BP_NO_COLUMN;
    const bool actual = column[BP_ROLE_ACTUAL_BONUS] != BP_NO_COLUMN;
    for (size_t i = 0; (target || actual) && i < sizeof of / sizeof of[0]; i++)
        if (strcmp(of[i].plain, name) == 0)
            return bp_fail(
                err, &(bp_loc){ .file = f->lookup->file }, BP_EDATA,
                "there is no plain bonus column; did you mean '%s'%s%s%s?",
                target ? of[i].target : of[i].actual, target && actual ? " or '" : "",
                target && actual ? of[i].actual : "", target && actual ? "'" : "");
    return BP_OK;
}

/* A file may have the sum, and not its parts. */
static bp_status lacks_parts(const finding *f, bp_role role, const char *name,
                             bp_err *err)
{
    const size_t total = f->lookup->schema->column[BP_ROLE_TOTAL];
    const bool sum = strcmp(name, "tcc") == 0 || strcmp(name, "tdc") == 0;
    return !sum || total == BP_NO_COLUMN
               ? BP_OK
               : bp_fail(err, &(bp_loc){ .file = f->lookup->file }, BP_EDATA,
                         "there is no %s column, which '%s' needs; did you mean '%s'?",
                         bp_role_names()[role], name, bp_lookup_name(f->lookup, total));
}

static bp_status lacks_role(const finding *f, bp_role role, const char *name, bp_err *err)
{
    const char *word = bp_role_names()[role];
    const bool itself = strcmp(word, name) == 0;
    bp_status other = role == BP_ROLE_BONUS ? lacks_bonus(f, name, err) : BP_OK;
    if (other == BP_OK)
        other = lacks_parts(f, role, name, err);
    return other != BP_OK ? other
                          : bp_fail_hint(err, &(bp_loc){ .file = f->lookup->file },
                                         BP_EDATA, (bp_hint){ BP_HINT_MAP, word },
                                         "there is no %s column%s%s%s", word,
                                         itself ? "" : ", which '", itself ? "" : name,
                                         itself ? "" : "' needs");
}

/* No column has the name: perhaps an element has one that is near. */
static bp_status lacks_column(const finding *f, const char *name, bp_err *err)
{
    const char *names[N_KINDS];
    size_t n = 0;
    for (size_t k = 0; k < N_KINDS; k++)
        if (lacks(f, k) == BP_ROLES)
            names[n++] = kinds[k].name;
    const char *near = bp_text_nearest(name, names, n);
    return near != NULL
               ? bp_fail(err, &(bp_loc){ .file = f->lookup->file }, BP_EUSAGE,
                         "there is no column '%s'; did you mean '%s'?", name, near)
               : BP_EUSAGE;
}

static bp_status not_alike(const finding *f, const char *name, bp_err *err)
{
    return bp_fail_hint(err, &(bp_loc){ .file = f->lookup->file }, BP_EDATA,
                        (bp_hint){ BP_HINT_PERIOD, NULL },
                        "the parts of '%s' are paid for different periods", name);
}

static size_t kind_called(const char *name)
{
    size_t kind = 0;
    while (kind < N_KINDS && strcmp(kinds[kind].name, name) != 0)
        kind++;
    return kind;
}

/* Bonus over base. */
static bp_status take_share(finding *f, size_t k, bp_err *err)
{
    const size_t *column = f->lookup->schema->column;
    const size_t sum = kind_called(ratios[k].sum);
    const bp_role lacking = lacks(f, sum);
    if (lacking != BP_ROLES)
        return lacks_role(f, lacking, ratios[k].name, err);
    if (has_rivals(f->lookup->schema, sum))
        bp_pay_ask(f->lookup);
    bp_status status = fit_period(f, column[BP_ROLE_BASE], err);
    if (status != BP_OK)
        return status;
    if (!is_alike(f, sum, BP_PERIOD_AS_IS))
        return not_alike(f, ratios[k].name, err);
    add_kind(f, kind_of(ratios[k].of));
    f->elements.at[0].over = want(f, column[BP_ROLE_BASE], BP_NEED_RATIO, false);
    return BP_OK;
}

/* The pay that is recognised, over something that is no pay. */
static bp_status take_rate(finding *f, size_t k, bp_err *err)
{
    const size_t column = ratios[k].over != BP_ROLES
                              ? f->lookup->schema->column[ratios[k].over]
                              : BP_NO_COLUMN;
    if (ratios[k].over != BP_ROLES && column == BP_NO_COLUMN)
        return lacks_role(f, ratios[k].over, ratios[k].name, err);
    bp_status status = recognise(f, err);
    if (status != BP_OK)
        return status;
    bp_element *e = &f->elements.at[0];
    const bp_wanted_column *pay = &f->wanted->column[e->part[0]];
    status = fit_period(f, pay->first, err);
    const bp_period period = period_in(f, pay->first);
    if (status == BP_OK && !is_made_annual(f) && !may_agree(period, BP_PERIOD_ANNUAL))
        return bp_fail_hint(err, &(bp_loc){ .file = f->lookup->file, .name = pay->name },
                            BP_EDATA, (bp_hint){ BP_HINT_PERIOD, NULL },
                            "'%s' is of annual pay, and this is pay for %s",
                            ratios[k].name, bp_period_name(period));
    if (column != BP_NO_COLUMN)
        e->over = want(f, column, BP_NEED_RATIO, true);
    f->wanted->needs |= BP_NEED_RATIO;
    return status;
}

static bp_status take_ratio(finding *f, size_t k, bp_err *err)
{
    bp_status status =
        ratios[k].sum != NULL ? take_share(f, k, err) : take_rate(f, k, err);
    f->elements.at[0].name = ratios[k].name;
    f->elements.at[0].ratio = ratios[k].ratio;
    return status;
}

/* The ratio of that name, unless a column has it; N_RATIOS: none. */
static size_t ratio_called(const finding *f, const char *name)
{
    bool twice = false;
    size_t k = 0;
    while (k < N_RATIOS && strcmp(ratios[k].name, name) != 0)
        k++;
    return k < N_RATIOS &&
                   bp_layout_column(&f->lookup->head->layout, name, &twice) != SIZE_MAX
               ? N_RATIOS
               : k;
}

/* An element, a ratio, else a column, of that name. */
static bp_status take_named(finding *f, const char *name, bp_err *err)
{
    const bp_lookup *l = f->lookup;
    size_t column = 0;
    const size_t kind = kind_called(name), ratio = ratio_called(f, name);
    if (ratio < N_RATIOS)
        return take_ratio(f, ratio, err);
    bp_role lacking = kind < N_KINDS ? lacks(f, kind) : BP_ROLES;
    if (lacking == BP_ROLE_BASE && kinds[kind].n == 1 && is_pair(l->schema)) {
        add_pair(f);
        return BP_OK;
    }
    const bool rival = kind < N_KINDS && has_rivals(l->schema, kind);
    if (rival && bp_schema_is_twice(l->schema, &l->head->layout))
        return bp_schema_no_pay(l->schema, l->file, &l->head->layout, l->head->evidence,
                                err);
    if (rival)
        bp_pay_ask(l);
    bp_status status = BP_OK;
    if (kind < N_KINDS && lacking == BP_ROLES)
        status = fit_period(f, l->schema->column[kinds[kind].part[0]], err);
    if (status != BP_OK)
        return status;
    if (kind < N_KINDS && lacking == BP_ROLES && !is_alike(f, kind, BP_PERIOD_AS_IS))
        return not_alike(f, name, err);
    if (kind < N_KINDS && lacking == BP_ROLES) {
        add_kind(f, kind);
        return BP_OK;
    }
    bool twice = false;
    if (kind < N_KINDS && bp_layout_column(&l->head->layout, name, &twice) == SIZE_MAX)
        return lacks_role(f, lacking, name, err);
    status = bp_lookup_column(&column, l, name, err);
    if (status == BP_OK)
        add_column(f, column);
    return status == BP_EUSAGE && !twice ? lacks_column(f, name, err) : status;
}

/* Is the element there already, under its own name or as a column? */
static bool is_there(const finding *f, size_t kind)
{
    const bp_element *first = &f->elements.at[0];
    size_t column = f->lookup->schema->column[kinds[kind].part[0]];
    return strcmp(first->name, kinds[kind].name) == 0 ||
           (kinds[kind].n == 1 && first->n == 1 && first->ratio == BP_RATIO_NONE &&
            f->wanted->column[first->part[0]].first == column);
}

/* Has a further part of it zeros as well as blanks?  Then a blank may be no zero. */
static bool is_doubtful(const finding *f, const bp_element *e)
{
    for (size_t i = 1; !e->middle && !e->whole && i < e->n; i++) {
        const bp_evidence *cells =
            &f->lookup->head->evidence[f->wanted->column[e->part[i]].first];
        if (cells->zeros > 0 && cells->missing > 0)
            return true;
    }
    return false;
}

/* The first sum of which it is not sure what its blanks are, once more without them. */
static void add_whole(finding *f)
{
    for (size_t k = 0; k < f->elements.n; k++) {
        bp_element e = f->elements.at[k];
        if (!is_doubtful(f, &e))
            continue;
        e.name = WHOLE;
        e.whole = true;
        add(f, e);
        f->elements.has_whole = true;
        f->elements.whole_of = k;
        return;
    }
}

/* The element that is the column of a role, and nothing else; SIZE_MAX: none is. */
static size_t element_of(const finding *f, bp_role role)
{
    const size_t column = f->lookup->schema->column[role];
    for (size_t e = 0; column != BP_NO_COLUMN && e < f->elements.n; e++) {
        const bp_element *one = &f->elements.at[e];
        if (one->n == 1 && one->ratio == BP_RATIO_NONE && !one->local &&
            f->wanted->column[one->part[0]].first == column)
            return e;
    }
    return SIZE_MAX;
}

/* What `--pay per_wrvu` and the like are of: the pay that is recognised. */
static size_t recognised(const finding *f)
{
    if (f->lookup->choice->pay == NULL)
        return 0;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        if (f->lookup->schema->column[order[i]] != BP_NO_COLUMN)
            return element_of(f, order[i]);
    return SIZE_MAX;
}

/* Is the pay of an element a year's, as far as is known? */
static bool is_annual(const finding *f, size_t element)
{
    const bp_wanted_column *pay = &f->wanted->column[f->elements.at[element].part[0]];
    return is_made_annual(f) || may_agree(period_in(f, pay->first), BP_PERIOD_ANNUAL);
}

/* Does somebody count by the hour?  Any annual pay could be told by it. */
static bool is_by_the_hour(const finding *f)
{
    return f->lookup->choice->hourly || f->lookup->reading->period == BP_PERIOD_HOURLY ||
           (f->elements.period.applied && f->elements.period.hourly);
}

/* Do two elements move alike, or not at all?  Else their ratio is of no one date. */
static bool move_alike(const finding *f, bp_role a, bp_role b)
{
    const bp_ageing *age = f->lookup->choice->age;
    return age == NULL || bp_ageing_which(age, bp_role_names()[a]) ==
                              bp_ageing_which(age, bp_role_names()[b]);
}

static void add_ratio(finding *f, size_t k, bp_quotient q)
{
    q.made = true;
    add(f,
        (bp_element){ .name = ratios[k].name, .ratio = ratios[k].ratio, .quotient = q });
}

/* Shares of elements that are there. */
static void add_share(finding *f, size_t k)
{
    const size_t of = element_of(f, ratios[k].of), over = element_of(f, ratios[k].over);
    if (of == SIZE_MAX || over == SIZE_MAX)
        return;
    if (move_alike(f, ratios[k].of, ratios[k].over))
        add_ratio(f, k, (bp_quotient){ .of = (uint8_t)of, .over = (uint8_t)over });
    else
        f->elements.moves_apart = true;
}

/* Pay over something that is no pay; work is added later. */
static void add_rate(finding *f, size_t k)
{
    const bp_lookup *l = f->lookup;
    const size_t of = recognised(f);
    const bool work = ratios[k].over != BP_ROLES;
    if (of == SIZE_MAX || f->elements.at[of].ratio != BP_RATIO_NONE || !is_annual(f, of))
        return;
    if (work && l->schema->column[ratios[k].over] != BP_NO_COLUMN)
        add_ratio(f, k, (bp_quotient){ .of = (uint8_t)of });
    if (!work && is_by_the_hour(f))
        add_ratio(f, k, (bp_quotient){ .of = (uint8_t)of, .hours = l->reading->hours });
}

/* The ratios that can be made of the elements, and are no column of the data. */
static void add_ratios(finding *f)
{
    for (size_t k = 0; f->lookup->choice->every_ratio && k < N_RATIOS; k++) {
        if (ratio_called(f, ratios[k].name) != k ||
            strcmp(f->elements.at[0].name, ratios[k].name) == 0)
            continue;
        if (ratios[k].sum != NULL)
            add_share(f, k);
        else
            add_rate(f, k);
    }
}

/* What pay is divided by that is no pay. */
static void add_work(finding *f)
{
    for (size_t e = 1; e < f->elements.n; e++) {
        bp_element *one = &f->elements.at[e];
        if (!one->quotient.made || one->ratio != BP_RATIO_WORK)
            continue;
        const size_t w =
            want(f, f->lookup->schema->column[BP_ROLE_WRVU], BP_NEED_PAY, true);
        one->quotient.over = (uint8_t)f->elements.n;
        add(f, (bp_element){ .name = WORK, .part = { w }, .n = 1, .work = true });
        f->elements.has_work = true;
        return;
    }
}

/* Years are measured as an amount that nothing is applied to. */
static void add_experience(finding *f)
{
    const bp_lookup *l = f->lookup;
    size_t column = l->schema->column[BP_ROLE_EXPERIENCE];
    if (!l->choice->experience || column == BP_NO_COLUMN ||
        bp_evidence_kind(&l->head->evidence[column]) != BP_COLUMN_NUMBER)
        return;
    size_t w = want(f, column, BP_NEED_EXPERIENCE, true);
    add(f, (bp_element){ .name = "experience", .part = { w }, .n = 1, .years = true });
    f->elements.has_experience = true;
}

/* An element moves by its own rate, else each of its parts by that of its role. */
static bp_status find_movement(finding *f, size_t e, bp_err *err)
{
    const bp_ageing *age = f->lookup->choice->age;
    bp_elements *all = &f->elements;
    bp_element *one = &all->at[e];
    const bool copied = one->local || (all->has_whole && strcmp(one->name, WHOLE) == 0);
    const char *name = one->local ? all->at[0].name
                       : copied   ? all->at[all->whole_of].name
                                  : one->name;
    const size_t own = bp_ageing_which(age, name);
    if (one->ratio == BP_RATIO_PAY && !one->quotient.made &&
        bp_ageing_which(age, bp_role_names()[BP_ROLE_BONUS]) !=
            bp_ageing_which(age, bp_role_names()[BP_ROLE_BASE]))
        return bp_fail(err, &(bp_loc){ .file = f->lookup->file }, BP_EDATA,
                       "'%s' stays as it is only where bonus and base move alike", name);
    for (size_t i = 0; i < one->n; i++) {
        const size_t column = f->wanted->column[one->part[i]].first;
        const char *part = bp_role_names()[bp_schema_pay_role(f->lookup->schema, column)];
        one->moves[i] = own != 0 || part == NULL ? own : bp_ageing_which(age, part);
        if (!f->lookup->choice->effective &&
            bp_ageing_movement(age, one->moves[i])->n == 0)
            return bp_fail_hint(err, &(bp_loc){ .file = f->lookup->file }, BP_EDATA,
                                (bp_hint){ BP_HINT_MOVEMENT, part != NULL ? part : name },
                                "no movement of '%s' is known",
                                part != NULL ? part : name);
    }
    return BP_OK;
}

/* The chosen pay once more. */
static void add_local(finding *f)
{
    bp_element e = f->elements.at[0];
    e.name = BP_LOCAL_ELEMENT;
    e.local = true;
    add(f, e);
}

bool bp_elements_published(const bp_elements *e, const bp_wanted *wanted)
{
    const bp_text name = bp_text_of(wanted->column[e->at[0].part[0]].name);
    return bp_stated_is_figure(name) || (e->at[0].n == 1 && bp_stated_is_general(name));
}

bp_period bp_elements_period(const bp_elements *e, const bp_wanted *wanted)
{
    return bp_headwords_period(bp_text_of(wanted->column[e->at[0].part[0]].name));
}

/* One end of a range is mapped: where is the other? */
static bp_status check_ends(const bp_lookup *l, bp_err *err)
{
    const bp_schema *s = l->schema;
    const bool low = s->column[BP_ROLE_LOW] != BP_NO_COLUMN;
    const bool high = s->column[BP_ROLE_HIGH] != BP_NO_COLUMN;
    if ((!s->mapped[BP_ROLE_LOW] && !s->mapped[BP_ROLE_HIGH]) || low == high)
        return BP_OK;
    const char *name = bp_role_names()[low ? BP_ROLE_HIGH : BP_ROLE_LOW];
    return bp_fail_hint(err, &(bp_loc){ .file = l->file }, BP_EDATA,
                        (bp_hint){ BP_HINT_MAP, name },
                        "there is no %s column, which '%s' needs", name,
                        bp_role_names()[low ? BP_ROLE_LOW : BP_ROLE_HIGH]);
}

bp_status bp_elements_find(bp_elements *out, bp_wanted *wanted, const bp_lookup *l,
                           bp_err *err)
{
    finding f = { .wanted = wanted, .lookup = l };
    const bp_choice *c = l->choice;
    bp_status status = check_ends(l, err);
    if (status == BP_OK)
        status = c->pay_from != NULL ? take_pair(&f, err)
                 : c->pay == NULL    ? recognise(&f, err)
                                     : take_named(&f, c->pay, err);
    if (status == BP_OK)
        status = fit_period(&f, wanted->column[f.elements.at[0].part[0]].first, err);
    if (status != BP_OK)
        return status;
    const bp_period period = bp_elements_period(&f.elements, wanted);
    if (c->local)
        add_local(&f);
    for (size_t k = 0; c->every_element && k < N_KINDS; k++)
        if (lacks(&f, k) == BP_ROLES && !is_there(&f, k) && is_alike(&f, k, period))
            add_kind(&f, k);
    add_ratios(&f);
    add_whole(&f);
    add_work(&f);
    add_experience(&f);
    for (size_t e = 0; status == BP_OK && c->age != NULL && e < f.elements.n; e++)
        if (!f.elements.at[e].years && !f.elements.at[e].work)
            status = find_movement(&f, e, err);
    if (status == BP_OK)
        *out = f.elements;
    return status;
}

/* Asks which of two columns is the currency of pay, and goes on with the first. */
static size_t ask_which_currency(const bp_lookup *l)
{
    const size_t *rival = l->schema->rival[BP_ROLE_CURRENCY];
    if (rival[1] == BP_NO_COLUMN)
        return BP_NO_COLUMN;
    const char *name[] = { bp_lookup_name(l, rival[0]), bp_lookup_name(l, rival[1]) };
    const bp_setting setting[] = { { BP_SET_MAP, "currency", name[0] },
                                   { BP_SET_MAP, "currency", name[1] } };
    bp_doubts_add(l->doubts, "currency", &(bp_loc){ .file = l->file }, setting, 2,
                  "'%s' and '%s' could both be the currency of pay", name[0], name[1]);
    return rival[0];
}

/* A header that names a currency is about all of its cells.  Signs show it only when they
 * are sure: a dollar may be that of any country, and a few signs are no currency of many
 * bare numbers. */
bp_pay_currency bp_elements_currency(const bp_elements *e, bp_wanted *wanted,
                                     const bp_lookup *l)
{
    bp_pay_currency c = { .source = BP_CURRENCY_UNKNOWN, .wanted = BP_NOT_WANTED };
    const bp_wanted_column *pay = &wanted->column[e->at[0].part[0]];
    const bp_evidence *cells = &l->head->evidence[pay->first];
    size_t column = l->schema->column[BP_ROLE_CURRENCY];
    const char *code = bp_currency_in(bp_text_of(pay->name));
    const bool converted =
        l->schema->converted != BP_NO_COLUMN && pay->first == l->schema->converted;
    if (code == NULL && converted && !l->schema->mapped[BP_ROLE_CURRENCY])
        return c;
    if (code != NULL && !l->schema->mapped[BP_ROLE_CURRENCY]) {
        c.source = BP_CURRENCY_CONSTANT;
        c.code = code;
        return c;
    }
    if (column == BP_NO_COLUMN)
        column = ask_which_currency(l);
    if (column != BP_NO_COLUMN) {
        c.source = BP_CURRENCY_COLUMN;
        c.wanted = bp_wanted_add(wanted, &l->head->layout, column, BP_NEED_CURRENCY);
    } else if (cells->n_signs > 1) {
        c.source = BP_CURRENCY_CELL;
    } else if (cells->n_signs == 1 && !bp_currency_is_shared(cells->sign[0]) &&
               2 * cells->money >= cells->numbers + cells->ranges) {
        c.source = BP_CURRENCY_CONSTANT;
        c.code = cells->sign[0];
    }
    return c;
}
