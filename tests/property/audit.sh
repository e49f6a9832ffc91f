#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# audit.sh BUILD_DIR - an audit agrees with what the program just wrote, and with nothing
# in which one figure is another, or is shown although it was withheld (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$top" || exit 1
survey=datasets/cmo_survey.csv
most=1000 # lines that are changed

# A survey from a seed: groups of few, organisations of many, pay that is often equal; of
# so many years.
made() {
    awk -v seed="$1" -v years="${2-0}" '
        function draw(n) { seed = (seed * 16807) % 2147483647; return seed % n }
        BEGIN {
            seed = seed * 7919 + 1
            for (i = 0; i < 9; i++) draw(2)
            people = 5 + draw(60); orgs = 1 + draw(16); few = draw(3)
            print "org,tier,region," (years ? "year," : "") "base"
            people *= years ? years : 1
            for (i = 0; i < people; i++) {
                org = few ? draw(orgs) : int(draw(orgs) * draw(orgs) / orgs)
                pay = 300000 + (draw(2) ? 5000 * draw(30) : draw(10000000) / 100)
                printf "%s,%s,%s,", draw(12) ? "O" org : "", \
                    substr("AAABBC", 1 + draw(6), 1), substr("NNNS", 1 + draw(4), 1)
                if (years)
                    printf "%s,", 2026 - int(draw(years * years) / years)
                print pay
            }
        }'
}
# agreed QUESTION RULES: what is written is agreed with; what may not be written at all (6)
# is no report.
agreed() {
    # shellcheck disable=SC2086 # a question is several words
    benchpay $1 "$tmp/made.csv" --rules "$2" --quiet -f json >"$tmp/json" 2>"$tmp/said"
    [ $? -ne 6 ] || return 0
    benchpay audit "$tmp/json" "$tmp/made.csv" >"$tmp/said" 2>&1 ||
        { echo "$1 --rules $2"; cat "$tmp/said"; return 1; }
}
printf 'id,tier,region,amount\n1,A,,310000\n2,B,N,395000\n3,,S,402500\n4,C,,\n5,D,,300000\n' \
    >"$tmp/offers.csv"
honest() {
    made "$1" >"$tmp/made.csv"
    for rules in none survey survey-classic; do
        for question in "percentiles --by tier,region --percentiles 5,20,50,66.6,90" \
            "tiers --ci-method order --ci 90" "percentiles --by tier --top 2 --qtype 2" \
            "report --by tier,region --ci-method woodruff --population 500 --qtype 6" \
            "percentiles --by tier,region --basis org" "tiers --basis org-equal --qtype 2" \
            "percentiles --by tier --sensitivity" \
            "percentiles --basis org-equal --sensitivity --outliers drop" \
            "report --offer 380000 --ask --by tier" \
            "report --offer 350000 --ties mid --qtype 6 --ci-method order" \
            "report --offer 410000 --basis org --ask" \
            "report --offers $tmp/offers.csv --by tier,region --ask"; do
            agreed "$question" $rules || return 1
        done
    done
}
# The same of growth.
honest_years() {
    made "$1" $((2 + $1)) >"$tmp/made.csv"
    for rules in none survey survey-classic; do
        for question in "report --by tier" "report --by tier --fit --anchor fit --ci 80" \
            "report --by tier --fit --year-weights people --min-people 8 --to 2031" \
            "report --by tier --rate 3% --scenario low=1% --scenario high=5%"; do
            agreed "$question" $rules || return 1
        done
    done
}
all_honest_years() { for seed in $(seq 1 "$1"); do honest_years "$seed" || return 1; done; }
all_honest() { for seed in $(seq 1 "$1"); do honest "$seed" || return 1; done; }

