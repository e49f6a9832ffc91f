/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bag.c - the pay of a cell as bytes. */
#include "data/bag.h"

#include "data/batch.h"
#include "data/payweights.h"

int bp_amount_compare(const void *a, const void *b)
{
    const bp_bag_amount *x = a, *y = b;
    if (x->pay != y->pay)
        return x->pay > y->pay ? 1 : -1;
    return (x->weight > y->weight) - (x->weight < y->weight);
}

/* From one amount to a later one. */
static uint64_t step(int64_t from, int64_t to)
{
    return (uint64_t)to - (uint64_t)from;
}

/* How many there are from i on that are the same. */
static size_t same_as(const int64_t pay[], const int64_t weight[], size_t n, size_t i)
{
    size_t k = i + 1;
    while (k < n && pay[k] == pay[i] && (weight == NULL || weight[k] == weight[i]))
        k++;
    return k - i;
}

void bp_bag_put(bp_str *out, const int64_t pay[], const int64_t weight[], size_t n)
{
    uint64_t quantum = 0, unit = 0;
    size_t entries = 0;
    for (size_t i = 0; i < n; i += same_as(pay, weight, n, i)) {
        entries++;
        unit = weight != NULL ? bp_weights_common((uint64_t)weight[i], unit) : 0;
        quantum = i > 0 ? bp_weights_common(step(pay[i - 1], pay[i]), quantum) : 0;
    }
    bp_pack_uint(out, n);
    if (n == 0)
        return;
    bp_pack_uint(out, entries);
    bp_pack_int(out, pay[0]);
    bp_pack_uint(out, quantum);
    if (weight != NULL)
        bp_pack_uint(out, unit);
    for (size_t i = 0, same; i < n; i += same) {
        same = same_as(pay, weight, n, i);
        if (i > 0 && quantum > 0)
            bp_pack_uint(out, step(pay[i - 1], pay[i]) / quantum);
        if (entries < n)
            bp_pack_uint(out, same - 1);
        if (weight != NULL)
            bp_pack_uint(out, (uint64_t)weight[i] / unit);
    }
}

void bp_bag_open(bp_bag *b, bp_unpack *from, bp_bag_weights weights)
{
    *b = (bp_bag){ .weights = weights, .left = bp_unpack_uint(from) };
    if (b->left == 0)
        return;
    b->entries = bp_unpack_count(from);
    b->counted = b->entries < b->left;
    b->at.pay = bp_unpack_int(from);
    b->quantum = bp_unpack_uint(from);
    if (weights != BP_BAG_BARE)
        b->unit = weights == BP_BAG_MULTIPLES ? bp_unpack_uint(from) : 1;
    from->bad |= b->entries == 0;
}

/* The next amount, `steps` quanta on.  Steps may wrap around in 64 bits unsigned, amounts
 * do not. */
static int64_t next_amount(int64_t pay, uint64_t steps, uint64_t quantum, bool *bad)
{
    uint64_t far = 0;
    int64_t next = 0;
    if (__builtin_mul_overflow(steps, quantum, &far) ||
        __builtin_add_overflow(pay, far, &next))
        *bad = true;
    return *bad ? 0 : next;
}

/* The weight that follows. */
static int64_t next_weight(const bp_bag *b, bp_unpack *from)
{
    int64_t weight = 1;
    if (b->weights == BP_BAG_WEIGHED)
        return bp_unpack_int(from);
    if (b->weights == BP_BAG_MULTIPLES &&
        __builtin_mul_overflow(bp_unpack_uint(from), b->unit, &weight))
        from->bad = true;
    return weight;
}

bool bp_bag_next(bp_bag *b, bp_unpack *from)
{
    if (b->entries == 0 || from->bad)
        return false;
    if (b->started && b->quantum > 0)
        b->at.pay = next_amount(b->at.pay, bp_unpack_uint(from), b->quantum, &from->bad);
    const uint64_t more = b->counted ? bp_unpack_uint(from) : 0;
    b->at.weight = next_weight(b, from);
    if (more >= b->left || b->at.weight < 1 || b->at.pay == BP_NO_PAY)
        from->bad = true;
    b->times = more + 1;
    b->left -= b->times;
    b->entries--;
    b->started = true;
    from->bad |= b->entries == 0 && b->left != 0;
    return !from->bad;
}
