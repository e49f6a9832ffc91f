/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c - a survey of many rows, in files.
 *
 *   rows FOLDER FILES ROWS    (FOLDER/000.csv, FOLDER/001.csv, ...)
 *
 * 500 groups (25 tiers in 20 regions) of 200 organizations, pay to the dollar: of which a
 * cell of group and organization has 200 amounts where there are 20 million rows, most of
 * them different.  The same numbers make the same bytes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Marsaglia's xorshift of 64 bits. */
static uint64_t next(uint64_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static int write_file(const char *path, uint64_t rows, uint64_t *x)
{
    FILE *f = fopen(path, "w");
    if (f == NULL)
        return 1;
    fputs("organization,tier,region,base_salary\n", f);
    for (uint64_t i = 0; i < rows; i++) {
        const uint64_t r = next(x), tier = (r >> 10) % 25;
        fprintf(f, "Org %" PRIu64 ",T%" PRIu64 ",R%" PRIu64 ",%" PRIu64 "\n", r % 200,
                tier, (r >> 20) % 20, 50000 + (r >> 30) % 150000 + tier * 3000);
    }
    return fclose(f) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    uint64_t x = UINT64_C(88172645463325252);
    int failed = argc != 4;
    const int files = failed ? 0 : atoi(argv[2]);
    for (int k = 0; failed == 0 && k < files; k++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%03d.csv", argv[1], k);
        failed = write_file(path, strtoull(argv[3], NULL, 10) / (uint64_t)files, &x);
    }
    return failed;
}
