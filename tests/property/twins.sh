#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# twins.sh BUILD_DIR - a file and its twin, which writes the same pay another way, give the
# same figures, or a question; never other figures (TAP output).
#
# Pay is a multiple of 6,240, so that it can be cut into hours, days, weeks and months and
# into thousands without a rest.  A twin is an awk expression for its cell of pay, and
# sometimes for its header, period and year.
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# twin HEADER PAY [PERIOD [YEAR [MARK]]]: 400 rows; PAY, PERIOD and YEAR are awk expressions
# of the row's number i, its pay and its year.
twin() {
    awk -v mark="${5-,}" '
    function cut(n, first, rest, with,    text) {  # digits in groups, from the right
        text = substr(n, length(n) - first + 1)
        for (n = substr(n, 1, length(n) - first); length(n) > rest; n = substr(n, 1, length(n) - rest))
            text = substr(n, length(n) - rest + 1) with text
        return n == "" ? text : n with text
    }
    function quoted(t) { gsub(/"/, "\"\"", t); return "\"" t "\"" }
    BEGIN {
        print "tier" mark "'"$1"'" mark "pay period" mark "year"
        for (i = 0; i < 400; i++) {
            pay = 6240 * (5 + i * 37 % 61)
            year = 2021 + i % 3
            print "T" i % 4 mark quoted('"$2"') mark quoted('"${3-\"\"}"') mark quoted('"${4-year}"')
        }
    }'
}

ask() {
    benchpay percentiles "$@" --by tier --year 2022 --percentiles 0,25,50,75,100 --rules none -f csv \
        --map tier=tier 2>err | sed 's/,status$//'
}

# figures NAME FILE OPTION...: those of the plain file, or a question
figures() {
    name=$1
    shift
    ask "$@" >got
    if cmp -s plain got; then
        pass "$name: the same"
    elif [ ! -s got ] && grep -q 'give --' err; then
        pass "$name: a question"
    else
        fail "$name"
        diff plain got >diff
        cat err >>diff
        explain diff
    fi
}

# same NAME FILE OPTION...: no question will do
same() {
    figures "$@"
    check "$1: no question" test -s got
}

twin salary 'pay' >plain.csv
ask plain.csv >plain
check 'the plain file has figures' test -s plain

# Grouping and decimals.
twin salary 'cut(pay, 3, 3, ",")' >t.csv && same 'thousands by commas' t.csv
twin salary 'cut(pay, 3, 3, ",") ".00"' >t.csv && same 'and cents' t.csv
twin salary 'cut(pay, 3, 2, ",")' >t.csv && same 'lakhs by commas' t.csv
twin salary 'cut(pay, 3, 3, ".") ",00"' '""' year ';' >t.csv && same 'points and a decimal comma' t.csv
twin salary 'cut(pay, 3, 3, ".") ",- €"' '""' year ';' >t.csv && figures 'no cents' t.csv
twin salary 'cut(pay, 3, 3, " ")' >t.csv && same 'blanks' t.csv
twin salary 'cut(pay, 3, 3, "\302\240") ",00 kr"' '""' year ';' >t.csv && figures 'no-break blanks' t.csv
twin salary 'cut(pay, 3, 3, "\047") ".-"' >t.csv && same 'apostrophes' t.csv
twin salary '"=\"" pay "\""' >t.csv && same 'kept by a spreadsheet' t.csv
twin salary 'i % 2 ? pay : cut(pay, 3, 3, ",")' >t.csv && same 'some grouped' t.csv

# Signs and codes, in all rows or in some.
twin salary '"$" cut(pay, 3, 3, ",") " "' >t.csv && same 'dollars' t.csv
for code in 'USD %s' '%s USD' '$%s USD' 'US$ %s' '£%s' '%s €' 'CHF %s' 'Rs. %s' 'R %s' '%s zł'; do
    twin salary "sprintf(\"$code\", pay)" >t.csv && figures "$code" t.csv
done
twin salary 'i % 9 ? pay : "€" pay' >t.csv && figures 'a sign here and there' t.csv
twin salary 'i % 9 ? pay : i % 2 ? "€" pay : "$" pay' >t.csv && figures 'two signs here and there' t.csv

