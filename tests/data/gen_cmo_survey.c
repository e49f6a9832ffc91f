/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gen_cmo_survey.c - writes datasets/cmo_survey.csv:
 *
 *     gen_cmo_survey > datasets/cmo_survey.csv
 *
 * A made-up survey of chief medical officers and the two tiers below them.
 * Organisations answer every year from the one they joined in; people stay,
 * grow older, are promoted or are replaced.  No person, organisation or pay in
 * it is real.  datasets/README.md says what the figures were calibrated to.
 *
 * All arithmetic is on integers, with the generator's own random numbers, so
 * the bytes are the same on every machine.  Logarithms and shares are held in
 * millionths: MICRO stands for 1.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define MICRO INT64_C(1000000)
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    FIRST_YEAR = 2019,
    LAST_YEAR = 2026,
    HOME_ORGS = 112,        /* in the United States */
    ABROAD_ORGS = 6,        /* in each other country */
    MAX_SEATS = 3,
    RETIREMENT = 340,       /* experience in tenths of a year */
    BLANK_EVERY = 150       /* one row in so many has no base salary */
};

typedef enum tier { DIRECTOR, ASSOCIATE, CHIEF, TIERS } tier;

static const struct {
    const char *name, *title;
    int first, hired_below;     /* experience in tenths of a year */
    int64_t level;              /* ln pay, against CHIEF */
    int64_t slope;              /* ln pay, for a year of experience */
    int64_t bonus;              /* mean share of base */
    int64_t work;               /* usual work RVUs; 0: they see no patients */
} TIER[TIERS] = {
    [DIRECTOR]  = { "Medical Director", "Medical Director",
                    50, 80, -348000, 10000, 80000, 3600 },
    [ASSOCIATE] = { "Associate CMO", "Associate Chief Medical Officer",
                    80, 120, -168000, 8000, 130000, 1500 },
    [CHIEF]     = { "CMO", "Chief Medical Officer",
                    120, 260, 0, 6000, 190000, 0 },
};

typedef struct country {
    const char *name, *code, *currency;
    int64_t pay;                /* a usual CHIEF's in LAST_YEAR, currency's */
    int64_t unit;               /* pay is a multiple of it */
    const char *region[4];
    const char *org[ABROAD_ORGS];
} country;

static const country COUNTRY[] = {
    { "United States", "US", "USD", 404700, 100,
      { "Northeast", "Midwest", "South", "West" }, { NULL } },
    { "Canada", "CA", "CAD", 402000, 100,
      { "Ontario", "Quebec", "British Columbia", "Alberta" },
      { "Tamarack Narrows Health", "Lac-aux-Brumes Hospital",
        "Otterfell General", "Prairie Lantern Health", "Glacier Fork Clinic",
        "Sablon-Nord Medical Centre" } },
    { "United Kingdom", "GB", "GBP", 176000, 100,
      { "London", "Northern England", "Scotland", "Wales" },
      { "Wexmoor Hospitals", "Thornwick Infirmary", "Glen Ardoch Health",
        "Harrowmere Trust", "Saltmarsh Royal", "Penllwyd Hospital" } },
    { "Germany", "DE", "EUR", 262000, 100,
      { "Bavaria", "Hesse", "Berlin", "Saxony" },
      { "Klinikum Grünmatt", "Kliniken Tannenfels", "Krankenhaus Weidenhag",
        "Ostermoor Kliniken", "Haus Silberquell", "Verbund Königsau" } },
    { "Australia", "AU", "AUD", 436000, 100,
      { "New South Wales", "Victoria", "Queensland", "Western Australia" },
      { "Wattle Reach Health", "Ironbark Hospital", "Kurrawa Bay Medical",
        "Redgum Plains Health", "Coral Point Private", "Mallee Cross" } },
    { "Singapore", "SG", "SGD", 424000, 100,
      { "Singapore", "Singapore", "Singapore", "Singapore" },
      { "Merbau Hill Hospital", "Straits Lotus Medical", "Tembusu Health",
        "Jade Harbour Hospital", "Angsana Care", "Pelican Quay Clinic" } },
    { "United Arab Emirates", "AE", "AED", 1085000, 1000,
      { "Dubai", "Abu Dhabi", "Sharjah", "Ajman" },
      { "Falaj Medical City", "Ghaf Tree Hospital", "Pearl Dhow Health",
        "Amber Falcon Clinics", "Oryx Dunes Hospital", "Samar Coast Medical" } },
    { "China", "CN", "CNY", 1120000, 1000,
      { "Shanghai", "Beijing", "Guangdong", "Sichuan" },
      { "Jade River Hospital", "Plum Garden Medical", "Crane Lake Hospital",
        "Bamboo Gate Health", "Nine Springs Hospital", "Cloud Pass Care" } },
    { "Brazil", "BR", "BRL", 790000, 1000,
      { "São Paulo", "Rio de Janeiro", "Minas Gerais", "Paraná" },
      { "Hospital Serra Clara", "Hospital Ipê Dourado", "Rede Araçari",
        "Clínica Vale Sereno", "Hospital Água Mansa", "Grupo Jatobá" } },
};

