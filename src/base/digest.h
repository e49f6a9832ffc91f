/* SPDX-License-Identifier: GPL-3.0-or-later */
/* digest.h - SHA-256; the only user of nettle.  Layer: base. */
#ifndef BP_BASE_DIGEST_H
#define BP_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "benchpay/err.h"

typedef struct bp_digest bp_digest;

bp_status bp_digest_new(bp_digest **out, bp_err *err);
void bp_digest_free(bp_digest *d);
void bp_digest_add(bp_digest *d, const void *bytes, size_t n);

/* The first 64 bits; what is added next is a new digest. */
uint64_t bp_digest_number(bp_digest *d);

/* Of what was added so far: 64 lower-case hex digits and a NUL. */
void bp_digest_hex(const bp_digest *d, char hex[65]);

/* The same of some bytes.  Errors: BP_ELIMIT. */
bp_status bp_digest_bytes(char hex[65], const void *bytes, size_t n, bp_err *err);

/* The same of a whole file.  Errors: BP_EIO names it; BP_ELIMIT, BP_ESTOPPED. */
bp_status bp_digest_file(char hex[65], const char *path, bp_err *err);

/* The same in base64: 44 characters and a NUL; this ends the digest. */
void bp_digest_base64(bp_digest *d, char text[45]);

#endif
