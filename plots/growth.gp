# SPDX-License-Identifier: GPL-3.0-or-later
# growth.gp - what was surveyed year by year, and the ranges of the years to come.
#
# chart.gp says: BORDER 1 where a projection begins, in the year BASE; PROJECTED
# 0 where only further paths go on; BANDS; PATHS.
# chart.dat: block 0 "year pay" surveyed, 1 "year pay" projected, then a block per
# band "year low high", the widest first, and per further path "year pay".

array SHADE = [WIDE, MIDDLE, NARROW]
shade(i) = SHADE[i + 3 - BANDS > 1 ? (i + 3 - BANDS < 3 ? i + 3 - BANDS : 3) : 1]

PATH = PROJECTED ? MUTED : MARKET

if (BORDER) {
    set arrow from first BASE, graph 0 to first BASE, screen 1 - (TOP - 20)/H \
        nohead back linewidth 1.2 linecolor rgb MUTED
}

plot NaN notitle, \
     for [i = 1:BANDS] "chart.dat" index i + 1 \
         with filledcurves fillcolor rgb shade(i) notitle, \
     for [i = 1:PATHS] "chart.dat" index (PATHS ? i + BANDS + 1 : 0) \
         with lines linewidth 1.6 linecolor rgb PATH notitle, \
     "chart.dat" index 1 with lines linewidth 2.2 linecolor rgb MARKET notitle, \
     "" index 0 with lines linewidth 2.8 linecolor rgb MARKET notitle, \
     "" index 0 with points pointtype 7 pointsize .8 linecolor rgb PAPER notitle, \
     "" index 0 with points pointtype 7 pointsize .6 linecolor rgb MARKET notitle
