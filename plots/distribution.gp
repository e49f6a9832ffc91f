# SPDX-License-Identifier: GPL-3.0-or-later
# distribution.gp - how many people are paid what: bars, a density, three lines.
#
# chart.gp says: MARK[1:3] P25, median, P75 and
# MARK_END[1:3], the px from the top to which their lines go; CURVE 0 or 1.
# chart.dat: block 0 "left right people middle", middle 1 between P25 and P75;
# block 1 "pay people" of the density.

set for [i = 1:3] arrow from first MARK[i], first 0 to first MARK[i], screen 1 - MARK_END[i]/H \
    nohead front linewidth (i == 2 ? 1.6 : 1.2) linecolor rgb (i == 2 ? INK : MUTED)

middle(yes) = column(4) == yes ? column(3) : NaN
plot "chart.dat" index 0 using (($1 + $2) / 2):(0):1:2:(0):(middle(0)) \
         with boxxyerror fillcolor rgb CLOUD notitle, \
     "" index 0 using (($1 + $2) / 2):(0):1:2:(0):(middle(1)) \
         with boxxyerror fillcolor rgb HALF notitle, \
     for [i = 1:CURVE] "" index CURVE with lines linewidth 2.4 linecolor rgb MARKET notitle
