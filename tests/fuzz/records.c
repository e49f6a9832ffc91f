/* SPDX-License-Identifier: GPL-3.0-or-later */
/* records.c - libFuzzer: any bytes at all are read by the fast reader, in each form,
 * as csvread reads them.  The first byte picks delimiter, form and whether the text may
 * be changed, the second the size of the chunks, to beyond that of a block, and the rest
 * is the text. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "agree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Up to 1,000 bytes, then to 256 KiB. */
static size_t chunk_size(size_t d)
{
    return d < 128 ? 1 + d * d / 16 : 1 + (d - 128) * (d - 128) * 16;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 3)
        return 0;
    const char delimiter = ",;\t|"[data[0] % 4];
    const bp_text text = { (const char *)data + 2, n - 2 };
    size_t forms = 0;
    while (bp_index_form_at(forms) != NULL)
        forms++;
    const bp_index_form *form = bp_index_form_at(data[0] / 4 % forms);

    struct reading want = { .mends = data[0] >> 5 != 0 }, got = want;
    read_slowly(&want, text, delimiter);
    read_fast(&got, text, delimiter, form, chunk_size(data[1]));
    if (!reading_equal(&want, &got)) {
        fprintf(stderr, "form %s: %s differs from %s\n", bp_index_form_name(form),
                got.err.text, want.err.text);
        abort();
    }
    bp_str_release(&want.records);
    bp_str_release(&got.records);
    return 0;
}
