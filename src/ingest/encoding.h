/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encoding.h - which encoding bytes that are no UTF-8 are likely in.  Layer: ingest. */
#ifndef BP_INGEST_ENCODING_H
#define BP_INGEST_ENCODING_H

#include <stddef.h>

/* A name that iconv knows, for a hint: the text may still be in another encoding. */
const char *bp_encoding_likely(const char *bytes, size_t n);

#endif
