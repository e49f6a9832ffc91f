# SPDX-License-Identifier: GPL-3.0-or-later
# ecdf.gp - the share of people who are paid less, and where offers are in it.
#
# chart.gp says: STEPS 1 for plain steps, 0 for a smooth curve.
# chart.dat: block 0 "pay share" of the curve; block 1 "pay share low high" of its labelled
# dots, low and high of an interval or both the pay; block 2 "amount share known" of the
# offers, known 1 where they have a place on the curve.

known(yes) = column(3) == yes ? column(1) : NaN

set style line 1 linewidth 2.6 linecolor rgb MARKET
set style line 2 linewidth 1.3 linecolor rgb OFFER
set style line 3 linewidth 7 linecolor rgb MIDDLE

plot NaN notitle, \
     "chart.dat" index 1 using ($4 > $3 ? $3 : NaN):2:($4 - $3):(0) \
         with vectors nohead linestyle 3 notitle, \
     "" index 0 using (STEPS ? $1 : NaN):2 with steps linestyle 1 notitle, \
     "" index 0 using (STEPS ? NaN : $1):2 with lines linestyle 1 notitle, \
     "" index 2 using 1:(0):(0):2 with vectors nohead linestyle 2 notitle, \
     "" index 2 using (X_LOW):2:(known(1) - X_LOW):(0) \
         with vectors nohead linestyle 2 notitle, \
     "" index 1 using 1:2 with points pointtype 7 pointsize .8 linecolor rgb PAPER notitle, \
     "" index 1 using 1:2 with points pointtype 7 pointsize .6 linecolor rgb MARKET notitle, \
     "" index 2 using (known(1)):2 with points pointtype 7 pointsize 1.1 \
         linecolor rgb PAPER notitle, \
     "" index 2 using (known(1)):2 with points pointtype 7 pointsize .8 \
         linecolor rgb OFFER notitle
