#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# torture.sh BUILD_DIR [WORD] - calls fail one after the other: memory, reading, writing,
# processes and limits, and the program is killed where it writes; torture/torture.c says
# what a run must end with (TAP output).
#
# Run like this it tries a sample: of each trial memory, kills and a third of the other
# faults, and of each at most MOST points, spread over the run.
# WHOLE=1 tries all of them (`make torture`), which takes hours, and then the counts of
# every trial stand before its result and in BUILD_DIR/torture.tsv.  With WORD only trials
# are run in whose command it stands; FAULTS='memory kill' names the faults.
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
word=${2-}
case ${build##*/} in
asan-* | coverage-*)
    skip "calls that fail" "the build has allocators of its own"
    finish
    exit ;;
esac
"${CC-cc}" -O1 -shared -fPIC -o "$tmp/torture.so" tests/torture/torture.c || exit 1
jobs=$(nproc 2>/dev/null || echo 2)
[ -n "${WHOLE-}" ] || TORTURE_MOST=${MOST-3}
export TORTURE_MOST=${TORTURE_MOST-0}

{ head -n 200 datasets/cmo_survey.csv | awk 'NR % 5 == 1'; grep Germany datasets/cmo_survey.csv | head -n 9; } >"$tmp/pay.csv"
cp datasets/fx_rates.csv "$tmp/fx.csv"
cp datasets/cmo_median_by_year.csv "$tmp/series.csv"
cp datasets/cmo_published.csv "$tmp/published.csv"
cp datasets/priced_jobs.csv "$tmp/jobs.csv"
for f in employees pay_ranges merit_matrix market_jobs; do cp "datasets/$f.csv" "$tmp"; done
cp datasets/market_surveys.ini datasets/market_*.csv datasets/cmo_survey.csv tests/golden/workbook-json/pay.xlsx "$tmp"
for f in cuts moves places; do cp "tests/golden/price-cuts-of-several-houses/$f.csv" "$tmp"; done
cp tests/golden/price-cuts-of-several-houses/jobs.csv "$tmp/cut_jobs.csv"
iconv -f UTF-8 -t UTF-16 "$tmp/pay.csv" >"$tmp/wide-characters.csv"
iconv -f UTF-8 -t UTF-16LE "$tmp/pay.csv" >"$tmp/latin.csv"
gzip -c "$tmp/pay.csv" >"$tmp/pay.csv.gz"
printf 'id,dept,wage from,wage to,unit\n1,A  b,50000,60000,Year\n2,A b,24,30,Hour\n3,a b,9,,Gig\n4,a B,8,9,Gig\n' \
    >"$tmp/ends.csv"
sed -n 's/^\([^,]*,\)\{4\}\([^,]*\),.*/\2/p' "$tmp/pay.csv" | sed 1d | sort -u | head -n 3 >"$tmp/peers.csv"
printf 'id,amount,tier\na,400k,CMO\nb,350k,\n' >"$tmp/offers.csv"
printf 'id,base,bonus %%,tiers,tier\na,400k,15%%,x,cmo\nb,350k,,,None\n' >"$tmp/parts.csv"
printf 'id,amount,tier\na,,CMO\nb,350k,\n' >"$tmp/blank.csv"
printf 'column,from,to\ntier,CMO,Chief\ncountry,Germany,DE\nregion,West,?East\n' >"$tmp/recode.csv"
printf 'title,2022,2023\nCMO,400000,410000\nVP,300000,311000\n' >"$tmp/wide.csv"
printf '[options]\nby = tier\nrules = none\ncurrency = USD\n' >"$tmp/profile.ini"
{
    printf '%s\n' ',,2023,,2024,' 'Name,Dept,Pay,Bonus,Pay,Bonus'
    for i in 1 2 3 4 5 6 7 8; do echo "P$((i % 6)),D$((i % 3)),${i}000,1,${i}500,2"; done
    printf '%s\n' '"Q "R" S",D1,1,2,3,4' 'T "U",D1,1000,,2000,' 'Total,,37000,,42000,' 'Median,,4500,,1,'
} >"$tmp/lines.csv"
printf 'job,salary (in thousands)\nA,95\nB,n.n.*\nC,n.n.*\nD,110\nE,88\nF,€91\n' >"$tmp/odd.csv"
printf 'job,salary\nA,1800\nB,1500\nC,2100\nD,$2400\nE,€900\n' >"$tmp/bare.csv"
awk 'BEGIN { print "tier,base"; for (i = 0; i < 20000; i++) print "T" i % 3 "," 50000 + i * 617 % 100000 }' \
    >"$tmp/many.csv"
