/* SPDX-License-Identifier: GPL-3.0-or-later */
/* args.h - the words of a command line as values.  Layer: cli.
 *
 * `at` names the option and, in a profile, the line; every failure is
 * BP_EUSAGE and says what would have been right. */
#ifndef BP_CLI_ARGS_H
#define BP_CLI_ARGS_H

#include "cli/request.h"
#include "ingest/date.h"

/* A whole number from low to high. */
bp_status bp_arg_whole(uint64_t *out, const char *word, uint64_t low, uint64_t high,
                       const bp_loc *at, bp_err *err);

/* Bytes: "512M", "8G"; the units are powers of 1024. */
bp_status bp_arg_size(uint64_t *out, const char *word, const bp_loc *at, bp_err *err);

/* The place of a word in a list that ends with NULL. */
bp_status bp_arg_word(size_t *out, const char *word, const char *const words[],
                      const bp_loc *at, bp_err *err);

/* "7%" or "2.5%", in permille; without the sign it is refused. */
bp_status bp_arg_permille(uint32_t *out, const char *word, const bp_loc *at, bp_err *err);

/* A yearly rate as a fraction, above -100 % and at most 1000 %: "7%", "-2.5%". */
bp_status bp_arg_rate(double *out, const char *word, const bp_loc *at, bp_err *err);

/* An amount of money, plainly written. */
bp_status bp_arg_amount(bp_decimal *out, const char *word, const bp_loc *at, bp_err *err);

/* The same as people write it ("$410,000", "410k"), above 0.
 *   currency  that it names; NULL: none */
bp_status bp_arg_money(bp_decimal *out, const char **currency, const char *word,
                       const char *number_format, const bp_loc *at, bp_err *err);

/* A day: "2026-03-01", which the message has an example of. */
bp_status bp_arg_date(bp_date *out, const char *word, const char *example,
                      const bp_loc *at, bp_err *err);

/* One more, which is borrowed; NULL: memory is out. */
bp_status bp_words_add(bp_words *w, const char *word, bp_err *err);

/* Appends the parts of "A,B,C", without the blanks around them, copied into
 * `text`; none may be empty.  Errors: also BP_ELIMIT. */
bp_status bp_arg_list(bp_words *out, bp_arena *text, const char *list, const bp_loc *at,
                      bp_err *err);

/* Writes "; did you mean 'NAME'?" or nothing.  words [n]. */
void bp_arg_suggest(char *out, size_t size, const char *word, const char *const words[],
                    size_t n, const char *prefix);

#endif
