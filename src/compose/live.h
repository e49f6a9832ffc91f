/* SPDX-License-Identifier: GPL-3.0-or-later */
/* live.h - parts of the formulas of several workbooks.  Layer: compose. */
#ifndef BP_COMPOSE_LIVE_H
#define BP_COMPOSE_LIVE_H

/* To a multiple of the step, halves to the even one; a step of 0 leaves it as it is
 * (bp_round_even, pricing/ranges.h). */
#define BP_LIVE_ROUNDED(step, x)                                                         \
    "IF(" step "=0," x "," step "*IF(ABS((" x ")/" step "-INT((" x ")/" step             \
    ")-0.5)<=1E-12*MAX(1,(" x ")/" step "),2*ROUND((" x ")/" step "/2,0),ROUND((" x      \
    ")/" step ",0)))"

/* Pay of somebody at full time. */
#define BP_LIVE_FULL "[pay]/[fte]"

/* Where it is in the range of the row.  So near to a bound pay is at it: the quotient of
 * pay and share of full time is rounded, which the zones of the report are not. */
#define BP_LIVE_NEAR "*0.000000001"
#define BP_LIVE_ZONE                                                                     \
    "IF(" BP_LIVE_FULL "<[min]-[min]" BP_LIVE_NEAR ",\"below\",IF(" BP_LIVE_FULL         \
    ">[max]+[max]" BP_LIVE_NEAR                                                          \
    ",\"above\",IF([max]>[min],\"Q\"&MIN(4,1+INT(4*(" BP_LIVE_FULL                       \
    "-[min])/([max]-[min])+0.000000001)),\"Q4\")))"

#endif
