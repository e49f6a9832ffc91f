/* SPDX-License-Identifier: GPL-3.0-or-later */
/* staff.c - made-up inputs of pricing to measure with, the same bytes at every run:
 *     staff employees N  one's own employees: of 40 departments, 400 jobs, 20 grades
 *     staff structure    the ranges of the grades
 *     staff matrix       increases by rating and zone
 *     staff survey N K   survey K of 6: rows of 500 jobs with their codes and titles
 *     staff jobs         400 jobs, each matched in 6 surveys by its code
 *     staff surveys N    the manifest of the files survey-K-N.csv */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GRADES = 20, PRICED = 400, JOBS = 500, SURVEYS = 6 };

/* A linear congruential generator (Knuth, MMIX); its upper bits. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

static uint32_t midpoint(uint32_t grade)
{
    uint64_t m = 30000;
    for (uint32_t g = 0; g < grade; g++)
        m = m * 112 / 100;
    return (uint32_t)(m / 100 * 100);
}

/* Skewed, around the middle. */
static uint32_t draw_pay(uint64_t *state, uint32_t middle)
{
    uint64_t pay = middle;
    for (int k = 0; k < 3; k++)
        pay = pay * (850 + draw(state, 310)) / 1000;
    return (uint32_t)pay;
}

static void put_title(uint32_t job)
{
    static const char *const level[] = { "Junior", "Senior", "Lead", "Chief",
                                         "Assistant" };
    static const char *const trade[] = { "Nurse",   "Analyst",  "Accountant", "Driver",
                                         "Manager", "Engineer", "Buyer",      "Planner",
                                         "Clerk",   "Designer" };
    static const char *const field[] = { "Care", "Data",  "Plant", "Sales", "Supply",
                                         "Tax",  "Legal", "Media", "Space", "Water" };
    printf("%s %s %s", level[job % 5], field[job / 50], trade[job / 5 % 10]);
}

static void employees(uint64_t n)
{
    uint64_t state = 2024;
    puts(
        "employee_id,department,job,title,grade,status,hire_date,fte,base_salary,rating");
    for (uint64_t i = 0; i < n; i++) {
        const uint32_t job = draw(&state, PRICED), grade = job % GRADES;
        const uint32_t day = draw(&state, 12 * 28), year = 2005 + draw(&state, 20);
        const uint32_t pay = draw_pay(&state, midpoint(grade));
        printf("E%07" PRIu64 ",Department %" PRIu32 ",J%03" PRIu32 ",", i,
               draw(&state, 40), job);
        put_title(job);
        printf(",G%" PRIu32 ",Active,%" PRIu32 "-%02" PRIu32 "-%02" PRIu32, grade + 1,
               year, 1 + day / 28, 1 + day % 28);
        if (draw(&state, 10) > 0)
            printf(",1,%" PRIu32, pay);
        else
            printf(",0.6,%" PRIu32 ".%02" PRIu32, pay * 3 / 5, draw(&state, 100));
        printf(",%c\n", "ABCD"[draw(&state, 4)]);
    }
}

static void structure(void)
{
    puts("grade,min,midpoint,max");
    for (uint32_t g = 0; g < GRADES; g++)
        printf("G%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 "\n", g + 1,
               midpoint(g) * 4 / 5, midpoint(g), midpoint(g) * 6 / 5);
}

static void survey(uint64_t n, uint64_t which)
{
    uint64_t state = 2025 + which;
    puts("org_id,incumbent_id,job_code,job_title,region,base_salary,bonus,currency,"
         "survey_date");
    for (uint64_t i = 0; i < n; i++) {
        const uint32_t job = draw(&state, JOBS), org = draw(&state, 300);
        const uint32_t pay = draw_pay(&state, midpoint(job % GRADES));
        printf("ORG-%03" PRIu32 ",P%07" PRIu64 ",%c-%03" PRIu32 ",", org, i,
               (char)('A' + which), job);
        put_title(job);
        printf(",Region %" PRIu32 ",%" PRIu32 ",%" PRIu32 ",USD,2026-0%" PRIu32 "-01\n",
               draw(&state, 5), pay, pay / 100 * draw(&state, 20), 1 + draw(&state, 6));
    }
}

static void jobs(void)
{
    puts("job,title,survey,match,grade");
    for (uint32_t job = 0; job < PRICED; job++)
        for (int k = 0; k < SURVEYS; k++) {
            printf("J%03" PRIu32 ",", job);
            put_title(job);
            printf(",House %c,%c-%03" PRIu32 ",G%" PRIu32 "\n", 'A' + k, 'A' + k, job,
                   job % GRADES + 1);
        }
}

static void surveys(uint64_t n)
{
    puts("[options]\ncurrency = USD");
    for (int k = 0; k < SURVEYS; k++)
        printf("\n[survey House %c]\nfile = survey-%d-%" PRIu64
               ".csv\neffective = 2026-03-01\nmovement = 3.5%%\n",
               'A' + k, k, n);
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    const uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
    if (strcmp(what, "employees") == 0)
        employees(n);
    else if (strcmp(what, "structure") == 0)
        structure();
    else if (strcmp(what, "matrix") == 0)
        puts("rating,below,Q1,Q2,Q3,Q4,above\nA,8,6.5,5.5,4.5,3.5,1\nB,6,5,4,3,2,0\n"
             "C,4,3.25,2.5,2,1,0\nD,1,0.5,0,0,0,0");
    else if (strcmp(what, "survey") == 0 && argc > 3)
        survey(n, strtoull(argv[3], NULL, 10) % SURVEYS);
    else if (strcmp(what, "jobs") == 0)
        jobs();
    else if (strcmp(what, "surveys") == 0)
        surveys(n);
    else
        return 2;
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
