/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.c - does what several runs show together tell a mean that one of them withheld?
 *
 *   ledger [SURVEYS [SEED]]
 *
 * Of each random survey four questions are asked, by tier, by region, by both or by
 * neither, of all or of some.  Everybody in them is in one of nine tiles, and each mean
 * that is shown is a sum of tiles, so elimination says which other sums follow.  With a
 * ledger hardly any may follow that a run withheld and that was not known before: one in
 * a thousand, of groups whose parts are all of different runs.  Without one many do, or
 * the test would prove nothing. */
#define _GNU_SOURCE
#include "near.h"

#include <math.h>

#include "benchpay/benchpay.h"
#include "folder.h"

enum { TIERS = 3, TILES = 9, RUNS = 4, SETS = 1 << TILES };

static uint64_t state;

static unsigned draw(unsigned n)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % n;
}

static const char tier_name[] = "ABC", region_name[] = "NSE";

static void put_survey(void)
{
    const unsigned people = 60 + draw(160), orgs = draw(2) ? 12 : 20, few = draw(2);
    FILE *f = fopen("pay.csv", "w");
    if (f == NULL)
        abort();
    fputs("person_id,organization,tier,region,salary\n", f);
    for (unsigned i = 0; i < people; i++)
        fprintf(f, "e%u,Org %u,%c,%c,%u\n", i,
                few ? draw(orgs) * draw(orgs) / orgs : draw(orgs), "AABC"[draw(4)],
                "NNSE"[draw(4)], 200000 + draw(200000));
    fclose(f);
}

/* ---- what an attacker knows ---- */

/* Sums of tiles, as bits, that are known: reduced, each by the tile of its row. */
typedef struct knowledge {
    double row[TILES][TILES];
    bool has[TILES];
} knowledge;

static const double nothing = 1e-9; /* determinants of so few zeros and ones are small */

/* What is left of a sum; returns its first tile, or TILES. */
static size_t reduce(double x[TILES], const knowledge *k, unsigned tiles)
{
    for (size_t i = 0; i < TILES; i++)
        x[i] = tiles >> i & 1;
    for (size_t i = 0; i < TILES; i++) {
        const double times = x[i];
        if (fabs(times) < nothing)
            continue;
        if (!k->has[i])
            return i;
        for (size_t j = i; j < TILES; j++)
            x[j] -= times * k->row[i][j];
    }
    return TILES;
}

static bool follows(const knowledge *k, unsigned tiles)
{
    double x[TILES];
    return reduce(x, k, tiles) == TILES;
}

static void learn(knowledge *k, unsigned tiles)
{
    double x[TILES];
    const size_t first = reduce(x, k, tiles);
    if (first == TILES)
        return;
    for (size_t j = 0; j < TILES; j++)
        k->row[first][j] = x[j] / x[first];
    k->has[first] = true;
}

/* ---- runs ---- */

/* A question, and the tiles that it is about. */
typedef struct asked {
    const char *by[2];
    size_t n_by;
    char where[20];
    unsigned tiles;
} asked;

static asked draw_question(void)
{
    asked a = { .tiles = (1u << TILES) - 1 };
    const unsigned by = draw(5), where = draw(3), value = draw(3);
    if (by == 1 || by > 2)
        a.by[a.n_by++] = "tier";
    if (by >= 2)
        a.by[a.n_by++] = "region";
    for (unsigned i = 0; where > 0 && i < TILES; i++)
        if ((where == 1 ? i / TIERS : i % TIERS) != value)
            a.tiles &= ~(1u << i);
    if (where > 0)
        snprintf(a.where, sizeof a.where, "%s = %c", where == 1 ? "tier" : "region",
                 where == 1 ? tier_name[value] : region_name[value]);
    return a;
}