/* Pay of the US regions against the country, in COUNTRY's order. */
static const int64_t HOME_REGION[] = { 40000, -25000, -15000, 30000 };

static const char *const PLACE[] = {
    "Alderbrook", "Bellhaven", "Cedar Hollow", "Dunmere", "Eastlook",
    "Fernwick", "Granite Falls Creek", "Hartsmoor", "Ivyfield", "Juniper Mesa",
    "Kestrel", "Larkspur Valley", "Mosswood", "Northgate Prairie", "Oakhurst Bend",
    "Pinecliff", "Quarrystone", "Riverbirch", "Sable Point", "Thistledown",
    "Umberland", "Vesper Hills", "Willowmere", "Yarrow", "Zephyr Lakes",
    "Copperline", "Stillwater Gap", "Bluestem",
};

static const char *const KIND[] = {
    "Regional Hospital", "Health System", "Medical Center", "Physician Group",
};

/* Small organisations answer less often, so each stands for more of them. */
static const struct {
    const char *name, *weight;
    int64_t beds_below;
} SIZE[] = {
    { "Small", "3.2", 150 }, { "Medium", "1.8", 400 },
    { "Large", "1.1", INT64_MAX },
};

/* Movement of pay, ln, from the year before. */
static const int64_t MOVEMENT[LAST_YEAR - FIRST_YEAR + 1] = {
    0, 27000, 31000, 43000, 44000, 40000, 37000, 36000,
};

typedef struct person {
    unsigned id;
    int experience;             /* tenths of a year */
    int64_t worth;              /* own part of ln pay */
} person;

typedef struct seat {
    tier home;                  /* whom the organisation hires for it */
    person holder;              /* id 0 before the first year */
} seat;

typedef struct org {
    const country *in;
    unsigned number;
    int joined, month;
    size_t region, n_seats;
    int64_t beds, revenue;      /* revenue in millions of USD */
    int64_t level;              /* organisation's part of ln pay */
    seat seat[MAX_SEATS];
} org;

typedef struct survey {
    uint64_t random;
    unsigned people, rows;
    size_t n_orgs;
    org org[HOME_ORGS + (COUNT(COUNTRY) - 1) * ABROAD_ORGS];
} survey;

/* SplitMix64 (Steele, Lea, Flood 2014): 0 to below - 1. */
static int64_t draw(survey *s, int64_t below)
{
    uint64_t z = s->random += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (int64_t)((z ^ (z >> 31)) % (uint64_t)below);
}

static bool chance(survey *s, int percent)
{
    return draw(s, 100) < percent;
}

/* Nearly normal, mean 0: twelve uniform draws have a variance of one. */
static int64_t draw_normal(survey *s, int64_t sd)
{
    int64_t sum = -6 * MICRO;

    for (int i = 0; i < 12; i++)
        sum += draw(s, MICRO);
    return sum * sd / MICRO;
}

/* value * e^x by the series of exp; |x| stays below 3. */
static int64_t times_exp(int64_t value, int64_t x)
{
    int64_t term = value * 1000, sum = term;

    for (int k = 1; k <= 20; k++) {
        term = term * x / (k * MICRO);
        sum += term;
    }
    return (sum + 500) / 1000;
}

