/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.c - SHA-256 by nettle.
 *
 * Behind a wrapper of its own, so that one file changes with the library, and no struct
 * of nettle is in a header. */
#include "base/digest.h"

#include <errno.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "benchpay/stop.h"

struct bp_digest {
    struct sha256_ctx sha;
};

bp_status bp_digest_new(bp_digest **out, bp_err *err)
{
    bp_digest *d = bp_alloc(sizeof *d, 0, 0);
    if (d == NULL)
        return bp_fail(err, NULL, BP_ELIMIT, "out of memory");
    sha256_init(&d->sha);
    *out = d;
    return BP_OK;
}

void bp_digest_free(bp_digest *d)
{
    free(d);
}

void bp_digest_add(bp_digest *d, const void *bytes, size_t n)
{
    sha256_update(&d->sha, n, bytes);
}

uint64_t bp_digest_number(bp_digest *d)
{
    uint8_t sum[SHA256_DIGEST_SIZE];
    uint64_t number = 0;
    sha256_digest(&d->sha, sizeof sum, sum);
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | sum[i];
    return number;
}

void bp_digest_hex(const bp_digest *d, char hex[65])
{
    static const char digit[] = "0123456789abcdef";
    uint8_t sum[SHA256_DIGEST_SIZE];
    struct sha256_ctx so_far = d->sha;
    sha256_digest(&so_far, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digit[sum[i] >> 4];
        hex[2 * i + 1] = digit[sum[i] & 15];
    }
    hex[64] = '\0';
}

static bp_status add_file(bp_digest *d, FILE *f, const char *path, bp_err *err)
{
    unsigned char block[16384];
    size_t n;
    bp_status status = BP_OK;
    while (status == BP_OK && (n = fread(block, 1, sizeof block, f)) > 0) {
        bp_digest_add(d, block, n);
        status = bp_stop_check(err);
    }
    if (status != BP_OK || ferror(f) == 0)
        return status;
    return bp_stop_asked() != 0 ? bp_stop_check(err)
                                : bp_fail(err, &(bp_loc){ .file = path }, BP_EIO,
                                          "cannot be read: %s", strerror(errno));
}

bp_status bp_digest_bytes(char hex[65], const void *bytes, size_t n, bp_err *err)
{
    bp_digest *d = NULL;
    bp_status status = bp_digest_new(&d, err);
    if (status != BP_OK)
        return status;
    bp_digest_add(d, bytes, n);
    bp_digest_hex(d, hex);
    bp_digest_free(d);
    return BP_OK;
}

bp_status bp_digest_file(char hex[65], const char *path, bp_err *err)
{
    bp_digest *d = NULL;
    bp_status status = bp_digest_new(&d, err);
    if (status != BP_OK)
        return status;
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        status =
            bp_fail(err, &(bp_loc){ .file = path }, errno == ENOMEM ? BP_ELIMIT : BP_EIO,
                    "cannot be opened: %s", strerror(errno));
    else
        status = add_file(d, f, path, err);
    if (f != NULL)
        fclose(f);
    if (status == BP_OK)
        bp_digest_hex(d, hex);
    bp_digest_free(d);
    return status;
}

void bp_digest_base64(bp_digest *d, char text[45])
{
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_digest(&d->sha, sizeof sum, sum);
    base64_encode_raw(text, sizeof sum, sum);
    text[BASE64_ENCODE_RAW_LENGTH(sizeof sum)] = '\0';
}
