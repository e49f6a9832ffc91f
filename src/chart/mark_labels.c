/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mark_labels.c - labels of vertical lines that keep clear of each other.
 *
 * There are three of them with three sides and three lanes each, so all 729 arrangements
 * can be tried, and the best is found without any heuristic. */
#include "chart/mark_labels.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define BESIDE 6.0 /* px between a line and the text beside it */
#define APART 10.0 /* px between two texts */
#define LANES 3

double bp_mark_label_left(const bp_mark_label *f)
{
    return f->x + (f->side < 0   ? -BESIDE - f->width
                   : f->side > 0 ? BESIDE
                                 : -f->width / 2);
}

double bp_mark_label_right(const bp_mark_label *f)
{
    return bp_mark_label_left(f) + f->width;
}

/* Does the text of `a` touch the text or the line of `b`? */
static bool touches(const bp_mark_label *a, const bp_mark_label *b)
{
    double left = bp_mark_label_left(a), right = bp_mark_label_right(a);
    if (a->lane == b->lane && left < bp_mark_label_right(b) + APART &&
        bp_mark_label_left(b) < right + APART)
        return true;
    bool passes = b->lane < a->lane || (b->lane == a->lane && b->side != 0);
    return passes && b->x > left - BESIDE && b->x < right + BESIDE;
}

static bool clear(const bp_mark_label label[BP_MARK_LABELS], double left, double right)
{
    for (size_t i = 0; i < BP_MARK_LABELS; i++) {
        if (bp_mark_label_left(&label[i]) < left ||
            bp_mark_label_right(&label[i]) > right)
            return false;
        for (size_t j = 0; j < BP_MARK_LABELS; j++)
            if (j != i && touches(&label[i], &label[j]))
                return false;
    }
    return true;
}

/* Arrangement number k: every label has a digit of base 3 LANES. */
static int arrange(bp_mark_label label[BP_MARK_LABELS],
                   const bp_mark_label wanted[BP_MARK_LABELS], int k)
{
    int cost = 0;
    for (size_t i = 0; i < BP_MARK_LABELS; i++) {
        label[i].side = k % 3 - 1;
        label[i].lane = (size_t)(k / 3 % LANES);
        k /= 3 * LANES;
        /* To change sides is worse than to move up or down. */
        cost += 2 * abs(label[i].side - wanted[i].side) +
                abs((int)label[i].lane - (int)wanted[i].lane);
    }
    return cost;
}

void bp_mark_labels_place(bp_mark_label label[BP_MARK_LABELS], double left, double right)
{
    bp_mark_label best[BP_MARK_LABELS], tried[BP_MARK_LABELS];
    memcpy(best, label, sizeof best);
    memcpy(tried, label, sizeof tried);
    int least = INT_MAX;
    for (int k = 0; k < 3 * LANES * 3 * LANES * 3 * LANES; k++) {
        int cost = arrange(tried, label, k);
        if (cost < least && clear(tried, left, right)) {
            least = cost;
            memcpy(best, tried, sizeof best);
        }
    }
    memcpy(label, best, sizeof best);
}
