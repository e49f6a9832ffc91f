/* SPDX-License-Identifier: GPL-3.0-or-later */
/* offer.c FILE AMOUNT - how many people are paid less than an offer, or the same. */
#include <benchpay/benchpay.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char *argv[])
{
    bp_question q;
    bp_answer *answer = NULL;
    bp_err err;
    bp_question_init(&q);
    q.subject = BP_ASK_OFFER;
    q.rules = BP_RULES_NONE; /* the file is public */
    if (argc != 3 || !bp_decimal_parse(&q.offers.amount, argv[2], strlen(argv[2])))
        return fprintf(stderr, "usage: offer FILE AMOUNT\n"), 2;
    q.offers.has_amount = true;
    if (bp_question_add_file(&q, argv[1], &err) == BP_OK &&
        bp_answer_new(&answer, &q, &err) == BP_OK) {
        const bp_offer *o = bp_answer_offer(answer, 0, 0);
        printf("%" PRIu64 " below, %" PRIu64 " equal: P%.0f; %.2f of the median\n",
               o->below, o->equal, o->percentile.value, o->market_ratio.value);
    } else {
        fprintf(stderr, "%s\n", err.text);
    }
    bp_answer_free(answer);
    bp_question_release(&q);
    return answer == NULL;
}
