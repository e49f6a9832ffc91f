# SPDX-License-Identifier: GPL-3.0-or-later
# pricing_people.sh - the prices, structures, employees and budgets of the reference data for
# pricing.  Read in by real.sh; PRICING names its folder, if it is elsewhere.
pricing=${PRICING-$data/pricing}

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

# fitted CASE COMMAND...: the line in json is that of expected/CASE.json
fitted() {
    case=$1
    shift
    (cd "$pricing" && benchpay "$@" -f json) 2>"$tmp/stderr" |
        awk '/"fit"/, /}/' | sed -n 's/^ *"\(.*\)": \([-0-9.e]*\),*$/\1,\2/p' >"$tmp/answer"
    sed -n 's/^ *"\(.*\)": \([-0-9.e]*\),*$/\1,\2/p' "$pricing/expected/$case.json" >"$tmp/want"
    awk -f "$here/real/pricing.awk" "$tmp/want" "$tmp/answer" >"$tmp/verdict" 2>&1
    if [ -s "$tmp/answer" ] && [ ! -s "$tmp/verdict" ]; then
        pass "pricing: $case: the line agrees"
    else
        fail "pricing: $case: the line"
        explain "$tmp/verdict"
    fi
}

# spent CASE COMMAND...: the figures of its json are those of expected/CASE.json
spent() {
    case=$1
    shift
    if (cd "$pricing" && benchpay "$@" -f json) 2>"$tmp/stderr" |
        python3 "$here/tools/figures.py" "$pricing/expected/$case.json" >"$tmp/verdict"; then
        pass "pricing: $case: the budget agrees"
    else
        fail "pricing: $case: the budget"
        cat "$tmp/verdict" >>"$tmp/stderr"
        explain "$tmp/stderr"
    fi
}

# refused CASE CODE WORDS COMMAND...: ends with CODE, and says WORDS
refused() {
    case=$1 code=$2 words=$3
    shift 3
    (cd "$pricing" && benchpay "$@") >"$tmp/answer" 2>"$tmp/stderr"
    if [ $? = "$code" ] && grep -q -e "$words" "$tmp/stderr"; then
        pass "pricing: $case is refused"
    else
        fail "pricing: $case"
        explain "$tmp/stderr"
    fi
}

if [ -d "$pricing/expected" ]; then
    grep -E '^(structure|compa|merit|price|ages)' "$pricing/cases.csv" | while IFS= read -r line; do
        printf '%s\n' "$line" | tr -d '"' | sed 's/^\([^,]*\),0,,/\1 /'
    done >"$tmp/cases"
    while read -r name command; do
        # shellcheck disable=SC2086 # commands of plain words
        priced "$name" $command
        # shellcheck disable=SC2086 # likewise
        case $name in
        structure*) [ ! -e "$pricing/expected/$name.json" ] || fitted "$name" $command ;;
        merit*) spent "$name" $command ;;
        esac
    done <"$tmp/cases"
    grep '^error-' "$pricing/cases.csv" | tr -d '"' |
        sed 's/^\([^,]*\),\([^,]*\),\([^,]*\),/\1 \2 \3 /' >"$tmp/cases"
    while read -r name code words command; do
        # shellcheck disable=SC2086
        refused "$name" "$code" "$words" $command
    done <"$tmp/cases"
fi
