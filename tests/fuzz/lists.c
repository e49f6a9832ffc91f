/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lists.c - libFuzzer: any file at all is a list of offers or none, and a published table
 * or none.  The first byte says as which it is read. */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "benchpay/read.h"
#include "data/published.h"
#include "file.h"
#include "ingest/offers.h"
#include "ingest/published.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void read_offers(const char *path, const bp_reading *reading)
{
    bp_offers *o = NULL;
    bp_err err;
    bp_choice choice;
    bp_choice_init(&choice);
    if (bp_offers_read(&o, path, reading, &choice, &err) != BP_OK)
        return;
    for (size_t i = 0; i < o->n; i++) {
        bp_decimal amount;
        bool blank;
        for (size_t k = 0; k < o->n_by; k++)
            if (o->offered[i].by[k] == NULL)
                abort();
        (void)bp_offers_amount(&amount, &blank, o, i, i % 2 != 0 ? "tcc" : "base", &err);
    }
    bp_offers_free(o);
}

static void read_published(const char *path, const bp_reading *reading, bool any)
{
    bp_published *t = NULL;
    bp_doubts doubts = { 0 };
    bp_err err;
    const bp_published_wish wish = { .reading = any ? NULL : reading,
                                     .pay_key = BP_SET_PAY,
                                     .doubts = any ? NULL : &doubts };
    if (bp_published_take(&t, path, &wish, &err) == BP_OK)
        for (size_t i = 0; i < t->n_rows; i++)
            for (size_t k = 0; k < t->n_columns; k++)
                if (bp_published_cell(t, i, k)->text == NULL)
                    abort();
    bp_published_free(t);
    bp_doubts_release(&doubts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 2)
        return 0;
    char path[32];
    const int fd = fuzz_file(path, data + 1, n - 1);
    bp_reading reading;
    bp_reading_init(&reading);
    if (data[0] % 4 == 0)
        read_offers(path, &reading);
    else
        read_published(path, &reading, data[0] % 4 == 1);
    close(fd);
    return 0;
}
