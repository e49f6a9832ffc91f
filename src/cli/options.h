/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - what an option is.  Layer: cli.
 *
 * An option is one row in the table of its group (options_*.c); reading, profiles, help,
 * manual pages, completions and suggestions all work from those tables. */
#ifndef BP_CLI_OPTIONS_H
#define BP_CLI_OPTIONS_H

#include "cli/command.h"
#include "cli/request.h"

typedef struct bp_option bp_option;

/* An option with its value. */
typedef struct bp_given {
    const bp_option *option;
    const char *value; /* of a flag NULL, but yes or no in a file */
    const bp_loc *at;  /* names it for messages */
} bp_given;

/* Puts a value into the request.  Errors: BP_EUSAGE, with what would have been right;
 * BP_ELIMIT. */
typedef bp_status bp_option_set(bp_request *r, const bp_given *g, bp_err *err);

struct bp_option {
    const char *name;  /* "percentiles", without dashes; NULL ends a table */
    char letter;       /* 'f'; 0: none */
    unsigned commands; /* which commands have it: BP_IN_* */
    /* "LIST"; NULL: a flag.  In small letters it is the only words there are, in the
     * order of their enum: "low|high". */
    const char *argument;
    const char *words; /* these words where the argument is not; NULL: it is */
    const char *help;
    const char *standard; /* what holds without it, in words; NULL: nothing to say */
    bool aside;           /* how the work is done, which no answer depends on */
    bp_option_set *set;
    size_t field; /* of bp_request, for the setters below */
    int low;      /* bounds of a whole number; the first word's value */
    int high;
};

bp_option_set bp_set_map;    /* ROLE=COLUMN: one more of the reading */
bp_option_set bp_set_flag;   /* bool: true, or what a file says */
bp_option_set bp_set_text;   /* const char * */
bp_option_set bp_set_word;   /* an enum: `low` + the word's place among the words */
bp_option_set bp_set_switch; /* bool: whether it is the second of two words */
bp_option_set bp_set_int;    /* int, from low to high */
bp_option_set bp_set_date;   /* int32_t: 20270101 */
bp_option_set bp_set_add;    /* bp_words: one more */
bp_option_set bp_set_list;   /* bp_words: the parts of "A,B,C" instead of the former */

/* The place of a value among the words of its option. */
bp_status bp_option_word(size_t *out, const bp_given *g, bp_err *err);

/* A setter with the field that it fills, which must be of the setter's type.  An enum is
 * of a type of its own, so that of a word is not asked for its type. */
#define BP_FIELD(of, type)                                                               \
    _Generic(&((bp_request *)NULL)->of, type * : offsetof(bp_request, of))
#define BP_SET_FLAG(of) .set = bp_set_flag, .field = BP_FIELD(of, bool)
#define BP_SET_TEXT(of) .set = bp_set_text, .field = BP_FIELD(of, const char *)
#define BP_SET_DATE(of) .set = bp_set_date, .field = BP_FIELD(of, int32_t)
#define BP_SET_ADD(of) .set = bp_set_add, .field = BP_FIELD(of, bp_words)
#define BP_SET_LIST(of) .set = bp_set_list, .field = BP_FIELD(of, bp_words)
#define BP_SET_SWITCH(of) .set = bp_set_switch, .field = BP_FIELD(of, bool)
#define BP_SET_WORD(of) BP_SET_WORD_FROM(of, 0)
#define BP_SET_WORD_FROM(of, first)                                                      \
    .set = bp_set_word, .field = offsetof(bp_request, of), .low = first
#define BP_SET_INT(of, least, most)                                                      \
    .set = bp_set_int, .field = BP_FIELD(of, int), .low = least, .high = most

typedef struct bp_option_group {
    const char *heading; /* NULL ends the list */
    const bp_option *option;
} bp_option_group;

extern const bp_option bp_options_reading[];
extern const bp_option bp_options_choice[];
extern const bp_option bp_options_ageing[];
extern const bp_option bp_options_tiers[];
extern const bp_option bp_options_method[];
extern const bp_option bp_options_growth[];
extern const bp_option bp_options_offer[];
extern const bp_option bp_options_price[];
extern const bp_option bp_options_models[];
extern const bp_option bp_options_structure[];
extern const bp_option bp_options_diff[];
extern const bp_option bp_options_explain[];
extern const bp_option bp_options_staff[];
extern const bp_option bp_options_parts[];
extern const bp_option bp_options_output[];

/* All groups, in the order of the help. */
extern const bp_option_group bp_option_groups[];

bool bp_option_is_of(const bp_option table[], const bp_option *o);

/* The option of that name, or letter, that one of these commands has; NULL: none. */
const bp_option *bp_option_find(const char *name, unsigned commands);
const bp_option *bp_option_find_letter(char letter, unsigned commands);

/* The first option of one of the tables that the command line has, as an option of one of
 * these commands; NULL: none. */
const bp_option *bp_option_asked(const bp_request *r, unsigned commands,
                                 const bp_option *const table[], size_t n);

/* The same but for some names. */
const bp_option *bp_option_asked_but(const bp_request *r, unsigned commands,
                                     const bp_option *const table[], size_t n,
                                     const char *const but[], size_t n_but);

/* The first option that the command line has, as an option of one of these commands, and
 * that none of the others has; of what is about the output no command lacks any. */
const bp_option *bp_option_beyond(const bp_request *r, unsigned commands,
                                  unsigned others);

/* Fails with BP_EUSAGE and the nearest name among the command's options. */
bp_status bp_option_unknown(const char *name, const bp_command *command, const bp_loc *at,
                            bp_err *err);

#endif
