/* survey.c - a made-up survey to measure with: survey ROWS >FILE.  About 85 bytes a row,
 * 6 tiers, 5 regions, 20,000 organisations; every 20th title is quoted. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* A linear congruential generator (Knuth, MMIX); its upper bits. */
static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

int main(int argc, char **argv)
{
    static const char *const region[] = { "North", "Central Europe", "West", "Asia",
                                          "South" };
    static const char *const title[] = { "Nurse", "Systems Analyst", "Accountant",
                                         "Driver" };
    const uint64_t rows = argc == 2 ? strtoull(argv[1], NULL, 10) : 0;
    uint64_t state = 2024;
    puts("org_id,incumbent_id,region,tier,base_salary,bonus,survey_date,job_title");
    for (uint64_t i = 0; i < rows; i++) {
        const uint32_t tier = draw(&state, 6), where = draw(&state, 5);
        uint32_t pay = 20000 + 9000 * tier + 2500 * where;
        for (int k = 0; k < 4; k++)
            pay += draw(&state, 8000 + 4000 * tier);
        printf("ORG-%05" PRIu32 ",E%08" PRIu64 ",%s,T%" PRIu32 ",%" PRIu32 ",%" PRIu32
               ",2024-%02" PRIu32 "-15,",
               draw(&state, 20000), i, region[where], tier + 1, pay, draw(&state, 9000),
               1 + draw(&state, 12));
        printf(i % 20 == 0 ? "\"%s, Lead\"\n" : "%s\n", title[draw(&state, 4)]);
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