static int64_t to_unit(int64_t amount, int64_t unit)
{
    return (amount + unit / 2) / unit * unit;
}

static int64_t clamp(int64_t x, int64_t low, int64_t high)
{
    return x < low ? low : x > high ? high : x;
}

static tier tier_of(int experience)
{
    return experience < TIER[ASSOCIATE].first ? DIRECTOR
         : experience < TIER[CHIEF].first ? ASSOCIATE : CHIEF;
}

static size_t size_of(const org *o)
{
    size_t i = 0;

    while (o->beds >= SIZE[i].beds_below)
        i++;
    return i;
}

static tier draw_home(survey *s, bool head)
{
    if (head)
        return chance(s, 64) ? CHIEF : chance(s, 50) ? ASSOCIATE : DIRECTOR;
    return chance(s, 6) ? CHIEF : chance(s, 50) ? ASSOCIATE : DIRECTOR;
}

static void add_org(survey *s, const country *in, unsigned number, int joined,
                    size_t n_seats)
{
    org *o = &s->org[s->n_orgs++];
    int64_t size = draw_normal(s, MICRO);

    o->in = in;
    o->number = number;
    o->joined = joined;
    o->month = (int)(1 + draw(s, 4));
    o->region = (size_t)draw(s, COUNT(in->region));
    o->n_seats = n_seats;
    o->beds = clamp(times_exp(230, size * 3 / 4), 25, 1900);
    o->revenue = times_exp(o->beds * 8 / 5, draw_normal(s, 200000));
    o->level = size * 18 / 100 + draw_normal(s, 95000);
    if (in == COUNTRY)
        o->level += HOME_REGION[o->region];
    for (size_t i = 0; i < n_seats; i++)
        o->seat[i] = (seat){ .home = draw_home(s, i == 0) };
}

static void add_orgs(survey *s)
{
    static const int abroad_joined[ABROAD_ORGS] =
        { 2019, 2021, 2023, 2024, 2025, 2026 };

    for (unsigned i = 0; i < HOME_ORGS; i++) {
        int joined = chance(s, 46)
                   ? FIRST_YEAR : FIRST_YEAR + 1 + (int)draw(s, 7);
        size_t n_seats = chance(s, 50) ? 1 : chance(s, 65) ? 2 : 3;
        add_org(s, COUNTRY, i + 1, joined, n_seats);
    }
    for (size_t c = 1; c < COUNT(COUNTRY); c++)
        for (unsigned i = 0; i < ABROAD_ORGS; i++)
            add_org(s, &COUNTRY[c], i + 1, abroad_joined[i], 2);
}

static void hire(survey *s, seat *at)
{
    int first = TIER[at->home].first;

    at->holder.id = ++s->people;
    at->holder.experience =
        first + (int)draw(s, TIER[at->home].hired_below - first);
    at->holder.worth = draw_normal(s, 170000);
}

/* One year goes by: the holder stays, is promoted, or somebody follows. */
static void step(survey *s, seat *at)
{
    tier before = tier_of(at->holder.experience);

    if (at->holder.id == 0 || chance(s, 7)) {
        hire(s, at);
        return;
    }
    at->holder.experience += 10;
    if (at->holder.experience > RETIREMENT
        || (tier_of(at->holder.experience) != before && chance(s, 70)))
        hire(s, at);
}

static int64_t draw_base(survey *s, const org *o, const person *p, int year)
{
    tier t = tier_of(p->experience);
    int middle = (TIER[t].first + TIER[t].hired_below) / 2;
    int64_t x = TIER[t].level + o->level + p->worth + draw_normal(s, 12000);

    x += TIER[t].slope * (p->experience - middle) / 10;
    for (int y = LAST_YEAR; y > year; y--)
        x -= MOVEMENT[y - FIRST_YEAR];
    return to_unit(times_exp(o->in->pay, x), o->in->unit);
}

