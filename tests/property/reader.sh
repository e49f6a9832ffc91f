#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# reader.sh BUILD_DIR - libcsv alone, the fast reader and any number of threads give the same
# bytes, answers and errors alike (TAP output).
#
# The survey is made long enough for several chunks, and odd: quotes, blanks, line breaks in
# fields, CRLF, amounts and dates of many kinds, missing values, ragged rows.
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# rows ODD: 30,000 rows of which every ODD-th has something unusual
rows() {
    awk -v odd="$1" 'BEGIN {
        n = split("61000|$1,234.50|\"$52,000\"| 48000 |NA||5.2e4|48k|70000.25|-|0|-5|" \
                  "\"\"\"x\"\"\"|123456789012|00042000|61 000", pay, "|")
        p = split("P1|NA| P 7 ||\"P\"\"8\"|p1|-|P1", person, "|")
        m = split("2024-03-01|2023-12-31|2024/03/01||2024-02-30|2024-03-01T10:00", day, "|")
        c = split("USD|usd|EUR||N/A|US dollar", currency, "|")
        r = split("North|\"South, East\"| West |\"a\nb\"|\"a\"\"b\"|Süd||\302\240North\302\240",
                  region, "|")
        print "org,region,tier,base,bonus,currency,date,person"
        for (i = 1; i <= 30000; i++) {
            k = i % odd == 0 ? i / odd : 0
            printf "Organisation %d,%s,T%d,%s,%d,%s,%s,%s%s%s", i % 211, region[1 + k % r],
                i % 5, k % 3 == 1 ? pay[1 + int(k / 3) % n] : 30000 + (i * 617) % 90000,
                i % 7 * 500, currency[1 + (k % 4 == 1) * int(k / 4) % c],
                k % 5 == 1 ? day[1 + int(k / 5) % m] : "2024-0" (1 + i % 9) "-15",
                k % 2 == 1 ? person[1 + int(k / 2) % p] : "P" (i % 9000),
                k % 97 == 96 ? ",more" : "", k % 11 == 10 ? "\r\n" : "\n"
        }
    }'
}

# money DECIMAL GROUP SIGNS: 30,000 rows of pay as prices, of which the last have odd cells
money() {
    awk -v mark="$1" -v group="$2" -v signs="$3" '
    function price(pay, sign, decimals,    text) {
        for (; pay >= 1000; pay = int(pay / 1000))
            text = (decimals == 1 ? "" : group) sprintf("%03d", pay % 1000) text
        text = pay text (decimals ? mark substr("25000", 1, decimals) : "")
        return pay % 7 == 0 ? text " " sign : pay % 7 == 1 ? sign " " text : sign text
    }
    BEGIN {
        s = split(signs, sign, " ")
        n = split("1,23,456.00|1.23.456,00|$1,234,56|$12,345,678,901.00|$ 51,000.00|" \
                  "US$51,000|CA$51.000|51,000 €|51 000 $|(51,200.00)|$25.50/hr|" \
                  "25,50 per hour|$1,2345.00|1.2345,00|$,234|$1234,567.00|" \
                  "\302\240$51,234.00|51\302\240234,50|£-5.00|€5.1e4|$48k|$0.00|0,00|.50|" \
                  "$|€|0,123,456.45|0.123.456,45|$51,234.5678|51.234,5678|51,234.|" \
                  " €51,234.00 |€51.234,00 |$51234567|51’234.50|51\047234|51 234|NA||-|" \
                  "USD 51,000|$50,000-$60,000|$$51,000|$51,000€|51,000$|51,000US$|51 €|51,€|" \
                  "£$51,000|99999999|999,999,999.99|" \
                  "5000,0|5000.0|$5,000,000|1$000", odd, "|")
        print "org,region,tier,base,bonus,date"
        for (i = 1; i <= 30000; i++) {
            base = price(30000 + i * 617 % 990000, i % 5 ? sign[1 + i % s] : "", i % 4)
            bonus = price(i * 37 % 30000, i % 3 ? "$" : "", i % 3)
            if (i > 20000 && i % 13 == 0) base = odd[1 + i / 13 % n]
            if (i > 20000 && i % 17 == 0) bonus = odd[1 + i / 17 % n]
            printf "Organisation %d,\"R%d\",T%d,\"%s\",\"%s\",\"%d-0%d-15\"%s", i % 211,
                i % 3, i % 5, base, bonus, 2023 + i % 2, 1 + i % 9,
                i % 11 == 10 ? "\r\n" : "\n"
        }
    }'
}

