/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/flags.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BESIDE 6.0 /* px between a line and the text beside it */
#define APART 10.0 /* px between two texts */
#define LANES 3

double bp_flag_left(const bp_flag *f)
{
    return f->x + (f->side < 0   ? -BESIDE - f->width
                   : f->side > 0 ? BESIDE
                                 : -f->width / 2);
}

double bp_flag_right(const bp_flag *f)
{
    return bp_flag_left(f) + f->width;
}

/* Does the text of `a` touch the text or the line of `b`? */
static bool touches(const bp_flag *a, const bp_flag *b)
{
    double left = bp_flag_left(a), right = bp_flag_right(a);
    if (a->lane == b->lane && left < bp_flag_right(b) + APART &&
        bp_flag_left(b) < right + APART)
        return true;
    bool passes = b->lane < a->lane || (b->lane == a->lane && b->side != 0);
    return passes && b->x > left - BESIDE && b->x < right + BESIDE;
}

static bool clear(const bp_flag flag[BP_FLAGS], double left, double right)
{
    for (size_t i = 0; i < BP_FLAGS; i++) {
        if (bp_flag_left(&flag[i]) < left || bp_flag_right(&flag[i]) > right)
            return false;
        for (size_t j = 0; j < BP_FLAGS; j++)
            if (j != i && touches(&flag[i], &flag[j]))
                return false;
    }
    return true;
}

/* Arrangement number k: every flag has a digit of base 3 LANES. */
static int arrange(bp_flag flag[BP_FLAGS], const bp_flag wanted[BP_FLAGS], int k)
{
    int cost = 0;
    for (size_t i = 0; i < BP_FLAGS; i++) {
        flag[i].side = k % 3 - 1;
        flag[i].lane = (size_t)(k / 3 % LANES);
        k /= 3 * LANES;
        /* To change sides is worse than to move up or down. */
        cost += 2 * abs(flag[i].side - wanted[i].side) +
                abs((int)flag[i].lane - (int)wanted[i].lane);
    }
    return cost;
}

void bp_flags_place(bp_flag flag[BP_FLAGS], double left, double right)
{
    bp_flag best[BP_FLAGS], tried[BP_FLAGS];
    memcpy(best, flag, sizeof best);
    memcpy(tried, flag, sizeof tried);
    int least = INT_MAX;
    for (int k = 0; k < 3 * LANES * 3 * LANES * 3 * LANES; k++) {
        int cost = arrange(tried, flag, k);
        if (cost < least && clear(tried, left, right)) {
            least = cost;
            memcpy(best, tried, sizeof best);
        }
    }
    memcpy(flag, best, sizeof best);
}
