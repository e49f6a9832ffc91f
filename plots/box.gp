# SPDX-License-Identifier: GPL-3.0-or-later
# box.gp - a row per group: a box from P25 to P75, whiskers to P10 and P90.
#
# chart.dat: block 0 "row P10 P25 P50 P75 P90 low high"; low to high is the interval of
# the median, darker inside the box.

y(row) = row + .5
half = 9*px_y < .34 ? 9*px_y : .34

plot NaN notitle, \
     "chart.dat" index 0 using 2:(y($1)):($6 - $2):(0) \
         with vectors nohead linewidth 1.4 linecolor rgb MARKET notitle, \
     "" index 0 using ($2 < $3 ? $2 : NaN):(y($1) - half/2):(0):(half) \
         with vectors nohead linewidth 1.4 linecolor rgb MARKET notitle, \
     "" index 0 using ($6 > $5 ? $6 : NaN):(y($1) - half/2):(0):(half) \
         with vectors nohead linewidth 1.4 linecolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)):3:5:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb CLOUD fillstyle solid border rgb MARKET notitle, \
     "" index 0 using 4:(y($1)):7:8:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb HALF notitle, \
     "" index 0 using 4:(y($1) - half):(0):(2*half) \
         with vectors nohead linewidth 2.4 linecolor rgb INK notitle