# What rows are paid for, their share of full time and their weights, some of them odd
# behind row 10,000.
work() {
    awk 'BEGIN {
        n = split("year|Annual|per year|Hourly|hour|month|monthly|week|day|fortnight|" \
                  "often||NA|Salaried|per  month|an hour", period, "|")
        f = split("1.0|1.00|1.000|100%|0.5|0.75|0|2|NA||half|1,0|01|1.|1.05", fte, "|")
        w = split("1|0.5|2.25|1.191|0|NA||12345678.5|1.0000000001|3e2|17|1.10", weight, "|")
        print "org,region,tier,base,pay_period,fte,weight,date"
        for (i = 1; i <= 30000; i++) {
            k = i > 10000 && i % 5 == 0 ? i / 5 : 0
            p = k % 3 == 1 ? period[1 + int(k / 3) % n] : i % 2 ? "year" : "Month"
            base = p == "Month" ? 2500 + i * 617 % 9000 : 30000 + i * 617 % 90000
            if (i % 500 == 0) base = i % 1000 == 0 ? 0 : 99000000
            if (k % 17 == 9) base = "$" base ".50"
            printf "Organisation %d,%s,T%d,%s,%s,%s,%s,2024-0%d-15\n", i % 211,
                k % 19 == 3 ? "R  1" : "R" i % 3, i % 5, base, p,
                k % 7 == 2 ? fte[1 + int(k / 7) % f] : 1,
                k % 11 == 5 ? weight[1 + int(k / 11) % w] : i % 3 + 0.5, 1 + i % 9
        }
    }'
}

keys=tier,region currency=USD
# what is asked: percentiles need no records of rows, a check and a report do
question() {
    case $command in
    check) benchpay check "$@" --by $keys ;;
    report) benchpay report "$@" --by $keys --rules none --charts none --excluded excluded ;;
    project) benchpay project "$@" --rules none ;;
    tiers) benchpay tiers "$@" --rules none --excluded excluded ;;
    compa) benchpay compa "$@" --structure ranges.csv --excluded excluded ;;
    merit) benchpay merit "$@" --structure ranges.csv --matrix matrix.csv --budget 3% ;;
    *) benchpay percentiles "$@" --rules none --by $keys --excluded excluded ;;
    esac
}

ask() {
    question "$1" --currency $currency -f json --show-values $asked ${3-} ${4-} ${5-} ${6-} \
        >"$2.out" 2>"$2.err"
    echo "exit $?" >>"$2.err"
    mv -f excluded "$2.excluded" 2>/dev/null || : >"$2.excluded"
}

same() {
    rm -f plain.* fast.*
    ask "$1" plain --reader libcsv --threads 1
    for threads in 1 2 5; do
        ask "$1" fast --reader auto --threads $threads
        check "$command $1 $asked, $threads threads" sh -c 'diff plain.out fast.out &&
            diff plain.err fast.err && cmp plain.excluded fast.excluded'
    done
}

rows 3 >odd.csv
rows 400 >usual.csv
{ rows 400; printf 'x,y "z" w,T1,1,1,USD,2024-01-01,P1\n'; rows 400; } >broken.csv
command=percentiles
for file in odd.csv usual.csv broken.csv; do
    for asked in '' '--year all --pay tcc' '--where base>50000 --where region!=West' \
        '--min-pay 40000.5 --max-pay 90000 --max-malformed 90%' \
        '--period monthly --outliers drop' '--missing 61000,West' '--strict' \
        '--unit 1000 --pays 14 --period monthly --map year=@2024' \
        '--period daily --hours 1950 --map currency=@USD --map org=@Alder'; do
        same "$file"
    done
done

# Rows are hashed and names counted, people followed from year to year.
awk -F, 'NR == 1 { print; next } NR % 50 == 0 { print } NR % 3 == 0 { sub("2024-0", "2023-0") } 1' \
    usual.csv >twice.csv
for command in check report; do
    for file in odd.csv usual.csv broken.csv twice.csv; do
        for asked in '' '--year all --missing P1,West' '--job T1 --map title=tier'; do
            same "$file"
        done
    done
done
command=project
for asked in '--matched person' '--matched person --where tier=T1'; do
    same twice.csv