awk 'BEGIN { # sizes whose common multiple is too large for weights
    print "organisation,base"
    n = split("29 31 37 41 43 47 53 59 61 67 71 73", size, " ")
    for (o = 1; o <= n; o++) for (i = 1; i <= size[o]; i++) print "O" o "," 400000 + o * i % 9
}' >"$tmp/sizes.csv"
(cd "$tmp" && "$build/benchpay" percentiles pay.csv --by tier --currency USD --provenance -o pay.json &&
    sed 's/0,USD/5,USD/' pay.csv >later.csv &&
    "$build/benchpay" percentiles later.csv --by tier --currency USD --provenance -o later.json &&
    "$build/benchpay" plan report pay.csv later.csv --currency USD --matched person -o plan.json &&
    "$build/benchpay" partial plan.json --task 1/1 -o . &&
    "$build/benchpay" plan tiers pay.csv --currency USD --weight weight --weights sampling -o one.json &&
    "$build/benchpay" partial one.json --unit 1 -o one && mv one/00001-pay.csv.part one.piece) 2>/dev/null

all='memory read-EIO read-EINTR read-short write-EIO write-ENOSPC write-EINTR write-short
open-EIO open-EMFILE open-EINTR make-ENOSPC fsync-EIO fsync-ENOSPC fsync-EINTR rename-EIO
rename-ENOSPC exchange-EINVAL unlink-EIO poll-EINTR poll-ENOMEM mmap-ENOMEM mmap-EIO
fork-EAGAIN thread-EAGAIN kill limit-files limit-memory limit-size limit-processes'

# A third of the faults for a trial, another one for the next.
sample() {
    i=0
    for fault in $all; do
        i=$((i + 1))
        case $fault in
        memory | kill) echo "$fault" ;;
        *) [ $(((i + n) % 3)) -ne 0 ] || echo "$fault" ;;
        esac
    done
}

