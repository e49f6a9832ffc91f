#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# partials.sh BUILD_DIR - what is read in parts is, to the byte, what one run makes of all
# files; and parts that are not those of the plan, each once, are refused (TAP output).
. "$(dirname "$0")/../lib/start.sh"
unset SLURM_ARRAY_TASK_ID SGE_TASK_ID AWS_BATCH_JOB_ARRAY_INDEX PBS_ARRAY_INDEX
cd "$tmp" || exit 1

# rows N: a survey of N rows with a little of all that rows can be
rows() {
    awk -v rows="$1" 'BEGIN {
        t = split("Entry|Mid|Senior|Lead||\"Lead, acting\"", tier, "|")
        r = split("North|South|West|\"East\nside\"|Süd", region, "|")
        print "survey_year,organization,person_id,tier,region,years_experience,beds," \
              "currency,base_salary,bonus,wrvu,weight"
        for (i = 1; i <= rows; i++) {
            k = (i * 7919) % 104729
            pay = 40000 + (k * 37) % 260000 + (k % 5 == 0 ? .5 : 0)
            if (i % 41 == 7) pay = "n/a"
            if (i % 97 == 11) pay = -5
            if (i % 301 == 13) pay = "about 90k"
            printf "%d,Clinic %d,P%d,%s,%s,%d,%d,%s,%s,%s,%s,%s%s\n", 2022 + k % 5, k % 83,
                k % (rows / 3 + 1), tier[1 + k % t], region[1 + k % r], k % 31, 20 + k % 700,
                k % 13 == 0 ? "EUR" : "USD", pay, k % 3 == 0 ? "" : k % 9000,
                k % 4 == 0 ? "" : 2000 + k % 7001,
                1 + k % 7 * .25, i % 211 == 3 ? ",more" : ""
        }
    }'
}

