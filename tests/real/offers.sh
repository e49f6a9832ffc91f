# SPDX-License-Identifier: GPL-3.0-or-later
# offers.sh - every row of expected/offers_microdata.csv and expected/offers_oews.csv.
# Read in by real.sh.  Each market's offers go in as one file of offers.
offers_agreed=0 offers_differed=0

# hold EXPECTED KIND KEY VALUE FILE OPTION...: the rows whose KEY columns are VALUE
hold() {
    expected=$data/expected/$1 kind=$2 key=$3 value=$4
    shift 4
    : >"$tmp/stderr"
    awk -v key="$key" -v value="$value" -f "$here/lib/csv.awk" -f "$here/real/offers.awk" \
        "$expected" >"$tmp/offers.csv"
    for ties in at mid; do
        benchpay offer --offers "$tmp/offers.csv" "$@" --ties $ties --rules none -f csv \
            >"$tmp/$ties" 2>>"$tmp/stderr"
    done
    awk -v key="$key" -v value="$value" -v kind="$kind" -f "$here/lib/csv.awk" \
        -f "$here/real/offers.awk" "$expected" "$tmp/at" "$tmp/mid" >"$tmp/verdict"
    read -r good bad <"$tmp/verdict"
    offers_agreed=$((offers_agreed + good)) offers_differed=$((offers_differed + bad))
    name="offers: $value: $good agreed, $bad differed"
    if [ "$good" -gt 0 ] && [ "$bad" -eq 0 ]; then pass "$name"
    else
        fail "$name"
        sed 1d "$tmp/verdict" >>"$tmp/stderr"
        explain "$tmp/stderr"
    fi
}

# records FILE VALUE FILTER OPTION...
records() {
    path=$1 what=$2 filter=$3
    shift 3
    hold offers_microdata.csv records file,value,filter "${path##*/}|$what|$filter" "$path" "$@"
}

for rank in Prof AsstProf AssocProf; do
    records rdatasets/carData_Salaries.csv salary rank=$rank --pay salary --where rank=$rank
done
for years in '2 - 4 years' '11 - 20 years'; do
    records aam_2021/aam_2021_responses.csv 'annual salary (col 6)' \
        "currency=USD, overall experience=$years" --pay "$aam_pay" --min-pay 0 \
        --map currency="$aam_currency" --currency USD --where "$aam_years=$years"
done
for rank in 1 2 3; do
    records lawsuit_physicians/Lawsuit.csv Sal95 Rank=$rank --pay Sal95 --where Rank=$rank
done
records seattletimes_ceo_2016/ceo_pay_2016.csv total '(all)' --pay total --min-pay 0
records seattle_wages/City_of_Seattle_Wage_Data.csv 'Hourly Rate ' \
    'Department=Seattle City Light' --pay 'Hourly Rate' --where 'Department=Seattle City Light'

# A year has a file of its own; a code that stands twice has the same figures twice.
sed 1d "$data/expected/offers_oews.csv" | cut -d, -f1,2 | sort -u | tr , ' ' >"$tmp/markets"
while read -r year code; do
    hold offers_oews.csv published year,OCC_CODE "$year|$code" \
        bls_oews_national/national_M${year}_dl.csv --row "OCC_CODE=$code" --method linear
done <"$tmp/markets"

rows=$(cat "$data/expected/offers_microdata.csv" "$data/expected/offers_oews.csv" | grep -c .)
check "every row of the expected offers was held against an answer" \
    test $((offers_agreed + offers_differed)) -eq $((rows - 2))
echo "# offers: $offers_agreed rows agreed, $offers_differed differed, 0 not expressible"
