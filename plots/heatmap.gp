# SPDX-License-Identifier: GPL-3.0-or-later
# heatmap.gp - a tile per row and column, coloured by its gap to the median of all.
#
# chart.dat: block 0 "row column gap", the gap as a share; +50% and -50% have the full
# colours, and each side has four: an HTML page gives each its own in the dark.

if (DARK) {
    LESS = 0x8A4B12; SAME = 0x2A3136; MORE = 0x1D5F8A
} else {
    LESS = 0xE0912A; SAME = 0xE8ECEF; MORE = 0x5B9BD1
}
part(colour, shift) = (colour >> shift) & 0xFF
mix(a, b, t, shift) = int(part(a, shift) + (part(b, shift) - part(a, shift)) * t + .5) << shift
blend(a, b, t) = mix(a, b, t, 16) | mix(a, b, t, 8) | mix(a, b, t, 0)
depth(gap) = 2*abs(gap) < 1 ? int(8*abs(gap) + .5) / 4. : 1
colour(gap) = blend(SAME, gap < 0 ? LESS : MORE, depth(gap))

gap_x = 2*px_x
gap_y = 2*px_y

plot NaN notitle, \
     "chart.dat" index 0 using ($2 + .5):($1 + .5):($2 + gap_x):($2 + 1 - gap_x) \
         :($1 + gap_y):($1 + 1 - gap_y):(colour($3)) \
         with boxxyerror fillcolor rgb variable notitle
