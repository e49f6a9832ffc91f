/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report.c FILE - the whole benchmark as one HTML page with its charts. */
#include <benchpay/benchpay.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char *argv[])
{
    const bp_chart_options options = { .picture = BP_PICTURE_SVG, .narrow = true };
    bp_look look;
    bp_question q;
    bp_answer *answer = NULL;
    bp_report *report = NULL;
    char *page = NULL;
    size_t n = 0, failed = 0;
    bp_err err = { .status = BP_EUSAGE, .text = "usage: report FILE" };
    bp_look_init(&look);
    bp_question_init(&q);
    if (argc != 2 || bp_question_add_file(&q, argv[1], &err) != BP_OK ||
        bp_answer_new(&answer, &q, &err) != BP_OK ||
        bp_report_of(&report, answer, &err) != BP_OK ||
        bp_charts_draw(report, &options, &failed, &err) != BP_OK ||
        bp_render(&page, &n, report, BP_FORMAT_HTML, &look, &err) != BP_OK)
        fprintf(stderr, "%s\n", err.text);
    bool done = page != NULL && fwrite(page, 1, n, stdout) == n && failed == 0;
    free(page), bp_report_free(report), bp_answer_free(answer), bp_question_release(&q);
    return done ? 0 : 1;
}
