# SPDX-License-Identifier: GPL-3.0-or-later
# payline.gp - lines of pay on a scope, and the bands of the first.
#
# chart.dat: a block per line "scope pay"; then, where there is one, a block "scope low
# high" of where one more person is, of the middle half, of the interval of the line, and
# "scope amount" of offers.
# chart.gp says: LINES; the blocks ONE_MORE, HALVES, INTERVAL and SPOTS, -1 for none;
# LOG_X, whether the scope is logarithmic, as pay is.

if (LOG_X) { set logscale x }
set logscale y
array COLOR = [MARKET, OFFER, GREEN, PURPLE, INK, MUTED]
last(block) = block < 0 ? block - 1 : block # no step of a loop
at(block) = block < 0 ? 0 : block             # which gnuplot looks at nevertheless

plot NaN notitle, \
     for [i = ONE_MORE:last(ONE_MORE)] "chart.dat" index at(i) using 1:2:3 \
         with filledcurves fillcolor rgb WIDE notitle, \
     for [i = HALVES:last(HALVES)] "chart.dat" index at(i) using 1:2:3 \
         with filledcurves fillcolor rgb MIDDLE notitle, \
     for [i = INTERVAL:last(INTERVAL)] "chart.dat" index at(i) using 1:2:3 \
         with filledcurves fillcolor rgb NARROW notitle, \
     for [i = 2:LINES] "chart.dat" index i - 1 using 1:2 \
         with lines linewidth 1.8 linecolor rgb COLOR[i] notitle, \
     "chart.dat" index 0 using 1:2 with lines linewidth 2.8 linecolor rgb MARKET notitle, \
     for [i = SPOTS:last(SPOTS)] "chart.dat" index at(i) using 1:2 \
         with points pointtype 7 pointsize 1.4 linecolor rgb PAPER notitle, \
     for [i = SPOTS:last(SPOTS)] "chart.dat" index at(i) using 1:2 \
         with points pointtype 7 pointsize 1.1 linecolor rgb OFFER notitle