static void print_org(const org *o)
{
    printf("%s-%03u,", o->in->code, o->number);
    if (o->in->org[0] != NULL) {
        printf("%s,", o->in->org[o->number - 1]);
        return;
    }
    size_t i = o->number - 1, places = COUNT(PLACE);
    printf("%s %s,", PLACE[i % places], KIND[(i + i / places) % COUNT(KIND)]);
}

static void print_scope(const org *o)
{
    printf("%" PRId64 ",%" PRId64 ",%s,%s,%s,%s,", o->beds, o->revenue,
           SIZE[size_of(o)].name, o->in->region[o->region], o->in->name,
           o->in->currency);
}

/* The bonus that was agreed, of all but one in sixteen, and work RVUs of all but one
 * in ten of those who have any.  Both are drawn by the row's number alone, so that they
 * change nothing of what else is drawn. */
static void print_plan(unsigned row, const person *p, int64_t base, int64_t unit)
{
    survey own = { .random = UINT64_C(40127) + row };
    tier t = tier_of(p->experience);
    int64_t share = TIER[t].bonus * (75 + draw(&own, 51)) / 100;
    int64_t work = TIER[t].work * (60 + draw(&own, 81)) / 100;

    if (!chance(&own, 6))
        printf("%" PRId64, to_unit(base * share / MICRO, unit));
    putchar(',');
    if (work > 0 && !chance(&own, 10))
        printf("%" PRId64, work);
    putchar('\n');
}

/* Some rows lack their base, two of them in words; one bonus in sixteen was
 * not reported, one in twelve was not paid. */
static void print_pay(survey *s, const org *o, const person *p, int year)
{
    int64_t base = draw_base(s, o, p, year), unit = o->in->unit;
    int64_t mean = TIER[tier_of(p->experience)].bonus;
    int64_t share = mean * (40 + draw(s, 121)) / 100;
    int64_t benefits = base * (110000 + draw(s, 80000)) / MICRO;
    int64_t luck = draw(s, 48);
    unsigned row = s->rows++;

    if (row % BLANK_EVERY != BLANK_EVERY - 1)
        printf("%" PRId64, base);
    else if (row / BLANK_EVERY % 5 == 2)
        fputs("N/A", stdout);
    if (luck < 3)
        fputs(",,", stdout);
    else
        printf(",%" PRId64 ",",
               luck < 7 ? 0 : to_unit(base * share / MICRO, unit));
    printf("%" PRId64 ",%s,", to_unit(benefits, unit), SIZE[size_of(o)].weight);
    print_plan(row, p, base, unit);
}

static void print_row(survey *s, const org *o, const person *p, int year)
{
    tier t = tier_of(p->experience);

    printf("%d,%d-%02d-01,benchpay synthetic survey,", year, year, o->month);
    print_org(o);
    printf("P%04u,%s,%s,%d.%d,", p->id, TIER[t].title, TIER[t].name,
           p->experience / 10, p->experience % 10);
    print_scope(o);
    print_pay(s, o, p, year);
}

/* An organisation forgets to answer one year in twenty, but not the last. */
static void print_year(survey *s, int year)
{
    for (size_t i = 0; i < s->n_orgs; i++) {
        org *o = &s->org[i];
        if (year < o->joined)
            continue;
        bool answers = year == LAST_YEAR || !chance(s, 5);
        for (size_t k = 0; k < o->n_seats; k++) {
            step(s, &o->seat[k]);
            if (answers)
                print_row(s, o, &o->seat[k].holder, year);
        }
    }
}

int main(void)
{
    /* Seed, COUNTRY's pay and TIER's levels were chosen together, so that the
     * US medians and P90 of LAST_YEAR are those that datasets/README.md names. */
    static survey s = { .random = 14795 };

    add_orgs(&s);
    puts("survey_year,effective_date,source,org_id,organization,person_id,"
         "job_title,tier,years_experience,beds,revenue_musd,org_size,region,"
         "country,currency,base_salary,bonus,benefits,weight,target_bonus,"
         "wrvu");
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        print_year(&s, year);
    if (fflush(stdout) != 0 || ferror(stdout))
        return EXIT_FAILURE;
    return EXIT_SUCCESS;
}