static unsigned tiles_of(const asked *a, const bp_group *g)
{
    unsigned tiles = 0;
    for (unsigned i = 0; i < TILES; i++) {
        bool in = true;
        for (size_t k = 0; g->by != NULL && k < a->n_by; k++)
            in = in && g->by[k][0] == (a->by[k][0] == 't' ? tier_name[i / TIERS]
                                                          : region_name[i % TIERS]);
        tiles |= in ? a->tiles & 1u << i : 0;
    }
    return tiles;
}

/* NULL: nothing of it may be shown, or nobody is in it. */
static bp_answer *ask(const asked *a, bool ledger)
{
    static const char *file[] = { "pay.csv" };
    const char *const where[] = { a->where };
    bp_question q;
    bp_answer *answer = NULL;
    bp_err err;
    bp_question_init(&q);
    q.subject = BP_ASK_PERCENTILES;
    q.reading.file = file;
    q.reading.n_files = 1;
    q.choice.pay = "salary";
    q.choice.by = a->by;
    q.choice.n_by = a->n_by;
    q.choice.where = where;
    q.choice.n_where = a->where[0] != '\0';
    q.method.ci.method = BP_CI_NONE;
    q.rules = BP_RULES_SURVEY;
    q.ledger = ledger ? "shown" : NULL;
    const bp_status status = bp_answer_new(&answer, &q, &err);
    if (status != BP_OK && status != BP_ENONE && status != BP_EDATA) {
        printf("Bail out! %s\n", err.text);
        exit(1);
    }
    return answer;
}

typedef struct score {
    size_t secrets; /* means that a run withheld, asked after each further run */
    size_t told;    /* ... and that a run told */
} score;

/* One run: what it withholds and nobody knows yet is secret from now on. */
static void take(score *s, knowledge *k, bool secret[SETS], const asked *a,
                 const bp_percentiles *p)
{
    for (size_t i = 0; i < p->n_groups; i++) {
        const unsigned tiles = tiles_of(a, &p->group[i]);
        if (p->group[i].mean.state == BP_WITHHELD && !follows(k, tiles))
            secret[tiles] = true;
    }
    for (size_t i = 0; i < p->n_groups; i++) {
        const unsigned tiles = tiles_of(a, &p->group[i]);
        if (p->group[i].mean.state != BP_SHOWN)
            continue;
        learn(k, tiles);
        secret[tiles] = false; /* it is told on purpose */
    }
    for (unsigned tiles = 0; tiles < SETS; tiles++) {
        const bool told = secret[tiles] && follows(k, tiles);
        s->secrets += secret[tiles];
        s->told += told;
        secret[tiles] = secret[tiles] && !told;
    }
}

static score attack(size_t surveys, bool ledger)
{
    score s = { 0 };
    for (size_t i = 0; i < surveys; i++) {
        knowledge k = { .has = { false } };
        bool secret[SETS] = { false };
        put_survey();
        remove("shown");
        for (size_t run = 0; run < RUNS; run++) {
            const asked a = draw_question();
            bp_answer *answer = ask(&a, ledger);
            if (answer != NULL)
                take(&s, &k, secret, &a, bp_answer_table(answer, 0));
            bp_answer_free(answer);
        }
    }
    return s;
}

int main(int argc, char **argv)
{
    void *folder;
    const size_t surveys = argc > 1 ? strtoul(argv[1], NULL, 10) : 150;
    const uint64_t seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 7;
    if (enter_folder(&folder) != 0)
        return 1;
    state = seed;
    const score with = attack(surveys, true);
    state = seed;
    const score without = attack(surveys, false);
    const bool kept = with.told * 1000 <= with.secrets && with.secrets > surveys,
               has_teeth = without.told * 100 > without.secrets;
    printf("%s 1 - with a ledger runs tell %zu of %zu withheld means, at most 0.1%%\n",
           kept ? "ok" : "not ok", with.told, with.secrets);
    printf("%s 2 - without they tell %zu of %zu, at least 1%%\n1..2\n",
           has_teeth ? "ok" : "not ok", without.told, without.secrets);
    return leave_folder(&folder) != 0 || !kept || !has_teeth;
}
