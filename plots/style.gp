# style.gp - the look that all charts share.
#
# chart.gp, which benchpay writes, says before this is loaded:
#   PICTURE "svg" or "png"; DARK 0 or 1; FONT
#   WIDTH HEIGHT               the drawing, px
#   LEFT RIGHT TOP BOTTOM      the area of the marks, px from the left and the top
#   TEXT[i] and its X[i] Y[i] (middle of its height), ALIGN[i] -1 0 1, SIZE[i] px,
#   BOLD[i], MUTE[i] 0 or 1

if (DARK) {
    PAPER = "#15191C"; INK = "#ECEFF1"; MUTED = "#A7B1B8"; GRID = "#2A3136"
    MARKET = "#56B4E9"; HALF = "#2F7199"; CLOUD = "#1F4E68"
} else {
    PAPER = "#FFFFFF"; INK = "#1A1F24"; MUTED = "#5B6770"; GRID = "#E1E5E8"
    MARKET = "#0072B2"; HALF = "#6FB1D6"; CLOUD = "#C6E0EE"
}

if (PICTURE eq "png" && !strstrt(GPVAL_TERMINALS, "pngcairo")) {
    exit error "this gnuplot has no pngcairo, which draws PNG"
}
if (PICTURE eq "png") {
    set terminal pngcairo size 2*WIDTH, 2*HEIGHT background PAPER noenhanced rounded \
        font FONT.",12" fontscale 1.5 linewidth 2 pointscale 2
} else {
    set terminal svg size WIDTH, HEIGHT fixed background PAPER noenhanced rounded \
        font FONT.",12"
}
set output "chart.".PICTURE
set encoding utf8
set datafile commentschars ""

across(px) = px / real(WIDTH)
down(px) = 1 - px / real(HEIGHT)
set lmargin at screen across(LEFT)
set rmargin at screen across(RIGHT)
set tmargin at screen down(TOP)
set bmargin at screen down(BOTTOM)

unset key
unset border
unset xtics
unset ytics
set style fill solid noborder

# The accent over the title.
set object rectangle from screen across(24), down(6) to screen across(60), down(0) \
    fillcolor rgb MARKET fillstyle solid noborder

font(i) = sprintf("%s%s,%g", FONT, BOLD[i] ? ":Bold" : "", SIZE[i])
do for [i = 1:|TEXT|] {
    if (ALIGN[i] < 0) {
        set label TEXT[i] at screen across(X[i]), down(Y[i]) left font font(i) \
            textcolor rgb (MUTE[i] ? MUTED : INK) front
    }
    if (ALIGN[i] == 0) {
        set label TEXT[i] at screen across(X[i]), down(Y[i]) center font font(i) \
            textcolor rgb (MUTE[i] ? MUTED : INK) front
    }
    if (ALIGN[i] > 0) {
        set label TEXT[i] at screen across(X[i]), down(Y[i]) right font font(i) \
            textcolor rgb (MUTE[i] ? MUTED : INK) front
    }
}
