# SPDX-License-Identifier: GPL-3.0-or-later
# structure.gp - a row per grade: its range from minimum to maximum with the midpoint, and
# a dot for the market of each of its jobs.
#
# chart.gp says: DOTS, whether there are any.
# chart.dat: block 0 "row minimum midpoint maximum"; block 1 "row market height", of which
# height is -1, 0 or 1.

y(row) = row + .5
half = 11*px_y < .36 ? 11*px_y : .36

plot NaN notitle, \
     "chart.dat" index 0 using 3:(y($1)):2:4:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb CLOUD fillstyle solid border rgb MARKET notitle, \
     "" index 0 using 3:(y($1) - half):(0):(2*half) \
         with vectors nohead linewidth 2.4 linecolor rgb INK notitle, \
     for [i = 1:DOTS] "" index 1 using 2:(y($1) + half*$3/2) with points pointtype 7 \
         pointsize .9 linecolor rgb PAPER notitle, \
     for [i = 1:DOTS] "" index 1 using 2:(y($1) + half*$3/2) with points pointtype 7 \
         pointsize .7 linecolor rgb OFFER notitle
