/* SPDX-License-Identifier: GPL-3.0-or-later */
/* room.c - arrays that one piece of work needs together.
 *
 * Each is an allocation of its own, with the one before in front of it: pages of a large
 * array that are never written to cost nothing, as anywhere else. */
#include "base/room.h"

#include <stdlib.h>

#include "base/mem.h"

struct bp_room_part {
    struct bp_room_part *before;
    max_align_t at[];
};

void *bp_room_take(bp_room *m, size_t n, size_t size)
{
    struct bp_room_part *part = bp_alloc(sizeof *part, n, size);
    if (part == NULL) {
        m->failed = true;
        return NULL;
    }
    part->before = m->last;
    m->last = part;
    return part->at;
}

void bp_room_release(bp_room *m)
{
    while (m->last != NULL) {
        struct bp_room_part *part = m->last;
        m->last = part->before;
        free(part);
    }
    *m = (bp_room){ 0 };
}