done
command=percentiles

work >work.csv
for asked in '' '--map fte=fte --period monthly' '--period hourly --hours 2085 --missing NA' \
    '--weight weight --weights sampling' '--weight weight --weights analytic --map fte=fte' \
    '--outliers drop' '--outliers drop --weight weight --weights sampling'; do
    asked="$asked --max-malformed 90%"
    same work.csv
done

# Bands of a number, rates of currencies, shares of full time, ends of ranges and peers,
# some of them odd behind row 10,000.
bands() {
    awk 'BEGIN {
        n = split("5|5.0|8|12+|NA||-1|five|5 years|1e1|\"7,5\"|0005|7.123456789|7.1234567891|" \
                  "99999999999| 6.5 |2|2.5", years, "|")
        c = split("EUR|GBP|XYZ||usd|NA|US dollar|CHF|EUR", currency, "|")
        d = split("2024-03-14|2023-12-31|2024-02-30||2024-03|2024-03-15T10:00|2019-01-01", day, "|")
        f = split("0.5|0.333|1.0|0|2|NA|50%|.5|0.0000001|0.9999999999|1", fte, "|")
        r = split("|-|70000.01|NA|1|99000000|\"50,000\"|61000.50|$61,000", high, "|")
        o = split("Alder|ALDER|alder  hall|Alder Hall||NA|Oak|oak ", org, "|")
        print "org,region,salary_min,salary_max,bonus,experience,currency,date,fte,pay_period"
        for (i = 1; i <= 30000; i++) {
            k = i > 10000 && i % 5 == 0 ? i / 5 : 0
            low = 30000 + i * 617 % 90000
            printf "%s,Area %d,%s,%s,%d,%s,%s,%s,%s,%s\n",
                k % 13 == 6 ? org[1 + int(k / 13) % o] : "Organisation " i % 211, i % 3,
                k % 29 == 4 ? "" : low,
                k % 7 == 2 ? high[1 + int(k / 7) % r] : low + i % 3 * 1000.5 + 1, i % 7 * 500,
                k % 3 == 1 ? years[1 + int(k / 3) % n] : i % 40 / 2,
                k % 5 == 2 ? currency[1 + int(k / 5) % c] : substr("USDEURGBP", 1 + i % 3 * 3, 3),
                k % 11 == 5 ? day[1 + int(k / 11) % d] : "2024-0" 1 + i % 9 "-15",
                k % 2 == 1 ? fte[1 + int(k / 2) % f] : i % 4 ? 1 : 0.75, i % 17 ? "year" : "hour"
        }
    }'
}

bands >bands.csv
{
    printf 'currency,rate,date\nEUR,1.0853,2024-01-01\nEUR,1.0712,2024-03-15\n'
    printf 'GBP,1.27,2023-01-01\nXYZ,0.0123456789,2024-06-01\nUS dollar,1,2020-01-01\n'
    printf 'CHF,90000.5,2025-01-01\n'
} >fx.csv
grep -v XYZ fx.csv >few.csv
printf 'Alder Hall\nOrganisation 7\n"Organisation 11"\noak\n' >peers.txt
map='--map period= --max-malformed 90%'
keys=region
for asked in '--range mid --fx fx.csv --year all' '--range low --map fte=fte' \
    '--range mid --map fte=fte --fx fx.csv --fx-direction from --missing EUR,0.75' \
    '--pay salary_min --map fte=fte --map date=@2024-03-15 --fx fx.csv' \
    '--range mid --outliers drop --fx fx.csv --min-pay 40000 --max-pay 90000' \
    '--range high --map fte=fte --map period=pay_period --fx fx.csv' \
    '--range mid --map fte=fte --period hourly --currency EUR'; do
    asked="$asked $map"
    case $asked in *pay_period*) asked="${asked%% --map period= *} --max-malformed 90%" ;; esac
    same bands.csv
    check "bands.csv $asked has an answer" grep -q '^exit 0$' plain.err
done
asked="--range mid --fx few.csv $map"
same bands.csv
for command in tiers check report; do
    for asked in '--fx fx.csv' '--map fte=fte --missing 5,USD'; do
        asked="$asked --range mid $map"
        [ $command = check ] || asked="$asked --tiers Few=0-5,Some=5-8,Many=8.5-12,Most=15-"
        same bands.csv
    done
