# SPDX-License-Identifier: GPL-3.0-or-later
# style.gp - the look that all charts share.
#
# chart.gp, which benchpay writes, says before this is loaded:
#   PICTURE "svg", "png" or "pdf"; DARK 0 or 1
#   FONT                       of texts that say no other
#   WIDTH HEIGHT MARGIN        the drawing, px; what is free at its left and right
#   LEFT RIGHT TOP BOTTOM      the area of the marks, px from the left and the top
#   X_LOW X_HIGH Y_LOW Y_HIGH  its ranges; Y_LOW is at the bottom
# and afterwards, before the template, sets the texts, at their middle, the grid lines, and
# what greys out what is not shown.

# What stays as it is from one picture to the next is set with the first.  The colours of
# texts are line types: gnuplot looks up the name of a colour wherever it stands.
if (!exists("LOOK") || LOOK != DARK) \
    LOOK = DARK; \
    set encoding utf8; \
    PAPER = "#FFFFFF"; INK = "#1A1F24"; MUTED = "#5B6770"; GRID = "#E1E5E8"; \
    MARKET = "#0072B2"; HALF = "#6FB1D6"; CLOUD = "#C6E0EE"; BAND = "#DDE3E7"; \
    WIDE = "#E3EFF6"; MIDDLE = "#C6E0EE"; NARROW = "#8FC1DC"; \
    OFFER = "#D55E00"; OFFER_INK = "#B84E00"; WITHHELD = "#F2F4F5"; \
    GREEN = "#009E73"; PURPLE = "#CC79A7"; \
    if (DARK) { \
        PAPER = "#15191C"; INK = "#ECEFF1"; MUTED = "#A7B1B8"; GRID = "#2A3136"; \
        MARKET = "#56B4E9"; HALF = "#2F7199"; CLOUD = "#1F4E68"; BAND = "#2B3A42"; \
        WIDE = "#1B3A4B"; MIDDLE = "#235A78"; NARROW = "#2F7199"; \
        OFFER = "#F0883E"; OFFER_INK = "#F0883E"; WITHHELD = "#22282C"; \
        GREEN = "#3FC19B"; PURPLE = "#E0A3C6"; \
    }; \
    INK_TEXT = 101; MUTED_TEXT = 102; OFFER_TEXT = 103; MARKET_TEXT = 104; PAPER_TEXT = 105; \
    set linetype INK_TEXT linecolor rgb INK; \
    set linetype MUTED_TEXT linecolor rgb MUTED; \
    set linetype OFFER_TEXT linecolor rgb OFFER_INK; \
    set linetype MARKET_TEXT linecolor rgb MARKET; \
    set linetype PAPER_TEXT linecolor rgb PAPER

# A point of size 1 is 10 px wide in svg and 6 in the others: theirs are as many times larger.
if (PICTURE eq "svg") \
    set terminal svg size WIDTH, HEIGHT fixed background PAPER noenhanced rounded \
        font FONT; \
else if (!strstrt(GPVAL_TERMINALS, PICTURE."cairo")) \
    exit error "this gnuplot has no ".PICTURE."cairo, which draws ".PICTURE; \
else if (PICTURE eq "png") \
    set terminal pngcairo size 2*WIDTH, 2*HEIGHT background PAPER noenhanced rounded \
        font FONT fontscale 1.5 linewidth 2 pointscale 3.33; \
else \
    set terminal pdfcairo size WIDTH/96., HEIGHT/96. background PAPER noenhanced rounded \
        font FONT fontscale .75 linewidth 1 pointscale 1.25
set output "chart.".PICTURE
set datafile commentschars "" nofpe_trap
set samples 2 # of the NaN that templates plot first

W = real(WIDTH)
H = real(HEIGHT)
set margins at screen LEFT/W, at screen RIGHT/W, at screen 1 - BOTTOM/H, at screen 1 - TOP/H
set xrange [X_LOW:X_HIGH]
set yrange [Y_LOW:Y_HIGH]
px_x = abs(X_HIGH - X_LOW) / real(RIGHT - LEFT) # one px in the units of x
px_y = abs(Y_HIGH - Y_LOW) / real(BOTTOM - TOP)

unset key
unset border
unset xtics
unset ytics
set style fill solid noborder

# The accent over the title.
set object rectangle from screen MARGIN/W, 1 - 6/H \
    to screen (MARGIN + 36)/W, 1 fillcolor rgb MARKET fillstyle solid noborder

set style arrow 1 nohead back linewidth 1 linecolor rgb GRID # a grid line
