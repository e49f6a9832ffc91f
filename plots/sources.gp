# SPDX-License-Identifier: GPL-3.0-or-later
# sources.gp - a row per job: the composite from P25 to P75 with its median, and a dot for
# the median of each source, its area by what the source counts.
#
# chart.gp says: BARS and DOTS, whether there are any.
# chart.dat, as gaps to the composite's median: block 0 "row P25 P75"; block 1 "row median
# height size counts", of which height is -1, 0 or 1, and counts 0 or 1.

y(row) = row + .5
half = 10*px_y < .34 ? 10*px_y : .34
counted(x) = column(5) > 0 ? x : NaN
beside(x) = column(5) > 0 ? NaN : x

plot NaN notitle, \
     for [i = 1:BARS] "chart.dat" index 0 using (0):(y($1)):2:3:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb CLOUD fillstyle solid noborder notitle, \
     for [i = 1:BARS] "" index 0 using (0):(y($1) - half):(0):(2*half) \
         with vectors nohead linewidth 2.4 linecolor rgb INK notitle, \
     for [i = 1:DOTS] "chart.dat" index 1 using (counted($2)):(y($1) + half*$3/2):($4 + .2) \
         with points pointtype 7 pointsize variable linecolor rgb PAPER notitle, \
     for [i = 1:DOTS] "" index 1 using (counted($2)):(y($1) + half*$3/2):4 \
         with points pointtype 7 pointsize variable linecolor rgb OFFER notitle, \
     for [i = 1:DOTS] "" index 1 using (beside($2)):(y($1) + half*$3/2):($4 + .35) \
         with points pointtype 7 pointsize variable linecolor rgb OFFER notitle, \
     for [i = 1:DOTS] "" index 1 using (beside($2)):(y($1) + half*$3/2):4 \
         with points pointtype 7 pointsize variable linecolor rgb PAPER notitle
