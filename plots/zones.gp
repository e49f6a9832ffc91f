# SPDX-License-Identifier: GPL-3.0-or-later
# zones.gp - a bar per group: the shares of its people below their range, in each quarter
# of it, and above it.
#
# chart.gp says: KEY[1:6] and KEY_Y, px, where the swatches of the key begin and have their
# middle; SWATCH, px, their size.
# chart.dat: block 0 "row from to zone", zone 0 to 5.

y(row) = row + .5
half = 11*px_y < .36 ? 11*px_y : .36
array ZONE[6] = [OFFER, WIDE, MIDDLE, NARROW, MARKET, OFFER]
of(zone, x) = column(4) == zone ? x : NaN

set for [i = 1:6] object rectangle from screen KEY[i]/W, 1 - (KEY_Y + SWATCH/2)/H \
    to screen (KEY[i] + SWATCH)/W, 1 - (KEY_Y - SWATCH/2)/H \
    front fillcolor rgb ZONE[i] fillstyle solid noborder

plot NaN notitle, \
     for [i = 1:6] "chart.dat" index 0 \
         using (of(i - 1, $2)):(y($1)):2:3:(y($1) - half):(y($1) + half) \
         with boxxyerror fillcolor rgb ZONE[i] fillstyle solid border rgb PAPER notitle
