# SPDX-License-Identifier: GPL-3.0-or-later
# ratios.sh - ratios of each person, and pay that is aged, against R.  Read in by real.sh.
#
# Expected figures: R 4.2.2, printed with 15 digits.
#
#   d <- read.csv("aam_2021_responses.csv", check.names = FALSE)
#   base <- as.numeric(gsub(",", "", d[[6]])); bonus <- as.numeric(d[[7]])
#   k <- d[["Please indicate the currency"]] == "USD" & base > 0 & !is.na(bonus) & bonus > 0
#   r <- (bonus / base)[k]; c(length(r), mean(r), quantile(r, c(.1, .25, .5, .75, .9)))
#
#   b <- read.csv("Baltimore_City_Employee_Salaries_FY2015.csv")
#   s <- as.numeric(gsub("[$,]", "", b$AnnualSalary)) / 2080; ... the same of s
#
#   a <- read.csv("Lawsuit.csv")$Sal94; from 1 July 1994 to 1 January 1997 are 2.5 years:
#   round(a * 1.04^2.5, 2), and round(a * 1.03^.5 * 1.05 * 1.04, 2)
#
# A ratio is kept with the decimals of the file's pay, seven at least.

# agrees FILE WANT OPTION...: n, mean and the five percentiles of everybody
agrees() {
    file=$1 want=$2
    shift 2
    benchpay percentiles "$file" "$@" --rules none --ci-method none -f csv 2>/dev/null |
        awk -F, -v want="$want" '
            NR == 2 {
                n = split(want, w, " ")
                $2 = $1
                for (i = 1; i <= n; i++) {
                    d = $(i + 1) - w[i]
                    if ((d < 0 ? -d : d) > 1e-7 + 1e-9 * w[i]) {
                        print "figure " i ": " $(i + 1) ", of R " w[i]
                        bad = 1
                    }
                }
                seen = 1
            }
            END { exit bad || !seen }'
}

check "aam_2021: bonus over base, by R" agrees aam_2021/aam_2021_responses.csv \
    '10973 12.2805817307991 0.0156261255751052 0.0363636363636364 0.0833333333333333 0.151642796967144 0.307692307692308' \
    --pay bonus_pct --currency USD
check "Baltimore: hourly pay, by R" agrees \
    baltimore_payroll/Baltimore_City_Employee_Salaries_FY2015.csv \
    '14017 24.85965553881 11.7232692307693 16.0355769230769 23.1375 32.7461538461538 38.0447115384615' \
    --pay hourly
check "physicians: pay aged at one rate, by R" agrees lawsuit_physicians/Lawsuit.csv \
    '261 169416.515977011 75637.38 100122.22 147014.9 221202.92 294373.95' \
    --pay Sal94 --map date=@1994-07-01 --age-to 1997-01-01 --movement 4%
check "physicians: pay aged at a rate a year, by R" agrees lawsuit_physicians/Lawsuit.csv \
    '261 170221.200804598 75996.64 100597.77 147713.19 222253.58 295772.15' \
    --pay Sal94 --map date=@1994-07-01 --age-to 1997-01-01 \
    --movement '1994: 3%, 1995: 5%, 1996: 4%'
