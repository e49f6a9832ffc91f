/* cellset.h - the cells while they are filled.  Layer: data. */
#ifndef BP_DATA_CELLSET_H
#define BP_DATA_CELLSET_H

#include "benchpay/err.h"
#include "data/batch.h"
#include "data/run.h"
#include "data/shape.h"
#include "data/slots.h"

/* What tells cells apart, as one row of numbers, in the order in which cells
 * are sorted: the group values, then the rest. */
typedef struct bp_cell_id {
    uint32_t part[BP_KEYS_MAX + 3];
} bp_cell_id;

/* Where the rest stands in `part` behind the n_keys group values. */
enum { BP_CELL_ORG, BP_CELL_YEAR, BP_CELL_CURRENCY, BP_CELL_PARTS };

typedef struct bp_cellset {
    size_t n_keys;
    size_t n_elements;
    size_t n;
    uint32_t *id; /* [n][n_keys + BP_CELL_PARTS] */
    size_t id_cap;
    uint64_t *first; /* [n] */
    size_t first_cap;
    bp_run *run; /* [n][n_elements] */
    size_t run_cap;
    bp_slots slots;  /* all cells */
    bp_slots groups; /* one cell for each combination of group values */
} bp_cellset;

void bp_cellset_release(bp_cellset *c);

/* The cell with an id of n_keys + BP_CELL_PARTS numbers, which is made when it is new.
 * Errors: BP_ELIMIT (memory, BP_GROUPS_MAX). */
bp_status bp_cellset_put(bp_cellset *c, const uint32_t id[], uint64_t order,
                         uint32_t *cell, bp_err *err);

/* The same for n rows: id[n][n_keys + BP_CELL_PARTS]. */
bp_status bp_cellset_put_all(bp_cellset *c, const uint32_t id[], const bp_place place[],
                             size_t n, uint32_t cell[], bp_err *err);

const uint32_t *bp_cellset_id(const bp_cellset *c, size_t cell);

/* Sorts by id; no cell is put afterwards.  False when memory is out. */
bool bp_cellset_sort(bp_cellset *c);

#endif