# The lines of the figures: those that an audit finds again, not levels, counts of rows.
figures() {
    awk '
        /"groups": \[/ || /"growth": \{/ || /"scenarios": \[/ { on = 1 }
        /"offers": \[/ || /"offer": \{/ { on = 1 }
        /"simulation": \{/ || /"excluded": \[/ { on = 0 }
        on && /"(n|orgs|others|mean|mean_lo|mean_hi|value|lo|hi|coverage|se|deff|n_eff|min|max|ratio_to_previous|overlap|rate|r2|amount|rank|percentile|market_ratio|to_p50|p25|p50|p75|adds|below|equal|median|incumbents|mix)": -?[0-9]/ {
            print NR
        }' "$tmp/json"
}
# noticed LINE: another number there is exit 6, and one line that names it.
noticed() {
    awk -v line="$1" '
        NR == line {
            at = index($0, ": ") + 2
            key = substr($0, 1, at - 1)
            x = substr($0, at) + 0
            rest = substr($0, at)
            sub(/^-?[0-9][-+.0-9eE]*/, sprintf("%.15g", x >= 2 ? x + 1 : x * 1.001), rest)
            $0 = key rest
        }
        { print }' "$tmp/json" >"$tmp/changed"
    caught || { sed -n "$1p" "$tmp/json" "$tmp/changed"; return 1; }
}
caught() {
    benchpay audit "$tmp/changed" "$records" >"$tmp/said" 2>&1
    [ $? -eq 6 ] && [ "$(wc -l <"$tmp/said")" -eq 1 ]
}
# The lines of standard input, or so many of them, spread over all.
some() {
    awk -v most="$most" '{ line[NR] = $0 }
        END { step = int(NR / most) + 1; for (i = 1; i <= NR; i += step) print line[i] }'
}
every_figure() {
    figures | some >"$tmp/lines"
    [ "$(wc -l <"$tmp/lines")" -gt 20 ] || return 1
    while read -r line; do
        noticed "$line" || return 1
    done <"$tmp/lines"
}
# What rules withhold is written without them, on the same line: shown it is exit 6.
every_secret() {
    cmp -s "$tmp/json" "$tmp/all" && return 1
    paste "$tmp/json" "$tmp/all" | awk -F '\t' '
        $1 ~ /"(mean|mean_lo|mean_hi|value|lo|hi|min|max|median)": null/ && $2 ~ /: -?[0-9]/ { print NR }' | some >"$tmp/lines"
    [ -s "$tmp/lines" ] || return 1
    while read -r line; do
        { head -n $((line - 1)) "$tmp/json"; sed -n "${line}p" "$tmp/all"
            tail -n +$((line + 1)) "$tmp/json"; } >"$tmp/changed"
        caught || { sed -n "${line}p" "$tmp/changed"; cat "$tmp/said"; return 1; }
    done <"$tmp/lines"
}
# audits NAME FILE RULES COMMAND...
audits() {
    name=$1 records=$2 rules=$3 command=$4
    shift 4
    benchpay "$command" "$records" "$@" --rules "$rules" --quiet -f json >"$tmp/json" 2>/dev/null
    check "audit agrees with $name" benchpay audit "$tmp/json" "$records"
    check "and with no other figure in it" every_figure
}
withholds() {
    audits "$@"
    shift 4
    benchpay "$command" "$records" "$@" --rules none --quiet -f json >"$tmp/all" 2>/dev/null
    check "and with nothing that is shown and was withheld" every_secret
}

check "audit agrees with what is made of 8 random surveys" all_honest 8
check "and of 6 of several years" all_honest_years 6
audits percentiles $survey none percentiles --currency USD --by region
most=40
audits "intervals of order statistics" $survey none percentiles --currency USD --by region \
    --ci-method order --qtype 2
audits "other conventions" $survey none percentiles --currency USD --where tier=CMO \
    --by region --sensitivity
audits "means of organizations" $survey none percentiles --currency USD --by tier --basis org
withholds "other conventions under rules" $survey survey percentiles --currency USD \
    --by tier,region --sensitivity --basis org-equal
withholds "percentiles under rules" $survey survey percentiles --currency USD --by tier,region
withholds "tiers under rules" $survey survey-classic tiers --currency USD
withholds "a report under rules" $survey survey report --where "region = West"
audits "growth" $survey none report --where "region = West" --fit --scenario low=1%
withholds "an offer under rules" $survey survey report --where "region = West" --offer 410k --ask
withholds "a list of offers" $survey survey report --where "tier = CMO" --by region --ask \
    --offers tests/golden/audit-of-offers/offers.csv
audits "an offer among people" $survey none report --where "region = West" --offer 410k --ties mid
withholds "local pay" $survey survey percentiles --by country --currency USD --local \
    --fx datasets/fx_rates.csv
audits "matched growth" $survey none report --currency USD --matched person --years 3
withholds "matched growth under rules" $survey survey report --where "region = West" \
    --where "tier = CMO" --matched org
made 7 4 >"$tmp/years.csv"
withholds "growth under rules" "$tmp/years.csv" survey report
finish
