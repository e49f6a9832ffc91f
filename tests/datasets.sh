#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# datasets.sh BUILD_DIR - the synthetic survey is what its generator writes, and the
# examples of the help, which read it, work (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
"${CC-cc}" -std=c11 -O1 -o "$tmp/gen" tests/data/gen_cmo_survey.c || exit 1
"$tmp/gen" >"$tmp/cmo_survey.csv"
python3 tests/data/gen_payroll.py >"$tmp/payroll.csv"
check "datasets/payroll.csv comes from its generator" \
    cmp "$tmp/payroll.csv" datasets/payroll.csv
check "datasets/cmo_survey.csv comes from its generator" \
    cmp "$tmp/cmo_survey.csv" datasets/cmo_survey.csv
awk -f tests/data/last_month.awk datasets/cmo_survey.csv >"$tmp/cmo_last_month.csv"
check "datasets/cmo_last_month.csv is made of it" \
    cmp "$tmp/cmo_last_month.csv" datasets/cmo_last_month.csv
check "datasets/cmo_last_month.json is its report" \
    "$build/benchpay" verify datasets/cmo_last_month.json
for house in alder birch cedar; do
    awk -v house=$house -f tests/data/gen_market.awk >"$tmp/market_$house.csv"
    check "datasets/market_$house.csv comes from its generator" \
        cmp "$tmp/market_$house.csv" datasets/market_$house.csv
done

# Examples are lines of four blanks and their continuations; they may write files, which
# those of other commands do not look at.
examples() {
    rm -rf "$tmp/top"
    mkdir "$tmp/top" && cp -R datasets "$tmp/top" &&
        benchpay help "$1" | sed -n '/^Examples/,$s/^    //p' >"$tmp/examples" &&
        [ -s "$tmp/examples" ] && (cd "$tmp/top" && sh -e "$tmp/examples")
}
for command in $(benchpay help | sed -n '/^Commands/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'); do
    check "the examples of 'benchpay help $command' work" examples "$command"
done

# Ratios and ageing by R 4.2.2, printed with 15 digits:
#
#   d <- read.csv("datasets/cmo_survey.csv")
#   d <- d[d$survey_year == 2026 & d$currency == "USD" & d$base_salary != "", ]
#   d$base_salary <- as.numeric(d$base_salary)
#   q <- function(x) c(length(x), mean(x), quantile(x, c(.1, .25, .5, .75, .9)))
#   q(with(d, (bonus / base_salary)[!is.na(bonus) & bonus > 0])), ... and target_bonus
#   q(with(d, (base_salary / wrvu)[!is.na(wrvu) & wrvu > 0])); q(d$base_salary / 1950)
#
#   a <- as.POSIXlt(d$effective_date); b <- as.POSIXlt("2027-01-01")
#   m <- 12 * (b$year - a$year) + (b$mon - a$mon) - (b$mday < a$mday)
#   q(round(d$base_salary * 1.035^(m / 12), 2))
. tests/lib/agrees.sh
within=1e-9
survey=datasets/cmo_survey.csv
check "bonus over base, by R" agrees $survey '174 0.149718851812107 0.0693630327575282 0.0882442922937173 0.137112705293953 0.20148300493148 0.253389506730184' \
    --pay bonus_pct --currency USD
check "target bonus over base, by R" agrees $survey '185 0.145767952636659 0.0818386949729758 0.0998841922408801 0.146224356176342 0.186093609360936 0.21585686863037' \
    --pay target_bonus_pct --currency USD
check "pay per work RVU, by R" agrees $survey '94 197.022414107988 72.8696051423324 96.1151960784314 174.659610415424 291.213235294118 369.13596176822' \
    --pay per_wrvu --currency USD
check "hourly pay, by R" agrees $survey '194 199.273063706053 138.497435897436 160.358974358974 189.641025641026 233.5 279.035897435897' \
    --pay hourly --hours 1950 --currency USD
check "pay aged from each row's own date, by R" agrees $survey '194 400237.901185567 278625.221 322943.7175 381252.355 469008.175 560050.68' \
    --age-to 2027-01-01 --movement 3.5% --currency USD
finish
