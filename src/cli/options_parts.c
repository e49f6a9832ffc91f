/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options_parts.c - which part of a plan, and where it goes. */
#include "cli/options.h"

#define UNITS_MOST 65535

const bp_option bp_options_parts[] = {
    { .name = "unit",
      .commands = BP_IN_PARTIAL,
      .argument = "N",
      .help = "read this unit of the plan alone, from 1",
      BP_SET_INT(unit, 1, UNITS_MOST) },
    { .name = "task",
      .commands = BP_IN_PARTIAL,
      .argument = "I/N",
      .help = "read every N-th unit, from the I-th on; with /N alone I is the number "
              "that a scheduler gives this task: SLURM_ARRAY_TASK_ID, SGE_TASK_ID, "
              "AWS_BATCH_JOB_ARRAY_INDEX (which counts from 0) or PBS_ARRAY_INDEX",
      BP_SET_TEXT(task) },
    { .name = "spool",
      .commands = BP_IN_MPI,
      .argument = "FOLDER",
      .help = "keep the plan and each unit that was read here; the same command goes on "
              "from there",
      .aside = true,
      BP_SET_TEXT(spool) },
    { .name = "output",
      .letter = 'o',
      .commands = BP_IN_PLAN,
      .argument = "FILE",
      .help = "write the plan here (needed)",
      .aside = true,
      BP_SET_TEXT(state) },
    { .name = "output",
      .letter = 'o',
      .commands = BP_IN_PARTIAL,
      .argument = "FOLDER",
      .help = "write a file a unit here (needed); a folder that is missing is made",
      BP_SET_TEXT(state) },
    { .name = "output",
      .letter = 'o',
      .commands = BP_IN_MERGE,
      .argument = "FILE",
      .help = "write the merged part here (needed)",
      BP_SET_TEXT(state) },
    { .name = NULL },
};
