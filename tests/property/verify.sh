#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# verify.sh BUILD_DIR - verify agrees with what the program just wrote, and with nothing
# in which one number is another (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$top" || exit 1
survey=datasets/cmo_survey.csv
panel=datasets/cmo_published.csv
printf 'id,amount,tier\na,400k,CMO\nb,350k,\n' >"$tmp/offers.csv"

# agrees ARGUMENT...: the answer in json is kept in $tmp/json.
agrees() {
    benchpay "$@" --quiet -f json >"$tmp/json" || return 1
    benchpay verify --quiet - <"$tmp/json" >"$tmp/said" 2>&1
    status=$?
    cat "$tmp/said"
    [ $status -eq 0 ] && [ ! -s "$tmp/said" ]
}
# The lines of the numbers; those of the request are strings.
numbers() { grep -nE '^ *("[^"]*": )?-?[0-9][-+.0-9eE]*,?$' "$tmp/json" | cut -d : -f 1; }

# notices LINE: another last digit there is exit 6, and one line that says so.
notices() {
    sed "$1s/[0-8]\(,\{0,1\}\)\$/9\1/;t
         $1s/9\(,\{0,1\}\)\$/8\1/" "$tmp/json" >"$tmp/changed"
    ! cmp -s "$tmp/json" "$tmp/changed" || return 1
    benchpay verify - <"$tmp/changed" >"$tmp/said" 2>&1
    [ $? -eq 6 ] && [ "$(wc -l <"$tmp/said")" -eq 1 ] && grep -q ' then, .* now$' "$tmp/said"
}
# Five numbers of each report, spread over it.
notices_any() {
    numbers >"$tmp/numbers"
    [ -s "$tmp/numbers" ] || return 1
    every=$(($(wc -l <"$tmp/numbers") / 5 + 1))
    for line in $(awk -v every=$every 'NR % every == int(every / 2)' "$tmp/numbers"); do
        notices "$line" || { sed -n "${line}p" "$tmp/changed"; cat "$tmp/said"; return 1; }
    done
}
verifies() {
    name=$1
    shift
    check "verify agrees with $name" agrees "$@"
    check "and with no other number in it" notices_any
}

verifies percentiles percentiles $survey --currency USD --by tier,region
verifies "percentiles in cents, with a digest" \
    percentiles $survey --currency USD --fx datasets/fx_rates.csv --percentiles 2.5,50 --provenance
verifies tiers tiers $survey --currency USD
verifies "tiers of a range" tiers --from-range 250000-600000 --points 15,50,85
verifies offer offer 410k $survey $panel --currency USD --by tier --provenance
verifies offers offer --offers "$tmp/offers.csv" $survey --currency USD
verifies "growth, fitted and simulated" \
    project $survey --currency USD --fit --simulate 200 --scenario low=2%,high=5%
verifies "growth without a file" project --from 425000 --rate 7%
verifies report report $survey --offer 410k --fit
verifies check check $survey
verifies "check of a published table" check $panel
# A report from anywhere may ask for anything, and nothing is written.
benchpay percentiles $survey --currency USD --quiet -f json >"$tmp/json"
(cd "$tmp" && cp "$OLDPWD/$survey" pay.csv && benchpay plan percentiles pay.csv --currency USD -o plan &&
    benchpay partial plan --unit 1 -o parts)
writes_nothing() {
    rm -rf "$tmp/made" && mkdir "$tmp/made"
    awk -v words="$1" '/^  "request": \[/ { print "  \"request\": [" words "],"; within = 1 }
        !within; within && /\],?$/ { within = 0 }' "$tmp/json" >"$tmp/asks.json"
    ! cmp -s "$tmp/json" "$tmp/asks.json" || return 1
    (cd "$tmp" && timeout 60 benchpay verify asks.json); rc=$?
    echo "status $rc"
    [ $rc -lt 100 ] && [ -z "$(ls "$tmp/made")" ]
}
for words in '"check", "pay.csv", "--propose", "made/x"' \
    '"finish", "plan", "parts/00001-pay.csv.part", "-o", "made/x.json"' \
    '"plan", "report", "pay.csv", "-o", "made/x"' '"merge", "parts/00001-pay.csv.part", "-o", "made/x"' \
    '"percentiles", "pay.csv", "--ledger", "made/x", "--excluded", "made/y", "-o", "made/z.csv"'; do
    check "verify writes nothing that a report names: $words" writes_nothing "$words"
done
finish
