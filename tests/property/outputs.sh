#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# outputs.sh BUILD_DIR - whoever has one output of a question, in whatever format, finds in
# it which market it is about: filters, currency, year, people, warnings; and an offer
# stands at one rank in all of them (TAP output).
#
# Ten questions are asked in every format.  A csv holds data alone: its market is looked
# for in the column that --scope-column adds, its warnings on standard error.  A chart's
# warnings are there, too.
. "$(dirname "$0")/../lib/start.sh"
cd "$top" || exit 1

# A survey with everything to be warned of: an hour's pay among a year's, a weight, blank
# pay in more than 1 % of the rows, and a latest year that has just begun.
awk 'BEGIN {
    print "person_id,org,year,date,country,region,beds,weight,currency,base_salary"
    for (i = 1; i <= 240; i++)
        printf "P%d,O%d,2025,2025-0%d-01,US,%s,%d,1.5,EUR,%s\n", i, i % 24, 1 + i % 6,
            i % 3 ? "South" : "West", 100 + i,
            i % 40 == 9 ? "" : i % 12 == 5 ? 40 + i % 30 : 90000 + (i * 617) % 90000
    for (i = 1; i <= 4; i++)
        printf "P%d,O%d,2026,2026-01-01,US,South,150,1,EUR,150000\n", i, i
}' >"$tmp/in.csv"
printf 'id,amount,region\na,410k,South\nb,350k,West\n' >"$tmp/list.csv"
survey=datasets/cmo_survey.csv

# people FILE CONDITION: the rows with pay for which it holds, counted by awk: v["NAME"] is
# the cell of a column
people() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
        { for (i = 1; i <= NF; i++) v[name[i]] = $i }
        v["base_salary"] + 0 > 0 && ('"$2"') { n++ }
        END { print n + 0 " people" }' "$1"
}

# plain FILE: its words, without what the format adds to them
plain() {
    case $1 in
    *.xlsx) unzip -p "$1" xl/sharedStrings.xml 'xl/worksheets/*.xml' ;;
    *) cat "$1" ;;
    esac | sed 's/<[^>]*>/ /g; s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g; s/&quot;/"/g
        s/&#39;/'"'"'/g; s/\\\([^u"]\)/\1/g' | tr -s ' \n' '  '
}

# has WORDS FILE: the file says each of the words, which are divided by |
has() {
    plain "$2" >"$tmp/plain"
    old=$IFS
    IFS='|'
    for word in $1; do
        grep -qiF -- "$word" "$tmp/plain" || { echo "$2 does not say '$word'"; IFS=$old; return 1; }
    done
    IFS=$old
}

# asked NAME FORMATS WORDS WARNINGS ARGUMENT...: the question in each format
asked() {
    name=$1 formats=$2 words=$3 warnings=$4
    shift 4
    for f in $formats; do
        out=$tmp/$name.$f options=
        case $f in csv) options=--scope-column ;; esac
        # shellcheck disable=SC2086 # none or one word
        COLUMNS=200 benchpay "$@" $options -o "$out" >/dev/null 2>"$tmp/err" || cat "$tmp/err"
        check "$name: $f says its market" has "$words" "$out"
        [ -n "$warnings" ] || continue
        case $f in
        csv | svg) check "$name: $f warns on standard error" has "$warnings" "$tmp/err" ;;
        *) check "$name: $f warns" has "$warnings" "$out" ;;
        esac
    done
}

all='txt md csv json html xlsx'
no_csv='txt md json html xlsx'

