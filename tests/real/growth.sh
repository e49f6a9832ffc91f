# SPDX-License-Identifier: GPL-3.0-or-later
# growth.sh - expected/growth.csv, growth_oews_odd_years.csv and lawsuit_growth_94_95.csv.
# Read in by real.sh.
#
# A line of the first two is one series with its log-linear growth, the trend's values one
# and five years behind the last, and the growth from the first figure to the last: that is
# the rate fitted to those two alone.  A line that nothing here names fails.
agreed=0 differed=0
: >"$tmp/named"

# figures FILE OPTION...: the rate and the points of a fit, as csv
fitted() {
    benchpay project "$@" --fit --anchor fit --years 5 --rules none -f csv 2>"$tmp/stderr"
}

# series EXPECTED NAME FILE OPTION...: the line called NAME holds for the medians of FILE
series() {
    expected=$data/expected/$1 name=$2
    shift 2
    printf '%s\n' "$name" >>"$tmp/named"
    fitted "$@" >"$tmp/answer"
    benchpay project "$@" --series --rules none -f csv 2>>"$tmp/stderr" |
        awk -F, 'NR == 1 || NR == 2 { print $1 "," $2 } { last = $1 "," $2 }
                 END { if (NR > 2) print last }' >"$tmp/ends.csv"
    fitted "$tmp/ends.csv" >"$tmp/ends"
    awk -v name="$name" -f "$here/lib/csv.awk" -f "$here/real/growth.awk" "$expected" \
        "$tmp/answer" "$tmp/ends" >"$tmp/verdict"
    read -r good bad <"$tmp/verdict"
    agreed=$((agreed + good)) differed=$((differed + bad))
    [ "$good" -gt 0 ] && [ "$bad" -eq 0 ] && return
    sed 1d "$tmp/verdict" >>"$tmp/stderr"
    return 1
}

# line NAME FILE OPTION...: one line of growth.csv
line() {
    if series growth.csv "$@"; then pass "growth: $1"
    else fail "growth: $1"; explain "$tmp/stderr"; fi
}

# the years of the monthly series that are whole, as means: with 12 months
awk -F, 'NR > 1 && $2 != "" { y = substr($1, 1, 4); sum[y] += $2; n[y]++ }
    END { print "year,value"
          for (y = 1900; y < 2100; y++)
              if (n[y] == 12) printf "%d,%.9f\n", y, sum[y] / 12 }' \
    fred_ahetpi/AHETPI.csv >"$tmp/ahetpi.csv"
line 'annual mean of monthly AHETPI, full years' "$tmp/ahetpi.csv"
line 'same, last 6 full years' "$tmp/ahetpi.csv" --where 'year >= 2020'
line 'median AnnualSalary' baltimore_payroll/*.csv --pay AnnualSalary --min-pay 0
line 'median salary' rdatasets/Lahman_Salaries.csv --pay salary --min-pay 0
line 'Wages (shillings a week)' rdatasets/HistData_Wheat.csv --pay Wages
line 'median wage' rdatasets/AER_PSID7682.csv --pay wage
for column in personmanagers personprofessionals personlabourers; do
    line $column au_hourly_earnings/earning.csv --pay $column
done
check 'growth: every line is named' awk -f "$here/lib/csv.awk" -f "$here/real/growth.awk" \
    -v named=1 "$tmp/named" expected/growth.csv

# The official tables of six years as one file: a year, a code, a figure.
awk -f "$here/lib/csv.awk" -f "$here/real/oews.awk" bls_oews_national/*.csv >"$tmp/oews.csv"
: >"$tmp/named"
bad_series=0
awk -F'"' 'NR > 1 { split($3, f, ","); print f[2] }' expected/growth_oews_odd_years.csv \
    >"$tmp/names"
while read -r name; do
    awk -F, -v code="${name#* }" 'NR == 1 || $2 == code { print $1 "," $3 }' "$tmp/oews.csv" \
        >"$tmp/series.csv"
    series growth_oews_odd_years.csv "$name" "$tmp/series.csv" </dev/null && continue
    bad_series=$((bad_series + 1))
    [ $bad_series -gt 3 ] || explain "$tmp/stderr"
done <"$tmp/names"
n_series=$(grep -c . "$tmp/names")
check "growth: $n_series official series" [ "$bad_series/$n_series" = 0/696 ]

# persons GROUP OPTION...: median and mean of the persons' growth
persons() {
    group=$1
    shift
    benchpay project lawsuit_physicians/Lawsuit.csv --pay-from Sal94 --pay-to Sal95 "$@" \
        --rules none -f csv >"$tmp/answer" 2>"$tmp/stderr"
    awk -F, -v group="$group" '
        function near(x, y) { return x != "" && (x - y) ^ 2 <= 1e-18 * y ^ 2 }
        FNR == 1 { next }
        NR == FNR { if ($1 == group) { n = $2; median = $3; mean = $4 }; next }
        { good = $3 == n && near($4, median) && near($5, mean); print }
        END { exit !good }' expected/lawsuit_growth_94_95.csv "$tmp/answer" >"$tmp/verdict"
    if [ $? -eq 0 ]; then agreed=$((agreed + 2)); pass "lawsuit: growth of persons, $group"
    else
        differed=$((differed + 2))
        fail "lawsuit: growth of persons, $group"
        explain "$tmp/verdict"
    fi
}
persons '(all)'
for rank in 1 2 3; do persons "Rank $rank" --where "Rank = $rank"; done

echo "# growth: $agreed figures agreed, $differed differed; not expressible: mean_yoy," \
    "median_yoy, linear_slope and cagr_next5 of $((9 + n_series)) series," \
    "p10 and p90 of 4 groups"
