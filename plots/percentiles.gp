# SPDX-License-Identifier: GPL-3.0-or-later
# percentiles.gp - a row per group: a bar from P25 to P75 on a line from P10 to P90.
#
# chart.dat: block 0 "row P10 P25 P50 P75 P90 low high".

y(row) = row + .5
range(p10, p90, box) = p90 - p10 > box ? p10 : NaN
half = 4*px_y

plot NaN notitle, \
     "chart.dat" index 0 using (range($2, $6, $5 - $3)):(y($1)):($6 - $2):(0) \
         with vectors nohead linewidth 1.6 linecolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)):3:5:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)) with points pointtype 7 pointsize .9 \
         linecolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)) with points pointtype 7 pointsize .6 \
         linecolor rgb PAPER notitle
