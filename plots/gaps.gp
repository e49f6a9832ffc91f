# SPDX-License-Identifier: GPL-3.0-or-later
# gaps.gp - a row per gap: its interval, and a dot, which is open and grey where the
# interval holds 0.
#
# chart.dat: block 0 "row gap low high sure adjusted", as shares; adjusted gaps are
# in the other colour.
# chart.gp says: GAPS, whether there are any.

y(row) = row + .5
is(sure, adjusted, x) = column(5) == sure && column(6) == adjusted ? x : NaN
COLOR(adjusted) = adjusted ? OFFER : MARKET

set arrow from first 0, graph 0 to first 0, graph 1 nohead back \
    linewidth 1.4 linecolor rgb INK

plot NaN notitle, \
     for [i = 1:GAPS] "chart.dat" index 0 using (is(0, column(6), column(3))):(y($1)):($4 - $3):(0) \
         with vectors nohead linewidth 1.6 linecolor rgb MUTED notitle, \
     for [a = 1 - GAPS:1] "chart.dat" index 0 using (is(1, a, column(3))):(y($1)):($4 - $3):(0) \
         with vectors nohead linewidth 3 linecolor rgb COLOR(a) notitle, \
     for [i = 1:GAPS] "chart.dat" index 0 using 2:(y($1)) \
         with points pointtype 7 pointsize 1.2 linecolor rgb PAPER notitle, \
     for [a = 1 - GAPS:1] "chart.dat" index 0 using (is(1, a, column(2))):(y($1)) \
         with points pointtype 7 pointsize 1 linecolor rgb COLOR(a) notitle, \
     for [i = 1:GAPS] "chart.dat" index 0 using (is(0, column(6), column(2))):(y($1)) \
         with points pointtype 7 pointsize 1 linecolor rgb MUTED notitle, \
     for [i = 1:GAPS] "chart.dat" index 0 using (is(0, column(6), column(2))):(y($1)) \
         with points pointtype 7 pointsize .65 linecolor rgb PAPER notitle