n=$(people $survey 'v["survey_year"] == 2026 && v["country"] == "United States" &&
    v["region"] == "South" && v["beds"] >= 150')
asked percentiles "$all" "United States|South|150 beds and more|USD|2026|$n" \
    'weight' percentiles $survey --by tier --where 'country = United States' \
    --where region=South --where 'beds >= 150'
n=$(people $survey 'v["survey_year"] == 2026 && v["country"] == "Germany"')
asked tiers "$all" "Germany|EUR|2026|$n" 'weight' \
    tiers $survey --where country=Germany
n=$(people $survey 'v["survey_year"] == 2026 && v["tier"] == "CMO" && v["currency"] == "USD"')
asked offer "$all" "tier CMO|USD|2026|$n" 'weight' \
    offer 430000 $survey --currency USD --where 'tier = CMO' --rules none
n=$(people $survey 'v["survey_year"] == 2025 && v["currency"] == "USD" &&
    v["job_title"] == "Chief Medical Officer"')
asked offers "$all" "Chief Medical Officer|USD|2025|$n" 'weight' \
    offer --offers "$tmp/list.csv" $survey --currency USD --year 2025 \
    --job 'Chief Medical Officer' --rules none
n=$(people $survey 'v["currency"] == "USD" && v["beds"] != "" && v["beds"] <= 300')
asked growth "$all" "up to 300 beds|USD|2019 to 2026|$n" 'weight' \
    project $survey --currency USD --where 'beds <= 300' --years 2
n=$(people $survey 'v["survey_year"] == 2026 && v["country"] == "United States" &&
    v["job_title"] == "Chief Medical Officer"')
asked report "$no_csv" "Chief Medical Officer|United States|USD|2026|$n" 'weight' \
    report $survey --job 'Chief Medical Officer' --where 'country = United States' \
    --offer 430000
asked published "$all" 'psychiatrists|2023|published figures' '' \
    percentiles datasets/oews_health_executives.csv \
    --where 'OCC_TITLE in surgeons,psychiatrists'
n=$(people "$tmp/in.csv" 'v["year"] == 2025 && v["beds"] >= 120')
asked odd "$all" "120 beds and more|EUR|2025|$n" \
    'excluded|by rule: missing|weight|periods|year 2025: the latest, 2026, has 4 rows' \
    percentiles "$tmp/in.csv" --where 'beds >= 120' --min-pay 1
n=$(people "$tmp/in.csv" 'v["year"] == 2025 && v["region"] == "South"')
asked odd-report "$no_csv" "South|EUR|2025|$n" 'excluded|weight|periods|latest, 2026' \
    report "$tmp/in.csv" --where region=South --min-pay 1
n=$(people $survey 'v["survey_year"] == 2026 && v["region"] == "South" && v["beds"] >= 150')
asked chart svg "South|150 beds and more|USD|2026|$n" 'weight' \
    plot box $survey --currency USD --by tier --where region=South --where 'beds >= 150'

# The filters of json are those that were typed.
check "json: filters as they were typed" grep -qF '"country = United States"' \
    "$tmp/percentiles.json"
check "json: the dates of the rows" grep -qF '"2026-01-01"' "$tmp/percentiles.json"

# --quiet silences standard error, and nothing in a file.
loud() { benchpay percentiles "$tmp/in.csv" --min-pay 1 "$@" 2>"$tmp/err"; }
quiet() { loud --quiet "$@" && [ ! -s "$tmp/err" ]; }
for f in text md json html; do
    loud -f $f >"$tmp/loud" && quiet -f $f >"$tmp/quiet"
    check "--quiet changes nothing in $f" sh -c "sed 's/ --quiet//; /\"--quiet\",/d' '$tmp/quiet' |
        cmp - '$tmp/loud'"
done
check "--quiet: csv and nothing else" quiet -f csv
# The command is in a workbook.
loud -o "$tmp/loud.xlsx" && quiet -o "$tmp/quiet.xlsx"
plain "$tmp/loud.xlsx" >"$tmp/loud" && plain "$tmp/quiet.xlsx" >"$tmp/quiet"
check "--quiet changes nothing in xlsx" sh -c "sed 's/ --quiet//; s/loud\.xlsx/quiet.xlsx/' '$tmp/loud' >'$tmp/want'
    sed 's/ --quiet//' '$tmp/quiet' | cmp - '$tmp/want'"

# One offer, one rank, wherever it stands: in sentences and tables, for machines, in each
# sheet of a workbook, at a chart's mark.
if ! command -v python3 >/dev/null; then
    skip "ranks" "no python3"
    finish
fi

# rank AMOUNT FILE CONDITION: where the amount lies among the pay of these rows, and how
# many they are.  As Excel's PERCENTRANK has it: of the gaps between n people sorted by
# pay, the share below the amount, in percent.
rank() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
        { for (i = 1; i <= NF; i++) v[name[i]] = $i }
        v["base_salary"] + 0 > 0 && ('"$3"') { print v["base_salary"] }' "$2" | sort -n |
        awk -v a="$1" '$1 <= a { below = $1; i = NR } $1 > a && above == "" { above = $1 }
            END { printf "%.15g %d\n", 100 * (i - 1 + (a - below) / (above - below)) / (NR - 1), NR }'
}
# ranked NAME AMOUNT 'RANK PEOPLE' FILE...
ranked() {
    name=$1 amount=$2 rank=${3% *} people=${3#* }
    shift 3
    for file; do
        check "$name: ${file##*.} has the rank $rank and no other" \
            python3 -B tests/tools/ranks.py "$rank" "$amount" "$people" "$file"
    done
}
# outputs NAME: its files, of all formats
outputs() { for f in $all; do echo "$tmp/$1.$f"; done; }

cmo='v["survey_year"] == 2026 && v["currency"] == "USD" && v["tier"] == "CMO"'
benchpay report $survey --currency USD --where 'tier = CMO' --offer 430000 --rules none --quiet \
    -o "$tmp/sections.txt" -o "$tmp/sections.md" -o "$tmp/sections.csv" -o "$tmp/sections.json" \
    -o "$tmp/sections.html" -o "$tmp/sections.xlsx"
benchpay plot offer $survey --currency USD --where 'tier = CMO' --offer 430000 --rules none --quiet \
    -o "$tmp/mark.svg"
at=$(rank 430000 $survey "$cmo")
# shellcheck disable=SC2046 # a file each
ranked offer 430000 "$at" $(outputs offer) $(outputs sections) "$tmp/sections-charts/offer.svg" \
    "$tmp/mark.svg"
at=$(rank 410000 $survey 'v["survey_year"] == 2025 && v["currency"] == "USD" &&
    v["job_title"] == "Chief Medical Officer" && v["region"] == "South"')
# shellcheck disable=SC2046
ranked "list of offers" 410000 "$at" $(outputs offers)
finish
