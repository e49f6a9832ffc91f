# SPDX-License-Identifier: GPL-3.0-or-later
# change.gp - a row per group: its figure then, an open dot, and now, a full one, and the
# way between them.
#
# chart.dat: block 0 "row then now kind", kind -1 fell, 1 rose, 0 within the margins;
# block 1 "row amount now", of groups with one of both alone, now 1 or 0.
# chart.gp says: PAIRS and SINGLES, whether there are any.

y(row) = row + .5
of(k, x) = column(4) == k ? x : NaN
side(now, x) = column(3) == now ? x : NaN

plot NaN notitle, \
     for [i = 1:PAIRS] "chart.dat" index 0 using (of(1, column(2))):(y($1)):($3 - $2):(0) \
         with vectors nohead linewidth 3 linecolor rgb MARKET notitle, \
     for [i = 1:PAIRS] "" index 0 using (of(-1, column(2))):(y($1)):($3 - $2):(0) \
         with vectors nohead linewidth 3 linecolor rgb OFFER notitle, \
     for [i = 1:PAIRS] "" index 0 using (of(0, column(2))):(y($1)):($3 - $2):(0) \
         with vectors nohead linewidth 3 linecolor rgb BAND notitle, \
     for [i = 1:PAIRS] "" index 0 using 2:(y($1)) with points pointtype 7 pointsize 1 \
         linecolor rgb INK notitle, \
     for [i = 1:PAIRS] "" index 0 using 2:(y($1)) with points pointtype 7 pointsize .7 \
         linecolor rgb PAPER notitle, \
     for [i = 1:PAIRS] "" index 0 using 3:(y($1)) with points pointtype 7 pointsize 1.2 \
         linecolor rgb PAPER notitle, \
     for [i = 1:PAIRS] "" index 0 using 3:(y($1)) with points pointtype 7 pointsize 1 \
         linecolor rgb INK notitle, \
     for [i = 1:SINGLES] "chart.dat" index 1 using (side(1, column(2))):(y($1)) \
         with points pointtype 7 pointsize 1 linecolor rgb INK notitle, \
     for [i = 1:SINGLES] "" index 1 using (side(0, column(2))):(y($1)) \
         with points pointtype 7 pointsize 1 linecolor rgb INK notitle, \
     for [i = 1:SINGLES] "" index 1 using (side(0, column(2))):(y($1)) \
         with points pointtype 7 pointsize .7 linecolor rgb PAPER notitle
