# SPDX-License-Identifier: GPL-3.0-or-later
# weighted.sh - every row of expected/weighted_quantiles.csv.  Read in by real.sh.
#
# Each block of expected rows (one file, value and grouping) has five methods, of which
# four are ours:
#
#   inverse weighted CDF, svyquantile math    sampling weights, type 1
#   svyquantile school                        sampling weights, type 2
#   Hmisc type 7, weights as frequencies      frequency weights, type 7
#   midpoint interpolation                    none
#
# Frequencies are whole numbers: posts in parts of full time are none, and are refused.
#
# Where C = p W exactly, floating sums can fall on the other side of the step: none of these
# rows does.  Two percentiles of the last part do, and are named there.
expected=$data/expected/weighted_quantiles.csv
agreed=0 differed=0 inexpressible=0
: >"$tmp/named"

# method NAME COUNT OPTION...: the rows of one method of the block; COUNT is the expected
# column that our n is
method() {
    name=$1 count=$2
    shift 2
    benchpay percentiles "$file" "$@" --rules none --ci-method none --csv-guard off -f csv \
        >"$tmp/answer" 2>"$tmp/stderr"
    awk -v file="$file" -v value="$value" -v by="$by" -v method="$name" -v count="$count" \
        -f "$here/lib/csv.awk" -f "$here/real/weighted.awk" "$expected" "$tmp/answer" \
        >"$tmp/verdict"
    read -r good bad <"$tmp/verdict"
    agreed=$((agreed + good)) differed=$((differed + bad))
    title="$file: $value by $by: $name: $good agreed, $bad differed"
    if [ "$good" -gt 0 ] && [ "$bad" -eq 0 ]; then pass "$title"
    else
        fail "$title"
        sed 1d "$tmp/verdict" >>"$tmp/stderr"
        explain "$tmp/stderr"
    fi
}

# beyond METHOD WHY: rows of the block that no options ask for
beyond() {
    : >"$tmp/answer"
    awk -v file="$file" -v value="$value" -v by="$by" -v method="$1" -v count=n \
        -f "$here/lib/csv.awk" -f "$here/real/weighted.awk" "$expected" "$tmp/answer" \
        >"$tmp/verdict"
    read -r none rows <"$tmp/verdict"
    inexpressible=$((inexpressible + rows))
    skip "$file: $value by $by: $1: $rows not expressible" "$2"
}

# block VALUE GROUP_BY OPTION...: the rows of $file with that value and grouping, weighted
# by $weight; $whole: its weights are whole numbers
block() {
    value=$1 by=$2
    shift 2
    printf '%s\t%s\t%s\n' "$file" "$value" "$by" >>"$tmp/named"
    method 'inverse weighted CDF' n "$@" --weight "$weight" --weights sampling --qtype 1
    method 'survey::svyquantile qrule=math' n "$@" --weight "$weight" --weights sampling \
        --qtype 1
    method 'survey::svyquantile qrule=school' n "$@" --weight "$weight" --weights sampling
    if $whole; then
        method 'Hmisc::wtd.quantile' sum_weights "$@" --weight "$weight" --weights freq
    else
        beyond 'Hmisc::wtd.quantile' 'weights are parts of a post'
    fi
    beyond 'midpoint interpolation' 'another definition'
}

weight=pwgtp whole=true
for file in acs_pums_extract/acs.csv acs_pums_extract/acsbig.csv; do
    block 'wagp [wagp>0]' '(all)'   --pay wagp
    block 'wagp [wagp>0]' sex       --pay wagp --by sex
    block 'wagp [wagp>0]' stabbr    --pay wagp --by stabbr
done

weight='Number of Posts in FTE' whole=false
for file in uk_organogram/*-junior.csv; do
    block 'Payscale Minimum (£)' '(all)'    --pay 'Payscale Minimum (£)'
    block 'Payscale Minimum (£)' Grade      --pay 'Payscale Minimum (£)' --by Grade
    block '(min+max)/2' '(all)'             --range mid
done

awk -f "$here/lib/csv.awk" -f "$here/real/unnamed.awk" "$tmp/named" "$expected" \
    >"$tmp/unnamed"
check "every block of weighted_quantiles.csv is named" test ! -s "$tmp/unnamed"
explain "$tmp/unnamed"
echo "# $agreed weighted rows agreed, $differed differed, $inexpressible not expressible"

# Samples of the Academic Performance Index, with the intervals of R's survey package (4.1,
# svyquantile with the Woodruff interval, rules math and school).  R prints 247 at P10 and
# 1589 at P95 of enroll: its floating sums miss C = p W, which is 232 and 1467 exactly.
# sample NAME WANT OPTION...: the last line of the answer
sample() {
    title=$1 want=$2
    shift 2
    got=$(benchpay percentiles "$@" --weight pw --weights sampling --unit 1 --rules none \
        -f csv 2>"$tmp/stderr" | tail -n 1)
    check "$title" test "$got" = "$want"
}
cd reference || exit 1
enroll='apisrs_enroll.csv --pay enroll --population 6194 --percentiles 10,50,75,95'
sample 'enroll of a simple random sample, type 1' \
    '200,,584.61,232,213,276,453,413,531,664,621,728,1467,1274,1780,ok' $enroll --qtype 1
sample 'enroll of a simple random sample, type 2' \
    '200,,584.61,239.5,213,276,453,413,531,673,621,728,1528,1274,1780,ok' $enroll
sample 'api00 of a cluster sample' \
    '183,15,644.169398907104,552,492,627,652,561,714,719,696,777,ok' \
    apiclus1_api00.csv --pay api00 --map org=dnum --population 757 --percentiles 25,50,75
cd "$data" || exit 1
