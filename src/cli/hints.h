/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hints.h - the library's hints as options of this program.  Layer: cli. */
#ifndef BP_CLI_HINTS_H
#define BP_CLI_HINTS_H

/* [BP_HINTS] for bp_look and bp_hint_put. */
extern const char *const bp_hint_words[];

/* [BP_SETTINGS] for the labels of a question. */
extern const char *const bp_setting_words[];

#endif
