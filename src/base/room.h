/* SPDX-License-Identifier: GPL-3.0-or-later */
/* room.h - arrays that one piece of work needs together.  Layer: base.
 *
 * All are taken, then one question is asked: is any missing?  They go together, too. */
#ifndef BP_BASE_ROOM_H
#define BP_BASE_ROOM_H

#include <stdbool.h>
#include <stddef.h>

/* {0} is an empty one. */
typedef struct bp_room {
    struct bp_room_part *last;
    bool failed; /* one that was taken is missing: memory is out */
} bp_room;

/* n zeroed elements of `size` bytes; NULL when that overflows or memory is out, which the
 * room remembers.  Also of no element the address is one. */
void *bp_room_take(bp_room *m, size_t n, size_t size);

/* Frees all of them; the room is empty then. */
void bp_room_release(bp_room *m);

#endif