done
command=percentiles
for keys in peers peers,region; do
    for asked in '' '--where peers=others' '--outliers drop --where peers!=others --fx fx.csv'; do
        asked="$asked --range mid --peers peers.txt $map"
        same bands.csv
        check "bands.csv $asked has an answer" grep -q '^exit 0$' plain.err
    done
done
keys=tier,region

# Employees: shares, names and dates that are unusual behind row 10,000.
staff() {
    awk 'BEGIN {
        f = split("1.0|100%|0.5|0.75|0|2|NA||half|01|1.|1.05|.5|0.0000000001", fte, "|")
        p = split("1|0.25||NA|2|50%|0|-|1.00", part, "|")
        h = split("2019-05-01||2020-02-30|NA|2019-1-5|1 May 2019", hired, "|")
        g = split("G1|g 2| G3 ||NA|G9|\"G2\"", grade, "|")
        w = split("E 7|E  7| E7||NA|\"E,7\"|\"E \"\"7\"\"\"", who, "|")
        b = split("$51,000|25.50 per hour|5e4|0|NA|61000.255", base, "|")
        print "person;department;job;grade;fte;base;rating;prorate;hire_date;pay_period"
        for (i = 1; i <= 30000; i++) {
            k = i > 10000 && i % 5 == 0 ? i / 5 : 0
            printf "%s;D%d;J%d;%s;%s;%s;%s;%s;%s;%s\n",
                k % 7 == 1 ? who[1 + int(k / 7) % w] : "E" i, i % 40, i % 100,
                k % 11 == 3 ? grade[1 + int(k / 11) % g] : "G" 1 + i % 3,
                k % 5 == 2 ? fte[1 + int(k / 5) % f] : i % 9 ? 1 : 0.625,
                k % 13 == 4 ? base[1 + int(k / 13) % b] : 30000 + i * 617 % 40000,
                substr("ABC", 1 + i % 3, 1), k % 3 == 1 ? part[1 + int(k / 3) % p] : 1,
                k % 2 == 1 ? hired[1 + int(k / 2) % h] : "2018-0" 1 + i % 9 "-15",
                k % 17 == 6 ? "hour" : "year"
        }
    }'
}

staff >staff.csv
printf 'grade,min,midpoint,max\nG1,30000,40000,50000\nG2,40000,50000,61000\nG3,45000.50,55000,66000\n' >ranges.csv
printf 'rating,Q1,Q2,Q3,Q4\nA,5,4,3,2.5\nB,4,3,2,1\nC,2,1,0,0\n' >matrix.csv
for command in compa merit; do
    for asked in '--by department' '--map fte=fte --where department!=D7 --missing J3,G1' \
        '--by department,job --map fte=fte --period hourly --map period='; do
        [ $command = compa ] || asked="$asked --hired-before 2018-07-01 --map prorate=prorate"
        asked="$asked --max-malformed 90%"
        same staff.csv
    done
done
command=percentiles

# One currency for all rows, however it is called.
asked='--map currency=@Euros'
currency=EUR
same usual.csv
asked='--map currency=@ABCDEFGHIJKLMNOPQRSTUVWX'
currency=ABCDEFGHIJKLMNOPQRSTUVWX
same usual.csv
currency=USD

# A year, a currency or a price in most rows is usual too.
keys=year,currency
same usual.csv
keys=tier,year
money . , '$ €' >points.csv
money , . '€ £ $' >commas.csv
money , ' ' '£' >blanks.csv
money . "'" '$' >apostrophes.csv
sed 's/\([^0-9,]\)\([0-9]\)\([0-9][0-9],[0-9][0-9][0-9]\)/\1\2,\3/g' points.csv >lakhs.csv
for file in points.csv commas.csv blanks.csv apostrophes.csv lakhs.csv; do
    case $file in blanks.csv) currency=GBP ;; *) currency=USD ;; esac
    # a limit: some of the odd amounts are so low that they would be asked about
    for asked in '--min-pay 1' '--pay tcc --period annual' \
        '--missing €,R1,EUR,$51000 --min-pay 1' '--where base>=50000 --where region!=R2' \
        '--period hourly --range mid --min-pay 1'; do
        asked="$asked --max-malformed 90%"
        case $file in lakhs.csv) asked="$asked --unit 1000" ;; esac
        same "$file"
        check "$file $asked has an answer" grep -q '^exit 0$' plain.err
    done
done
finish