# trial OPTIONS... FILES: the program runs in a folder of its own, with the input there.
# SETTING=value in front of it is for the driver.
n=0 setting=
trial() {
    case "$setting $*" in *"$word"*) ;; *) return ;; esac
    n=$((n + 1))
    mkdir "$tmp/$n"
    echo "${setting:+$setting }$*" >"$tmp/$n/name"
    chosen=${faults:-${FAULTS-}}
    [ -n "$chosen" ] || if [ -n "${WHOLE-}" ]; then chosen=$all; else chosen=$(sample); fi
    (
        cd "$tmp/$n" && for f in ../*.*; do [ -f "$f" ] && cp "$f" .; done &&
            env TORTURE="$(echo $chosen)" $setting LD_PRELOAD=../torture.so \
                "$build/benchpay" "$@" >counts 2>log && touch good
    ) &
    [ $((n % jobs)) -ne 0 ] || wait
}

# Commands and formats, to files and to standard output.
for format in text md csv json html xlsx; do
    out=$format
    [ "$format" != text ] || out=txt
    trial percentiles pay.csv --by tier,region --currency USD -o "files/report.$out" --threads 1
    trial tiers pay.csv --currency USD --rules none -o "files/report.$out" --threads 1
    trial offer 410k pay.csv published.csv --currency USD -o "files/report.$out" --threads 1
    trial project pay.csv --currency USD --matched person -o "files/report.$out" --threads 1
    trial report pay.csv --charts none -o "files/report.$out" --threads 1
    trial structure jobs.csv --fit --charts none -o "files/report.$out"
    trial diff pay.json later.json --charts none -o "files/report.$out"
    trial price market_jobs.csv --surveys market_surveys.ini --to 2027-01-01 --charts none -o "files/report.$out" --threads 1
    trial compa employees.csv --structure pay_ranges.csv --by department --map fte=fte --charts none -o "files/report.$out"
    trial merit employees.csv --structure pay_ranges.csv --matrix merit_matrix.csv --budget 3.5% --map fte=fte -o "files/report.$out"
    trial scope pay.csv --currency USD --rules none --on beds --charts none -o "files/report.$out" --threads 1
    trial equity pay.csv --currency USD --rules none --group org_size --charts none -o "files/report.$out" --threads 1
    [ "$format" = xlsx ] || trial percentiles pay.csv --currency USD --rules none -f "$format" --threads 1
    [ "$format" = xlsx ] || [ "$format" = csv ] || trial check pay.csv -f "$format"
done
trial percentiles pay.csv --by currency -o files/report.csv --excluded files/excluded.csv --rules none --threads 1
trial percentiles pay.csv --by tier --currency USD -o files/a.html -o files/b.json -o files/c.txt -f csv --threads 1

# Kinds of input.
for file in wide-characters.csv pay.csv.gz pay.xlsx published.csv; do
    trial check "$file" --threads 1
done
trial percentiles wide-characters.csv --currency USD --rules none --threads 1
trial percentiles latin.csv --encoding UTF-16LE --currency USD --rules none --threads 1
trial percentiles pay.csv.gz --currency USD --rules none --threads 1
trial percentiles pay.csv --currency USD --rules none --reader libcsv --threads 1
trial percentiles pay.csv later.csv --currency USD --rules none --threads 2
trial report pay.csv --charts none --memory 162K -o files/report.csv --threads 1 # through a file
trial report many.csv --charts none --memory 350K -o files/report.csv --threads 1 # pay, too
trial percentiles pay.csv --profile profile.ini --threads 1
setting=TORTURE_PIPE=pay.csv
trial percentiles - --currency USD --rules none -o files/report.json --threads 1
trial check -
setting=TORTURE_NO_EXCHANGE=1
faults='write-EIO make-ENOSPC rename-EIO rename-ENOSPC link-EIO link-EPERM unlink-EIO kill'
trial percentiles pay.csv --currency USD --rules none -o files/a.html -o files/b.json -f csv --threads 1
setting= faults=

# What else is asked of a survey.
trial percentiles pay.csv --by tier --currency USD --weight weight --weights analytic -f json --threads 1
trial offer 410k pay.csv --currency USD --weight weight --weights sampling --rules none --threads 1
trial percentiles pay.csv --by tier --currency USD --basis org --rules none -f csv --threads 1
trial percentiles sizes.csv --basis org-equal --qtype 2 --rules none -f csv --threads 1
trial offer 400k pay.csv --currency USD --basis org-equal --qtype 2 --rules none --threads 1
trial percentiles lines.csv --pay '2024 Pay' --map person=1 --distinct sum --threads 1
trial check lines.csv --pay '#3' --max-malformed 20%
trial tiers pay.csv --currency USD --fx fx.csv --tiers Low=5-8,High=10- --rules none --threads 1
trial percentiles pay.csv --by tier --currency USD --ledger ledger --threads 1
trial tiers --from-range 250000-600000 -f json
trial project pay.csv --currency USD --by tier --min-people 1 -f json --threads 1
trial project series.csv --fit --simulate 50 --scenario low=2%,high=5% --threads 1
trial offer 410k pay.csv --by tier --ask --currency USD -f json --threads 1
trial offer --offers parts.csv pay.csv --currency USD --ask --threads 1
trial offer --offers offers.csv pay.csv --currency USD -f json --threads 1
trial check ends.csv --by dept --map period=unit --range mid --threads 1
trial percentiles ends.csv --by dept --rules none --map period=unit --range mid -f csv --threads 1
trial percentiles published.csv -f json
trial report published.csv --charts none
trial offer 410k published.csv
trial offer --offers blank.csv pay.csv --currency USD -f csv --threads 1
trial project wide.csv --fit --to 2025 --where title=CMO
trial percentiles pay.csv --currency USD --peers peers.csv --by peers,organization --top 3 --threads 1
trial percentiles pay.csv --currency USD --fx fx.csv --by country --local --rules none --threads 1
trial percentiles odd.csv --rules none --map org=@Alder --map year=@2024 --max-malformed 50% -f json --threads 1
trial percentiles bare.csv --rules none --currency UAH -f csv --threads 1
trial structure jobs.csv --fit --map manager=title --provenance -f json
trial structure jobs.csv --from 40000 --to 165000 --grades 8 --next 2% --round 100 --charts none
trial verify pay.json --threads 1
trial audit pay.json pay.csv --threads 1
trial check ends.csv --map period=unit --range mid --propose files/recode.csv --threads 1
trial percentiles pay.csv --by tier --currency USD --recode recode.csv --rules none --provenance -f json --threads 1
trial diff pay.csv later.csv --by tier --currency USD --recode recode.csv --rules none -f json --threads 1
trial percentiles pay.csv --by tier --currency USD --pay bonus_pct --rules none -f csv --threads 1
trial percentiles pay.csv --by tier --currency USD --age-to 2027-01-01 --movement 3.5% --rules none -f json --threads 1
trial price market_jobs.csv --surveys market_surveys.ini --propose -f csv --threads 1
trial price market_jobs.csv --surveys market_surveys.ini --to 2027-01-01 --employees employees.csv -f csv --threads 1
trial price cut_jobs.csv --surveys cuts.csv --movement moves.csv --geography places.csv --location Reno --to 2027-07-01 --charts none -o files/report.xlsx --threads 1
trial explain pay.csv --currency USD --cell tier=CMO --rules none -f json --threads 1
trial plan report pay.csv later.csv --currency USD --fx fx.csv -o files/plan.json --threads 1
trial partial plan.json --unit 2 -o files --threads 1
trial partial one.json --unit 1 -o files --threads 1
trial merge 00001-pay.csv.part 00002-later.csv.part -o files/one.part
trial merge one.piece -o files/one.part
trial finish plan.json 00001-pay.csv.part 00002-later.csv.part -f json --threads 1
trial finish one.json one.piece -o files/report.csv --threads 1
trial help percentiles
wait

# A chart has its deadline, which so many runs side by side would miss.
if command -v gnuplot >/dev/null; then
    jobs=1
    [ -n "${WHOLE-}" ] || TORTURE_MOST=1
    trial plot distribution pay.csv --currency USD --rules none -o files/report.svg --threads 1
    if [ -n "${WHOLE-}" ]; then
        trial report pay.csv --charts require --currency USD --offer 410k -o files/report.html --threads 1
        trial report pay.csv --charts require --currency USD -o files/report.md --threads 1
        trial plot distribution pay.csv --currency USD --rules none -o files/report.png --script files --threads 1
    fi
fi

tried="a sample"
[ -z "${WHOLE-}" ] || tried="all points"
survived() { cat "$1/log"; [ -e "$1/good" ]; }
: >"$tmp/torture.tsv"
for i in $(seq "$n"); do
    name=$(cat "$tmp/$i/name")
    [ -z "${WHOLE-}" ] || sed 's/^/# /' "$tmp/$i/counts"
    sed "s|^|$name	|; s| \([0-9]*\) \([0-9]*\) \([0-9]*\) \([0-9]*\)$|	\1	\2	\3	\4|" \
        "$tmp/$i/counts" >>"$tmp/torture.tsv"
    check "calls fail, $tried: $name" survived "$tmp/$i"
done
[ -z "${WHOLE-}" ] || cp "$tmp/torture.tsv" "$build/torture.tsv"
awk -F '\t' '{ points += $3; tried += $4; runs += $5; wrong += $6 }
    END { print "# points " points + 0 ", tried " tried + 0 ", runs " runs + 0 ", wrong " wrong + 0 }' \
    "$tmp/torture.tsv"
finish
