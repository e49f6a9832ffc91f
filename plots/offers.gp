# SPDX-License-Identifier: GPL-3.0-or-later
# offers.gp - a row per offer: its gap to the median, over the middle half of the market.
#
# chart.dat: block 0 "row P25 P75 offer", as shares of the median, which is 0.

y(row) = row + .5
half = 8*px_y < .3 ? 8*px_y : .3
above(yes) = (column(4) >= 0) == yes ? column(4) : NaN

plot NaN notitle, \
     "chart.dat" index 0 using (($2 + $3)/2):(y($1)):2:3:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb BAND notitle, \
     "" index 0 using (0):1:(0):(1) \
         with vectors nohead linewidth 1.4 linecolor rgb INK notitle, \
     "" index 0 using (0):(y($1)):(above(1)):(0) \
         with vectors nohead linewidth 3 linecolor rgb MARKET notitle, \
     "" index 0 using (0):(y($1)):(above(0)):(0) \
         with vectors nohead linewidth 3 linecolor rgb OFFER notitle, \
     "" index 0 using 4:(y($1)) with points pointtype 7 pointsize 1.1 \
         linecolor rgb PAPER notitle, \
     "" index 0 using (above(1)):(y($1)) with points pointtype 7 pointsize .9 \
         linecolor rgb MARKET notitle, \
     "" index 0 using (above(0)):(y($1)) with points pointtype 7 pointsize .9 \
         linecolor rgb OFFER notitle
