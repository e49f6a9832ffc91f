# SPDX-License-Identifier: GPL-3.0-or-later
# pricing_diff.sh - the comparisons of the reference data for pricing.  Read in by real.sh;
# PRICING names its folder, where it is not that in the reference data.
pricing=${PRICING-$data/pricing}

# compared CASE COMMAND: the csv of a command is expected/CASE.csv, in any order of lines
compared() {
    (cd "$pricing" && eval "benchpay $2 -f csv") 2>"$tmp/stderr" | LC_ALL=C sort >"$tmp/answer"
    LC_ALL=C sort "$pricing/expected/$1.csv" >"$tmp/expected"
    awk -f "$here/real/pricing.awk" "$tmp/expected" "$tmp/answer" >"$tmp/verdict" 2>&1
    if [ -s "$tmp/answer" ] && [ ! -s "$tmp/verdict" ]; then
        pass "pricing: $1: $(wc -l <"$tmp/answer") lines agree"
    else
        fail "pricing: $1"
        cat "$tmp/verdict" >>"$tmp/stderr"
        explain "$tmp/stderr"
    fi
}

if [ -d "$pricing/expected" ]; then
    grep '^diff-' "$pricing/cases.csv" | sed 's/^\([^,]*\),0,,/\1 /' >"$tmp/cases"
    while read -r name command; do
        compared "$name" "$command"
    done <"$tmp/cases"
    (cd "$pricing" && benchpay diff last.json this_eur.json) >"$tmp/answer" 2>"$tmp/stderr"
    if [ $? -eq 3 ] && [ ! -s "$tmp/answer" ]; then
        pass "pricing: reports in two currencies are refused"
    else
        fail "pricing: reports in two currencies are refused"
        explain "$tmp/stderr"
    fi
fi
