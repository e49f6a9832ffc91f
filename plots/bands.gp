# SPDX-License-Identifier: GPL-3.0-or-later
# bands.gp - who is in each quarter of pay: a bar of shares for each.
#
# chart.dat: block 0 "row from to group", from and to as shares, the first group 1.
# chart.gp says: HEIGHT_OF_BAR, of a row's 1; KEYS colours, each named right of the
# square at KEY_LEFT[i] px and KEY_Y px.

array COLOR = [MARKET, NARROW, GREEN, PURPLE]
half = HEIGHT_OF_BAR / 2
y(row) = row + .5
of(group, x) = column(4) == group ? x : NaN

set for [i = 1:KEYS] object rectangle from screen KEY_LEFT[i]/W, 1 - (KEY_Y + 5)/H \
    to screen (KEY_LEFT[i] + 10)/W, 1 - (KEY_Y - 5)/H \
    front fillcolor rgb COLOR[i] fillstyle solid noborder

plot NaN notitle, \
     for [i = 1:KEYS] "chart.dat" index 0 \
         using (of(i, ($2 + $3)/2)):(y($1)):($2 + px_x):($3 - px_x):(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb COLOR[i] notitle
