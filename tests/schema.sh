#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# schema.sh BUILD_DIR - json output follows the schemas of tests/schema (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
tools=$here/tools

# follows SCHEMA ARGUMENT...: the answer in json follows the schema.
follows() {
    schema=$1
    shift
    benchpay "$@" -f json >"$tmp/json" &&
        $python -W ignore "$tools/schema.py" "$schema" <"$tmp/json"
}

# The python3 on the PATH need not be the one that Debian's packages are for.
python=python3
$python -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3
if ! $python -c 'import jsonschema' 2>/dev/null; then
    skip "json follows its schemas" "no python3-jsonschema"
    finish
    exit
fi
survey=datasets/cmo_survey.csv
check "percentiles" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD
check "percentiles by two columns at odd levels" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD --by tier,region --percentiles 2.5,50,97.5
check "approximate percentiles" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD --by tier --approximate 10
check "an approximate report" follows tests/schema/report.json report $survey --approximate 10
check "percentiles without organizations" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD --by tier --map org=
aged='--age-to 2027-01-01 --movement 3.5%'
check "percentiles of aged pay" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD $aged --movement 'bonus=2026: 2%' --pay tcc
check "tiers of aged pay" follows tests/schema/tiers.json tiers $survey --currency USD $aged
check "a report of aged pay" follows tests/schema/report.json report $survey $aged
check "an offer and aged pay" follows tests/schema/offer.json \
    offer 410k $survey --currency USD $aged
check "percentiles with weights" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD --by tier --weight weight --weights sampling
check "percentiles, small groups joined" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD --by region,tier --top 3
check "percentiles, local" follows tests/schema/percentiles.json \
    percentiles $survey --currency USD --fx datasets/fx_rates.csv --by country --local
check "percentiles with an empty total" follows tests/schema/percentiles.json \
    percentiles $survey --by currency
check "percentiles clustered, under rules" follows tests/schema/percentiles.json \
    percentiles $survey --currency CAD --by tier --ci-method auto --rules survey
check "percentiles by order statistics" follows tests/schema/percentiles.json \
    percentiles $survey --currency CAD --by tier --ci-method order --rules survey-classic
check "report with intervals of order statistics" follows tests/schema/report.json \
    report $survey --ci-method order
check "growth by group" follows tests/schema/project.json \
    project $survey --currency USD --by tier
check "pay equity" follows tests/schema/equity.json \
    equity datasets/payroll.csv --group gender --adjust tier,experience --category job
check "lines of pay" follows tests/schema/scope.json \
    scope $survey --currency USD --on beds --at 120,350 --by tier
check "lines of one slope, without rules" follows tests/schema/scope.json \
    scope $survey --currency USD --on beds --by tier --common-slope --rules none
check "tiers" follows tests/schema/tiers.json tiers $survey --currency USD
check "tiers of bands, some people in none" follows tests/schema/tiers.json \
    tiers $survey --currency USD --tiers 'Low=5-8,High=10-'
check "tiers in currencies" follows tests/schema/tiers.json tiers $survey --by currency,tier
check "tiers of a range" follows tests/schema/tiers.json tiers --from-range 250000-600000
check "report with a range" follows tests/schema/report.json \
    report $survey --from-range 250000-600000
check "growth, fitted and simulated" follows tests/schema/project.json \
    project $survey --currency USD --fit --simulate 200 --scenario low=2%,high=5%
check "growth, matched" follows tests/schema/project.json \
    project $survey --currency USD --matched person
check "growth, given without a file" follows tests/schema/project.json \
    project --from 425000 --rate 7%
check "growth of a series" follows tests/schema/project.json \
    project datasets/cmo_median_by_year.csv --series
check "report with simulated growth" follows tests/schema/report.json \
    report $survey --fit --simulate 200 --scenario low=2%
check "report" follows tests/schema/report.json report $survey
check "report with a line of pay" follows tests/schema/report.json report $survey --scope beds
check "check" follows tests/schema/check.json check $survey
staff="datasets/employees.csv --structure datasets/pay_ranges.csv"
# shellcheck disable=SC2086 # a file and an option
check "employees in their ranges" follows tests/schema/compa.json \
    compa $staff --by department --map fte=fte
# shellcheck disable=SC2086
check "groups of employees" follows tests/schema/compa.json compa $staff --by grade --summary
check "employees and their markets" follows tests/schema/compa.json \
    compa datasets/employees.csv --market datasets/priced_jobs.csv
