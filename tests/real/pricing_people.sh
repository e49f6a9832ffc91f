# SPDX-License-Identifier: GPL-3.0-or-later
# pricing_people.sh - the prices and structures of the reference data for pricing.  Read in by real.sh;
# PRICING names its folder, beside that of the other reference data.
pricing=${PRICING-$data/../pricing}

# priced CASE COMMAND...: the csv of a command is expected/CASE.csv
priced() {
    case=$1
    shift
    (cd "$pricing" && benchpay "$@" -f csv) >"$tmp/answer" 2>"$tmp/stderr"
    awk -f "$here/real/pricing.awk" "$pricing/expected/$case.csv" "$tmp/answer" \
        >"$tmp/verdict" 2>&1
    if [ -s "$tmp/answer" ] && [ ! -s "$tmp/verdict" ]; then
        pass "pricing: $case: $(wc -l <"$tmp/answer") lines agree"
    else
        fail "pricing: $case"
        cat "$tmp/verdict" >>"$tmp/stderr"
        explain "$tmp/stderr"
    fi
}

if [ -d "$pricing/expected" ]; then
    grep -E '^(structure|price|ages)-' "$pricing/cases.csv" | while IFS= read -r line; do
        printf '%s\n' "$line" | tr -d '"' | sed 's/^\([^,]*\),0,,/\1 /'
    done >"$tmp/cases"
    while read -r name command; do
        # shellcheck disable=SC2086 # a command of plain words
        priced "$name" $command
    done <"$tmp/cases"
fi
