# SPDX-License-Identifier: GPL-3.0-or-later
# tiers.gp - a row per tier: a cloud of its people over a bar of its percentiles.
#
# chart.gp says: CLOUDS, how many there are; BAR, where bars are in their rows;
# KEY[1:5] and KEY_Y, px, of the bar that explains P10 P25 P50 P75 P90.
# chart.dat: block 0 "row P10 P25 P50 P75 P90 low high"; then a block per cloud
# "pay height", its outline.

y(row) = row + BAR
range(p10, p90, box) = p90 - p10 > box ? p10 : NaN
half = 3.5*px_y

set object rectangle from screen KEY[2]/W, 1 - (KEY_Y + 3.5)/H \
    to screen KEY[4]/W, 1 - (KEY_Y - 3.5)/H \
    front fillcolor rgb MARKET fillstyle solid noborder
set arrow from screen KEY[1]/W, 1 - KEY_Y/H to screen KEY[5]/W, 1 - KEY_Y/H \
    nohead linewidth 1.6 linecolor rgb MARKET
set label "" at screen KEY[3]/W, 1 - KEY_Y/H \
    point pointtype 7 pointsize .6 linecolor rgb PAPER front

plot NaN notitle, \
     for [i = 1:CLOUDS] "chart.dat" index i \
         with filledcurves closed fillcolor rgb CLOUD notitle, \
     "chart.dat" index 0 using (range($2, $6, $5 - $3)):(y($1)):($6 - $2):(0) \
         with vectors nohead linewidth 1.6 linecolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)):3:5:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)) with points pointtype 7 pointsize .9 \
         linecolor rgb MARKET notitle, \
     "" index 0 using 4:(y($1)) with points pointtype 7 pointsize .6 \
         linecolor rgb PAPER notitle