# cut FILE N NAME: its records, dealt to N files of uneven sizes
deal() {
    awk -v n="$2" -v name="$3" '
    function quotes(s) { return gsub(/"/, "", s) }
    NR == 1 { head = $0; for (f = 1; f <= n; f++) print head > (name "-" f ".csv"); next }
    { record = record (open ? "\n" : "") $0; open = (open + quotes($0)) % 2 }
    !open {
        f = 1 + int(n * ((i++ * 61 % 997) / 997) ^ 2)
        print record > (name "-" f ".csv")
        record = ""
    }' "$1"
}

# in_parts: reads the plan's units in an order of chance, into a fresh folder `parts`
in_parts() {
    rm -rf parts
    units=$(grep -c '"bytes"' plan.json)
    for unit in $(awk -v n="$units" 'BEGIN {
        srand(20261129)
        for (i = 1; i <= n; i++) at[i] = i
        for (i = n; i > 1; i--) { k = 1 + int(rand() * i); x = at[i]; at[i] = at[k]; at[k] = x }
        for (i = 1; i <= n; i++) print at[i] }'); do
        benchpay partial plan.json --unit "$unit" -o parts --threads $((1 + unit % 3)) || return 1
    done
}

# tree SEED: merges parts two or three at a time, as chance will, into `tree.part`
tree() {
    rm -rf trees
    cp -R parts trees
    n=0
    while set -- "$1" trees/*.part && [ $# -gt 2 ]; do
        n=$((n + 1))
        pick=$(printf '%s\n' "$@" | sed 1d | awk -v seed="$1$n" 'BEGIN { srand(seed) }
            { print rand() "\t" $0 }' | sort | cut -f 2 | head -n $((2 + n % 2)))
        # shellcheck disable=SC2086 # names without blanks
        benchpay merge $pick -o trees/merged || return 1
        # shellcheck disable=SC2086
        rm $pick
        mv trees/merged "trees/m$n.part"
    done
    mv trees/*.part tree.part
}

# same NAME FORMATS WORDS...: one run, its parts, and a tree of them say the same
same() {
    name=$1 formats=$2
    shift 2
    if ! benchpay plan "$@" -o plan.json || ! in_parts || ! tree 1; then
        fail "$name: parts are made"
        return
    fi
    mv tree.part one.part
    tree 2
    check "$name: any tree of merges is one file" cmp one.part tree.part
    for format in $formats; do
        benchpay "$@" -f "$format" >single 2>single.err
        echo $? >single.rc
        benchpay finish plan.json parts/*.part -f "$format" >got 2>got.err
        echo $? >got.rc
        benchpay finish plan.json one.part -f "$format" >merged 2>merged.err
        check "$name: $format" eval \
            'cmp single got && cmp single.err got.err && cmp single.rc got.rc &&
             cmp single merged && cmp single.err merged.err && cat single single.err | grep -q .'
    done
}

rows 6000 >all.csv
for n in 1 2 5 13 40; do deal all.csv "$n" "of$n"; done
survey=$here/../datasets/cmo_survey.csv
deal "$survey" 7 cmo

for n in 1 2 5 13 40; do
    # shellcheck disable=SC2086
    same "groups of $n files, intervals and rules" 'json csv text' percentiles of$n-*.csv \
        --currency USD --by tier,region --ci 95
done
# long N: N rows, whose last are paid more than any that is looked at first: they wait until
# it is known that they are no total
long() {
    rows $(($1 - 3))
    for tier in Entry Mid Senior; do
        echo "2026,Clinic 1,P1,$tier,North,5,100,USD,400000,,,1"
    done
}
long 15000 >long-1.csv
long 14000 >long-2.csv
same 'files whose last rows wait for all others' 'csv json' percentiles long-*.csv \
    --currency USD --by tier --rules none
check 'and each has its own rows' eval \
    '[ "$(grep -o "\"rows\": [0-9]*" single | head -n 2 | tr -d "\n")" = "\"rows\": 15000\"rows\": 14000" ]'
same 'weights' 'json csv' percentiles of5-*.csv --currency USD --by tier --ci 90 \
    --weights sampling --weight weight
same 'weights as counts, a bootstrap' 'json html' percentiles cmo-*.csv --currency USD \
    --by region --ci 95 --ci-method bootstrap --seed 7 --rules survey-classic
same 'bands' 'json text' tiers of13-*.csv --currency USD \
    --tiers 'Junior=0-5,Middle=5-15,Senior=15-'
same 'tiers of the file' 'json html csv text' tiers cmo-*.csv --currency USD
same 'an offer' 'json html' offer 210k of5-*.csv --currency USD --by tier
same 'pay that is converted' 'json csv' percentiles cmo-*.csv --fx "$here/../datasets/fx_rates.csv" \
    --currency USD --by country --local
same 'other conventions' 'json text' percentiles cmo-*.csv --currency USD --sensitivity
same 'growth' 'json csv' project of13-*.csv --currency USD --fit
same 'growth of the same people' json project of13-*.csv --currency USD --matched person
same 'a report' 'json html csv text md' report cmo-*.csv --currency USD
same 'a report with all of it' 'json html csv text' report of13-*.csv --currency USD --ci 95 \
    --matched person --offer 210k --min-pay 1000
same 'a report with weights' 'json text' report of2-*.csv --currency USD --weights freq \
    --weight survey_year --where 'tier = Mid'
same 'one row a person, pay added up' 'json csv text' percentiles of13-*.csv --currency USD \
    --by tier,region --ci 95 --distinct sum
same 'one row a person, of all years' 'json csv' percentiles of5-*.csv --distinct sum --by year \
    --currency USD
same 'a report of one row a person' 'json html' report of5-*.csv --currency USD \
    --matched person --distinct latest --where 'bonus > 100'
same 'one row a person, by weight' json percentiles of2-*.csv --currency USD \
    --weights sampling --weight weight --distinct latest
grep -q '"people"\|person' single || fail 'rows became one a person'
# side_by_side WORDS...: parts that several threads load are those that one does
side_by_side() {
    benchpay plan "$@" -o plan.json && in_parts || return 1
    benchpay finish plan.json parts/*.part -f json --threads 1 >single 2>single.err
    for asked in '2 64M' '5 4G' '3 2M'; do
        # shellcheck disable=SC2086 # two words
        set -- $asked
        benchpay finish plan.json parts/*.part -f json --threads "$1" --memory "$2" >got 2>got.err
        cmp single got && cmp single.err got.err || return 1
    done
}
check 'parts side by side: cells' side_by_side percentiles of13-*.csv --currency USD --by tier
check 'parts side by side: weights' side_by_side percentiles of13-*.csv --currency USD \
    --weights sampling --weight weight
# Cells that have many amounts in a part are loaded in another way than those that have few.
awk 'BEGIN {
    print "organization,tier,base_salary,bonus"
    for (i = 0; i < 64000; i++)
        printf "Clinic %d,T%d,%d,%s\n", i % 80, int(i / 80) % 16, 50000 + i * 7919 % 99991,
            i % 3 == 0 ? "" : (i % 1000 == 1 ? "5000000000" : i * 104729 % 9973)
}' >large.csv
deal large.csv 2 large
same 'many amounts a cell' 'json csv' percentiles large-*.csv --by tier --ci 95
check 'parts side by side: many amounts a cell' side_by_side percentiles large-*.csv --by tier
same 'what no row has' 'json text' percentiles of5-*.csv --currency CHF
for n in 1 2 3; do
    grep -v '"' all.csv | grep -v '^side' | sed -n "1p;${n}00,${n}90p" >"total-$n.csv"
    awk -F , 'NR > 1 && $9 > 0 { sum += $9 } END { print "Total,,,,,,,USD," sum ",," }' \
        "total-$n.csv" >>"total-$n.csv"
done
same 'rows that may be totals' json percentiles total-*.csv --currency USD
same 'a row that is the total of its file' json report total-2.csv --currency USD
gzip -kf of2-1.csv
same 'a file that is packed' json report of2-1.csv.gz of2-2.csv --currency USD
benchpay percentiles of5-*.csv --currency USD --excluded single.csv -o single.json
benchpay plan percentiles of5-*.csv --currency USD --excluded got.csv -o plan.json && in_parts
benchpay finish plan.json parts/*.part -o got.json
check 'the rows that are excluded' cmp single.csv got.csv


# ---- more parts than are joined at once, more files than are usually open ----

# many_rows FROM TO: a file of three rows each
many_rows() {
    awk -v from="$1" -v to="$2" 'BEGIN {
        for (f = from; f <= to; f++) {
            name = sprintf("many/pay-%04d.csv", f)
            print "tier,organization,person_id,base_salary" > name
            for (i = 1; i <= 3; i++)
                printf "Tier %d,Clinic %d of %d,P%d,%d\n", f % 7, i * f % 19, f % 3,
                    (f + i) % 91, 50000 + f * 7919 % 40000 + i > name
            close(name)
        }
    }'
}
mkdir many
many_rows 1 150
for question in 'percentiles --by tier' 'report'; do
    # shellcheck disable=SC2086 # its words
    set -- $question
    benchpay plan "$@" many/*.csv -o plan.json
    rm -rf parts
    benchpay partial plan.json --task 1/1 -o parts
    benchpay merge parts/*.part -o one.part
    benchpay merge parts/*[02468]-*.part -o even.part
    benchpay merge parts/*[13579]-*.part -o odd.part
    benchpay merge odd.part even.part -o two.part
    check "150 parts become one: $1" cmp one.part two.part
    benchpay "$@" many/*.csv -f json >single 2>/dev/null
    benchpay finish plan.json one.part -f json >got 2>/dev/null
    check "150 parts become one, and its figures are those of one run: $1" cmp single got
done
many_rows 151 1100
check 'more files than are usually open' sh -c \
    'ulimit -Sn 256 && benchpay plan percentiles many/*.csv -o plan.json'

# ---- the same unit is the same bytes, whoever reads it ----

benchpay plan report of5-*.csv --currency USD -o plan.json
in_parts
mv parts first
benchpay partial plan.json --task 1/2 -o parts
SLURM_ARRAY_TASK_ID=2 benchpay partial plan.json --task /2 -o parts
check 'tasks make the parts that units do' diff -r first parts
rm -rf parts && mkdir parts
for i in 0 1 2; do AWS_BATCH_JOB_ARRAY_INDEX=$i benchpay partial plan.json --task /3 -o parts; done
check 'a scheduler that counts from 0 does, too' diff -r first parts

# ---- a task that was killed goes on: no unit that is there is read again ----

parts_of_task() { find task -name '*.part' 2>/dev/null | wc -l; }

# kill_a_task: kills it in the middle; on a terminal it tells which unit it is in
kill_a_task() {
    rm -rf task
    script -qfc 'exec benchpay partial task.json --task 1/1 -o task' told >/dev/null </dev/null &
    job=$!
    for _ in $(seq 1000); do
        [ "$(parts_of_task)" -lt 20 ] || break
        sleep 0.01
    done
    task=$(pgrep -P "$job")
    kill -STOP "$task" || return 1
    sleep 0.2
    kept=$(parts_of_task)
    begun=$(($(tr '\r' '\n' <told | sed -n 's/^reading: \([0-9]*\) of .*/\1/p' | tail -n 1) + 1))
    kill -KILL "$task"
    kill -CONT "$job" # which stands still where its child does
    wait "$job"
    twice=$((begun - kept))
    echo "# a task that was killed had begun $begun of 200 units and kept $kept: $twice read twice"
    [ "$kept" -ge 20 ] && [ "$kept" -lt 200 ] && [ "$twice" -ge 0 ] && [ "$twice" -le 1 ]
}

# go_on: the same command reads the others, and says how many it did not
go_on() {
    touch mark
    sleep 0.1
    benchpay partial task.json --task 1/1 -o task 2>said || return 1
    again=$(find task -name '*.part' -newer mark | wc -l)
    cat said
    [ "$again" -eq $((200 - kept)) ] && grep -q "$kept of 200 units were read before" said &&
        diff -r whole task
}

rm -rf whole
# shellcheck disable=SC2046 # names without blanks
benchpay plan percentiles $(ls many/*.csv | head -n 200) -o task.json
benchpay partial task.json --task 1/1 -o whole
if command -v script >/dev/null && command -v pgrep >/dev/null; then
    kill_a_task >figures
    check 'a killed task had at most one unit in work' [ $? -eq 0 ]
    cat figures
    check 'started again it reads the others alone' go_on
else
    skip 'a task that is killed' 'there is no script, or no pgrep'
fi
one=$(ls whole | sed -n 3p)
rm -rf task && cp -R whole task
head -c 300 "whole/$one" >"task/$one"
benchpay partial task.json --task 1/1 -o task 2>said
check 'a part that is damaged is made again' eval \
    'diff -r whole task && grep -q "^benchpay: 199 of 200" said'
sleep 0.1
touch "$(ls many/*.csv | sed -n 3p)" mark
sleep 0.1
benchpay partial task.json --task 1/1 -o task 2>said
check 'and one that is older than its unit' eval \
    '[ "$(find task -name "*.part" -newer mark)" = "task/$one" ] && grep -q "^benchpay: 199 of 200" said'
benchpay partial task.json --unit 4 -o task
check 'a unit that is asked for by itself is read again' eval \
    '[ "$(find task -name "*.part" -newer mark | wc -l)" = 2 ] && diff -r whole task'

# ---- what is refused: exit 3, the file, the reason, and no output ----

# refused NAME WORDS... -- COMMAND...: fails with 3, says all words, writes nothing
refused() {
    name=$1
    shift
    : >said.want
    while [ "$1" != -- ]; do printf '%s\n' "$1" >>said.want; shift; done
    shift
    rm -f report.html
    "$@" -o report.html >said 2>&1
    rc=$?
    ok=yes
    [ $rc -eq 3 ] && [ ! -e report.html ] || ok=no
    while IFS= read -r word; do grep -qF -- "$word" said || ok=no; done <said.want
    if [ $ok = yes ]; then pass "$name"; else fail "$name"; echo "# exit $rc"; explain said; fi
}

set -- parts/*.part
cp "$2" copy.part
refused 'the same unit twice' "$2" "unit 2 ('of5-2.csv')" -- \
    benchpay finish plan.json parts/*.part "$2"
refused 'a renamed copy' copy.part "$2" "unit 2 ('of5-2.csv')" -- \
    benchpay finish plan.json parts/*.part copy.part
benchpay merge "$2" "$3" -o pair.part
refused 'a part and a merge of it' pair.part "unit 2" -- \
    benchpay finish plan.json parts/*.part pair.part
refused 'merges that overlap' "$3" "unit 3" -- benchpay merge pair.part "$3"
refused 'a unit that is missing' "unit 1 ('of5-1.csv') is in no part" -- \
    benchpay finish plan.json "$2" "$3" "$4" "$5"
refused 'several that are missing' "unit 2 ('of5-2.csv')" 'and 2 more are missing' -- \
    benchpay finish plan.json "$1" "$5"
benchpay plan report of5-*.csv --currency USD --by tier -o other.json
benchpay partial other.json --unit 2 -o others
refused 'other settings' others/00002-of5-2.csv.part 'of another question' '--by tier' -- \
    benchpay finish plan.json "$1" others/*.part "$3" "$4" "$5"
refused 'merges of other settings' others/00002-of5-2.csv.part 'of another question' -- \
    benchpay merge "$1" others/*.part
printf '\002' | dd of=copy.part bs=1 seek=8 conv=notrunc 2>/dev/null
refused 'a newer version' copy.part 'of version 2' -- \
    benchpay finish plan.json "$1" copy.part "$3" "$4" "$5"
head -c 1000 "$2" >copy.part
refused 'a part that was cut off' copy.part damaged -- \
    benchpay finish plan.json "$1" copy.part "$3" "$4" "$5"
tr -d '\r' <"$2" >copy.part
refused 'a part that was copied as text' copy.part 'as if it were text' -- \
    benchpay finish plan.json "$1" copy.part "$3" "$4" "$5"
sed 's/"bytes": 1/"bytes": 2/' plan.json >changed.json
refused 'a plan that was changed' changed.json 'was changed after it was made' -- \
    benchpay finish changed.json parts/*.part
refused 'a part for a plan' "$1" 'it is no plan' -- benchpay finish "$1" "$2"
cp of5-4.csv kept.csv
sed '2s/USD/EUR/' kept.csv >of5-4.csv
refused 'a file that was changed' of5-4.csv 'changed since the plan was made' -- \
    benchpay partial plan.json --unit 1
refused 'the same when it is finished' of5-4.csv 'changed since the plan was made' -- \
    benchpay finish plan.json parts/*.part
cat kept.csv kept.csv >of5-4.csv
refused 'a file that has grown' of5-4.csv 'when the plan was made' -- \
    benchpay partial plan.json --unit 1
benchpay plan report of5-*.csv --currency USD -o plan2.json
benchpay partial plan2.json --task 1/1 -o others
cp kept.csv of5-4.csv
refused 'a part of other files' others/00001-of5-1.csv.part 'another plan of the same question' \
    -- benchpay finish plan.json others/00001-*.part "$2" "$3" "$4" "$5"
finish