# shellcheck disable=SC2086
check "a budget of increases" follows tests/schema/merit.json \
    merit $staff --matrix datasets/merit_matrix.csv --budget 3.5% --by department \
    --bring-to-min separate
# shellcheck disable=SC2086
check "increases by the guideline, summed up" follows tests/schema/merit.json \
    merit $staff --matrix datasets/merit_matrix.csv --summary
panel=datasets/cmo_published.csv
printf 'id,amount,tier\na,400k,CMO\nb,350k,\n' >"$tmp/offers.csv"
check "check of a published table" follows tests/schema/check.json check $panel
check "offer" follows tests/schema/offer.json offer 410k $survey --currency USD
check "offer against a line of pay" follows tests/schema/offer.json \
    offer 410k $survey --currency USD --scope beds=310
check "offers against lines of pay" follows tests/schema/offer.json \
    offer --offers tests/golden/offers-scope/list.csv $survey --currency USD --scope beds
check "offer against two markets" follows tests/schema/offer.json \
    offer 410k $survey $panel --currency USD --by tier --ties mid
check "offer against published percentiles" follows tests/schema/offer.json \
    offer 410k $panel
check "offer against each of several lines" follows tests/schema/offer.json \
    offer 210k datasets/oews_health_executives.csv --row OCC_CODE=11-1011 --year all
check "lines of a published table" follows tests/schema/percentiles.json \
    percentiles datasets/oews_health_executives.csv --where 'OCC_TITLE~Surgeons'
check "report on a published table" follows tests/schema/report.json \
    report datasets/oews_health_executives.csv
printf 'id,amount,tier\na,,CMO\nb,350k,\n' >"$tmp/blank.csv"
check "offers, one without an amount" follows tests/schema/offer.json \
    offer --offers "$tmp/blank.csv" $survey --currency USD
printf 'id,base,bonus %%,tier\na,400k,15%%,cmo\nb,350k,,Nobody\nc,,,\n' >"$tmp/parts.csv"
check "what to ask for, by group" follows tests/schema/offer.json \
    offer 410k $survey $panel --currency USD --by tier --ask
check "offers in parts, and what to ask for" follows tests/schema/offer.json \
    offer --offers "$tmp/parts.csv" $survey --currency USD --ask
check "offer above a top-coded percentile" follows tests/schema/offer.json \
    offer 220k datasets/oews_health_executives.csv --year 2013 --row OCC_CODE=11-1011
market="datasets/market_jobs.csv --surveys datasets/market_surveys.ini"
# shellcheck disable=SC2086
check "prices" follows tests/schema/price.json price $market --to 2027-01-01
# shellcheck disable=SC2086
check "prices and our employees" follows tests/schema/price.json price $market \
    --to 2027-01-01 --employees datasets/employees.csv --map fte=fte
cd tests/golden/price-cuts-of-several-houses || exit 1
check "prices of one table of cuts" follows ../../schema/price.json price jobs.csv \
    --surveys cuts.csv --movement moves.csv --to 2027-07-01
cd ../../..
# shellcheck disable=SC2086
check "prices of other ways" follows tests/schema/price.json price $market \
    --plan-year 2026 --policy lead-lag --composite mixture --missing-level ratio \
    --target P60+5% --ageing simple --rules none
jobs=datasets/priced_jobs.csv
check "structure with given midpoints" follows tests/schema/structure.json \
    structure $jobs --from 48000 --progression 14% --grades 8 --round 100
check "structure and the employees in it" follows tests/schema/structure.json \
    structure $jobs --fit --employees datasets/employees.csv --map fte=fte
check "structure of the market line" follows tests/schema/structure.json \
    structure $jobs --fit --on points --cuts 100,500,900 --provenance
check "offers" follows tests/schema/offer.json \
    offer --offers "$tmp/offers.csv" $survey $panel --currency USD
check "report with an offer" follows tests/schema/report.json \
    report $survey $panel --offer 410k
last=datasets/cmo_last_month
benchpay percentiles $survey --currency USD --by tier -f json >"$tmp/this.json"
check "two reports" follows tests/schema/diff.json diff $last.json "$tmp/this.json"
check "two surveys, people matched" follows tests/schema/diff.json \
    diff $last.csv $survey --currency USD --by tier --matched person
check "a percentile explained" follows tests/schema/explain.json \
    explain $survey --currency USD --cell tier=CMO --level 90
check "a weighted one" follows tests/schema/explain.json \
    explain $survey --currency USD --weight weight --weights sampling --rules none
check "report with offers" follows tests/schema/report.json \
    report $survey --offers "$tmp/offers.csv"
finish