# Units.
twin 'salary (in thousands)' 'pay / 1000' >t.csv && same 'thousands in the header' t.csv
twin 'salary ($000)' 'pay / 1000' >t.csv && same '($000)' t.csv
twin 'salary (T€)' 'pay / 1000' >t.csv && same '(T€)' t.csv
twin 'salary (LPA)' 'pay / 100000' >t.csv && same 'lakhs in the header' t.csv
twin 'salary ($M)' 'pay / 1000000' >t.csv && same 'millions in the header' t.csv
twin 'salary (in thousands)' 'pay' >t.csv && figures 'a header that is not true' t.csv
twin salary 'pay / 1000 "k"' >t.csv && same 'k' t.csv
twin salary 'pay / 1000 " T€"' >t.csv && same 'T€' t.csv
twin salary 'i % 2 ? pay : pay / 1000 "k"' >t.csv && same 'k in half of the rows' t.csv
twin salary 'pay / 100000 " lakh"' >t.csv && same 'lakh' t.csv
twin salary 'pay / 1000 "-" pay / 1000 + 9 "k"' >t.csv && same 'k once in a range' t.csv --range low
twin salary '"$" pay "+"' >t.csv && same 'low ends' t.csv --range low
twin salary '"up to " pay' >t.csv && same 'high ends' t.csv --range high
twin 'annual salary' 'pay / 1000' >t.csv && figures 'thousands that nothing says' t.csv

# Periods, in a column, in the cell, for all.
year_of='split("Year,p.a.,Jahr,par an,Anual,all\047anno,per jaar,rok,год", w, ",") ? w[1 + i % 9] : 0'
twin salary 'pay' "$year_of" >t.csv && same 'years in many languages' t.csv
month_of='split("Month,monatlich,par mois,Mensual,al mese,maand,miesięcznie,в месяц", w, ",") ? w[1 + i % 8] : 0'
twin salary 'pay / 12' "$month_of" >t.csv && figures 'months in many languages' t.csv --map period='pay period'
twin salary 'pay / (split("1 12 24 26 52 260 2080", f, " ") ? f[1 + i % 7] : 1)' \
    'split("Year,Month,Semi-monthly,Bi-Weekly,Week,Daily,Hour", w, ",") ? w[1 + i % 7] : 0' >t.csv &&
    figures 'all periods in one column' t.csv --map period='pay period'
twin salary 'pay / 12 " per month"' >t.csv && same 'a month in the cell' t.csv --period monthly
twin salary 'i % 2 ? pay " a year" : pay / 2080 "/hr"' >t.csv && same 'two periods in the cells' t.csv --period annual
twin salary 'pay / 12 " per month"' >t.csv && same 'a month in each cell' t.csv
twin salary 'i % 2 ? pay " a year" : pay / 2080 "/hr"' >t.csv && same 'two periods in the cells alone' t.csv
twin salary '"月給" cut(pay / 12, 3, 3, ",") "円"' >t.csv && figures 'a month in front of each amount' t.csv
for period in 'monthly 12' 'semimonthly 24' 'biweekly 26' 'weekly 52' 'daily 260' 'hourly 2080'; do
    set -- $period
    twin salary "pay / $2" >t.csv && same "$1 pay" t.csv --period "$1"
    twin salary "pay / $2" >t.csv && same "$1 pay by --map" t.csv --map "period=@$1"
done
twin salary 'pay / 2080' >t.csv && twin salary 'pay' '"Year"' >u.csv && figures 'an hour where the option says so' t.csv --period hourly

# What several people are paid together is nobody's pay.
twin salary 'pay * (1 + i * 7 % 40)' | awk '{ print $0 "," (NR == 1 ? "headcount" : 1 + (NR - 2) * 7 % 40) }' >t.csv &&
    figures 'pay of all people of a row' t.csv
twin 'total payroll' 'pay * (1 + i * 7 % 40)' >t.csv && figures 'payrolls' t.csv
twin salary_cents 'pay * 100' >t.csv && figures 'cents' t.csv

# Years.
twin salary pay '""' 'year "/" (year + 1) % 100' >t.csv && same '2022/23' t.csv
twin salary pay '""' 'year "-" year + 1' >t.csv && same '2022-2023' t.csv
twin salary pay '""' '"FY" year % 100' >t.csv && same 'FY22' t.csv
twin salary pay '""' '"FY" year' >t.csv && same 'FY2022' t.csv
twin salary pay '""' 'year % 100' >t.csv && same '22' t.csv
twin salary pay '""' 'year ".0"' >t.csv && same '2022.0' t.csv
twin salary pay '""' '"25/06/" year % 100' >t.csv && same '25/06/22' t.csv --map date=year --map year=
for year in 2021 2022 2023; do
    awk -F, -v year=$year 'NR == 1 || $4 == "\"" year "\""' plain.csv | cut -d, -f1-3 >pay-$year.csv
done
same 'years in the names of files' pay-2021.csv pay-2022.csv pay-2023.csv --map year=@name
same 'one year for all rows' pay-2022.csv --map year=@2022
same 'one date for all rows' pay-2022.csv --map date=@2022-11-30

# Missing values change nothing: the rows without pay were not counted before.
for mark in NaN '\\N' 'n/a' '=""' ' - '; do
    { cat plain.csv; for i in 1 2 3; do printf 'T1,"%s","","2022"\n' "$(printf %s "$mark" | sed 's/"/""/g')"; done; } >t.csv
    same "missing: $mark" t.csv
done
finish
