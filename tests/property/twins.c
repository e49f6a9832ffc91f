/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _POSIX_C_SOURCE 200809L

/* twins.c [FILES [SEED]] - a file of people, and its twin to which lines were added that
 * are no people: totals of all and of departments, means, counts, headers that come
 * again, footnotes; above, below and between, or anywhere, in several languages.  The
 * twin gives the people and pay of the file, or a warning; nearly always it gives the
 * same. */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "data/warned.h"
#include "reading.h"

static size_t files_to_make = 300;
static uint64_t seed = 20240613;

/* xorshift64* (Vigna 2016); a number below n. */
static size_t any(size_t n)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (size_t)((seed * 2685821657736338717u) >> 33) % n;
}

#define DEPARTMENTS 4
#define PEOPLE_MAX 60

/* A survey by department. */
struct survey {
    size_t n;
    size_t department[PEOPLE_MAX]; /* [n] ascending */
    int pay[PEOPLE_MAX];
    char mark; /* between fields */
};

/* What lines say, in one language. */
struct words {
    const char *header, *total, *of, *mean, *count, *source;
};

static const struct words words[] = {
    { "Name%cDept%cSalary", "Total", "Subtotal", "Average", "Count", "Source: us" },
    { "Name%cAbteilung%cGehalt", "Gesamt", "Zwischensumme", "Durchschnitt", "Anzahl",
      "Quelle: wir" },
    { "Nom%cService%cSalaire", "Total g\xc3\xa9n\xc3\xa9ral", "Sous-total", "Moyenne",
      "Effectif", "Source : nous" },
    { "Nombre%cÁrea%cSalario", "Suma", "Total", "Promedio", "Recuento",
      "Fuente: nosotros" },
    { "姓名%c部门%c薪资", "合计", "小计", "平均", "Count", "来源：我们" },
};

static void make_survey(struct survey *s)
{
    *s = (struct survey){ .n = 8 + any(PEOPLE_MAX - 8), .mark = ",;\t"[any(3)] };
    for (size_t i = 0; i < s->n; i++) {
        s->department[i] = i * DEPARTMENTS / s->n;
        s->pay[i] = 20000 + (int)any(80000);
    }
}

static void put_header(bp_str *text, const struct survey *s, const struct words *w)
{
    char line[100];
    snprintf(line, sizeof line, w->header, s->mark, s->mark);
    bp_str_puts(text, line);
    bp_str_puts(text, "\n");
}

static void put_line(bp_str *text, const struct survey *s, const char *name,
                     const char *department, double pay)
{
    bp_str_printf(text, "%s%c%s%c%.0f\n", name, s->mark, department, s->mark, pay);
}

static void put_person(bp_str *text, const struct survey *s, size_t i)
{
    char name[20], department[20];
    snprintf(name, sizeof name, "P%zu", i);
    snprintf(department, sizeof department, "D%zu", s->department[i]);
    put_line(text, s, name, department, s->pay[i]);
}

/* The people from one to before another. */
static double sum_of_pay(const struct survey *s, size_t from, size_t to)
{
    double sum = 0;
    for (size_t i = from; i < to; i++)
        sum += s->pay[i];
    return sum;
}

enum { ABOVE = 1, BELOW = 2, BETWEEN = 4, MEANS = 8, HEADERS = 16, REMARKS = 32 };

static void put_all(bp_str *text, const struct survey *s, const struct words *w,
                    unsigned added)
{
    const double sum = sum_of_pay(s, 0, s->n);
    bp_str_clear(text);
    put_header(text, s, w);
    if ((added & ABOVE) != 0)
        put_line(text, s, w->total, "", sum);
    for (size_t i = 0, from = 0; i < s->n; i++) {
        put_person(text, s, i);
        if ((added & HEADERS) != 0 && any(12) == 0)
            put_header(text, s, w);
        if (i + 1 < s->n && s->department[i + 1] == s->department[i])
            continue;
        if ((added & BETWEEN) != 0)
            put_line(text, s, w->of, "", sum_of_pay(s, from, i + 1));
        from = i + 1;
    }
    if ((added & BELOW) != 0)
        put_line(text, s, w->total, "", sum);
    if ((added & MEANS) != 0) {
        put_line(text, s, w->mean, "", sum / (double)s->n);
        put_line(text, s, w->count, "", (double)s->n);
    }
    if ((added & REMARKS) != 0)
        bp_str_printf(text, "%s\n", w->source);
}

/* All lines but the first in another order. */
static void shuffle(bp_str *text)
{
    const char *line[4 * PEOPLE_MAX];
    size_t n = 0;
    bp_str all = { 0 };
    bp_str_bytes(&all, text->at, text->n);
    for (char *at = all.at, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        *end = '\0';
        line[n++] = at;
    }
    for (size_t i = n - 1; i > 1; i--) {
        const size_t k = 1 + any(i);
        const char *moved = line[i];
        line[i] = line[k];
        line[k] = moved;
    }
    bp_str_clear(text);
    for (size_t i = 0; i < n; i++)
        bp_str_printf(text, "%s\n", line[i]);
    bp_str_release(&all);
}

/* People, the sum of their pay, and whether there is a warning of such lines. */
struct answer {
    uint64_t people;
    double sum;
    bool warned;
};

static struct answer ask(const bp_str *text)
{
    put_file("pay.csv", text->at, text->n);
    bp_survey *s = read_it();
    struct answer a = { 0 };
    a.sum = total(s, 0, &a.people);
    for (size_t i = 0; i < bp_survey_warnings(s); i++)
        a.warned |= strcmp(bp_survey_warning(s, i)->rule, "summary") == 0;
    bp_survey_free(s);
    return a;
}

static void lines_that_are_no_people_change_nothing(void **state)
{
    (void)state;
    size_t same = 0;
    bp_str text = { 0 };
    static const bp_map map[] = { { "person", "" } };
    reading.map = map;
    reading.n_map = 1;
    for (size_t i = 0; i < files_to_make; i++) {
        struct survey s;
        make_survey(&s);
        const struct words *w = &words[any(sizeof words / sizeof words[0])];
        choice.pay = "3";
        put_all(&text, &s, w, 0);
        const struct answer want = ask(&text);
        assert_int_equal(want.people, s.n);
        put_all(&text, &s, w, (unsigned)any(64));
        const bool shuffled = any(4) == 0;
        if (shuffled)
            shuffle(&text);
        const struct answer got = ask(&text);
        const bool equal = got.people == want.people && got.sum == want.sum;
        if (!equal && !got.warned)
            fail_msg("%zu people instead of %zu, and no warning:\n%s", (size_t)got.people,
                     (size_t)want.people, text.at);
        same += equal || shuffled;
    }
    bp_str_release(&text);
    print_message("# %zu of %zu the same\n", same, files_to_make);
    assert_true(same * 20 >= files_to_make * 19);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        files_to_make = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        seed = strtoull(argv[2], NULL, 10);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_that_are_no_people_change_nothing, make,
                                        leave_folder),
    };
    return cmocka_run_group_tests_name("twins", tests, NULL, NULL);
}
