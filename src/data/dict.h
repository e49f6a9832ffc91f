/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dict.h - texts and their numbers.  Layer: data. */
#ifndef BP_DATA_DICT_H
#define BP_DATA_DICT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "data/slots.h"

/* Numbers count from 0 in order of arrival.  Texts are copied, and are one when they
 * differ in blanks alone: each run of them is kept as a single space. */
typedef struct bp_dict bp_dict;

bp_dict *bp_dict_new(void); /* NULL: memory is out */
void bp_dict_free(bp_dict *d);

/* The number of a text, which is added when it is new; BP_NO_ID when memory is
 * out. */
uint32_t bp_dict_put(bp_dict *d, bp_text t);

/* The same for n texts, of each of which BP_TEXT_AHEAD bytes can be read, however short
 * it is: the number of text[i] comes to id[i * step].  False when memory is out. */
bool bp_dict_put_all(bp_dict *d, const bp_text text[], size_t n, uint32_t id[],
                     size_t step);

/* The same for all texts of another dictionary: the number of text i comes to id[i]. */
bool bp_dict_put_dict(bp_dict *d, const bp_dict *from, uint32_t id[]);

/* The number of a text as it is kept, or BP_NO_ID. */
uint32_t bp_dict_find(const bp_dict *d, bp_text t);

uint32_t bp_dict_count(const bp_dict *d);

/* The memory that it takes, nearly. */
size_t bp_dict_bytes(const bp_dict *d);

/* A NUL follows its n bytes; lives as long as the dictionary. */
bp_text bp_dict_text(const bp_dict *d, uint32_t id);

/* Numbers the texts anew in byte order; now[old number] is the new one.
 * False, with the dictionary unchanged, when memory is out. */
bool bp_dict_sort(bp_dict *d, uint32_t now[]);

#endif
