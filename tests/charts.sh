#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# charts.sh BUILD_DIR - every kind of chart as a user draws it: the same bytes again,
# hostile texts in all places, and what gnuplot is allowed to run (TAP output).
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
TMPDIR=$tmp/work
export TMPDIR
mkdir "$TMPDIR" "$tmp/here"
if ! command -v gnuplot >/dev/null; then
    skip "charts" "no gnuplot"
    finish
    exit
fi

# Texts of which a shell, gnuplot, a spreadsheet or XML would make something.
cat >"$tmp/texts" <<'END'
`touch PWN`
$(touch PWN)
"; system("touch PWN") #
<touch PWN
|touch PWN
EOD
%s%n 100%
@PWN {/*9 x}_y^z
</svg><script>x</script>
=cmd|'/c calc'!A1
\042 \\ 'q'
END
payload='`touch PWN`"; system("x") # <b>'
title='"; system("touch PWN") # `touch PWN`'
note='$(touch PWN) @PWN {/*9 x} </svg><script>x</script> %s%n'
cd "$tmp/here" || exit 1
file='`touch PWN`; $(touch PWN) "<b>".csv'
awk -v header="$payload" '
    function field(s) { gsub(/"/, "\"\"", s); return "\"" s "\"" }
    BEGIN { print field(header) ",year," field(header " b") "," field(header " a") "," \
                  field(header " pay") }
    { for (i = 0; i < 4; i++)
          print field($0) "," 2020 + i "," field($0) "," 90000 + 100*NR + i "," \
                90000 + 1000*NR + 70*i }' "$tmp/texts" >"$file"
awk 'function field(s) { gsub(/"/, "\"\"", s); return "\"" s "\"" }
    BEGIN { print "id,amount" }
    { print field($0) "," 91000 + 700*NR }' "$tmp/texts" >offers.csv

# draw KIND OPTION...: the hostile file, to draw.svg and draw.png; each text given after
# -- is in the picture
draw() {
    rm -f draw.* PWN
    benchpay plot "$@" --pay "$payload pay" --quiet -o draw.svg -o draw.png "$file" &&
        [ "$(ls)" = "$(printf '%s\n' "$file" draw.png draw.svg offers.csv | sort)" ] &&
        [ -z "$(ls -A "$TMPDIR")" ]
}
look() { python3 "$top/tests/tools/svg.py" draw.svg "$@"; }
says() {
    draw "$@" && look "$payload" &&
        draw "$@" --title "$title" --note "$note" && look "$title" "$note"
}
names() { # as well as those of its rows
    says "$@" && draw "$@" && while IFS= read -r text; do
        look "$text" || return 1
    done <"$tmp/texts"
}
if command -v python3 >/dev/null; then
    LC_ALL=C
    export LC_ALL
    check "hostile texts: distribution" says distribution --year 2023
    check "hostile texts: ecdf" says ecdf --year 2023
    check "hostile texts: offer" says offer --year 2023 --offer 95000
    check "hostile texts: box" names box --year 2023 --by "$payload"
    check "hostile texts: percentiles" names percentiles --year 2023 --by "$payload"
    check "hostile texts: tiers" names tiers --year 2023 --map "tier=$payload"
    check "hostile texts: heatmap" names heatmap --year 2023 --by "$payload,year"
    check "hostile texts: offers" names offers --year 2023 --offers offers.csv
    check "hostile texts: growth" says growth \
        --scenario '`touch x`=2%,$(touch PWN)=3%,</script>=4%'
    awk -v header="$payload" '
        function field(s) { gsub(/"/, "\"\"", s); return "\"" s "\"" }
        BEGIN { print field(header) "," field(header " a") "," field(header " pay") }
        { for (i = 0; i < 6; i++)
              print 40 * i + NR "," field($0) "," 90000 + 100*NR + 900*i*(1 + NR % 3) }' \
        "$tmp/texts" >"$tmp/models.csv"
    cp "$file" "$tmp/kept.csv"
    cp "$tmp/models.csv" "$file"
    check "hostile texts: payline" says payline --on "$payload" --rules none
    check "hostile texts: payline by groups" says payline --on "$payload" \
        --by "$payload a" --rules none
    check "hostile texts: gaps" says gaps --group "$payload a" --rules none
    check "hostile texts: bands" says bands --group "$payload a" --rules none
    cp "$tmp/kept.csv" "$file"
else
    skip "hostile texts" "no python3"
fi

# Each kind twice, light and dark.
cd "$top" || exit 1
printf 'id,amount,tier\na,400k,CMO\nb,350k,\n' >"$tmp/offers.csv"
again() {
    for theme in light dark; do
        for time in 1 2; do
            benchpay plot "$@" datasets/cmo_survey.csv --currency USD --quiet \
                --theme $theme -o "$tmp/$time.svg" -o "$tmp/$time.png" || return 1
        done
        cmp "$tmp/1.svg" "$tmp/2.svg" && cmp "$tmp/1.png" "$tmp/2.png" || return 1
    done
}
check "the same bytes again: distribution" again distribution
check "the same bytes again: ecdf" again ecdf
check "the same bytes again: box" again box --by region
check "the same bytes again: percentiles" again percentiles --by region,tier
check "the same bytes again: tiers" again tiers
check "the same bytes again: offer" again offer --offer 410k
check "the same bytes again: offers" again offers --offers "$tmp/offers.csv"
check "the same bytes again: growth" again growth
check "the same bytes again: simulated growth" again growth --fit --simulate 500
check "the same bytes again: heatmap" again heatmap --by tier,region
check "the same bytes again: payline" again payline --on beds --at 310 --offer 410k
check "the same bytes again: gaps" again gaps --group tier --adjust beds
check "the same bytes again: bands" again bands --group tier

# Besides the program itself gnuplot alone is run, by its path, and starts nothing.
one_program() {
    strace -f -qq -e trace=execve,execveat -o "$tmp/trace" \
        benchpay plot distribution datasets/cmo_survey.csv --currency USD -o "$tmp/x.$1" &&
        awk -v gnuplot="$(command -v gnuplot)" '
            { print }
            /exec/ { n++ }
            n == 2 && index($0, "execve(\"" gnuplot "\", [\"gnuplot\", \"-d\"]") { found = 1 }
            END { exit !(n == 2 && found) }' "$tmp/trace"
}
# The charts of a report are drawn by at most one a processor, and none a second time.
shares() {
    strace -f -qq -e trace=execve -o "$tmp/trace" \
        benchpay report datasets/cmo_survey.csv --currency USD --quiet -o "$tmp/x.html" &&
        pictures=$(grep -c '<svg' "$tmp/x.html") &&
        awk -v cores="$(nproc)" -v pictures="$pictures" -v gnuplot="$(command -v gnuplot)" '
            { print }
            index($0, "execve(\"" gnuplot "\", [\"gnuplot\", \"-d\"]") { n++ }
            END { exit !(n > 0 && n <= cores && pictures > n) }' "$tmp/trace"
}
# undrawn COMMAND OPTION...: what has no charts, in html either, starts no gnuplot.
undrawn() {
    command=$1
    shift
    strace -f -qq -e trace=execve,execveat -o "$tmp/trace" \
        benchpay "$command" datasets/cmo_survey.csv --currency USD --quiet "$@" &&
        awk '{ print } /exec/ { n++ } END { exit n != 1 }' "$tmp/trace"
}
# Under a tracer there is no looking for leaks.
ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
export ASAN_OPTIONS
if ! command -v strace >/dev/null; then
    skip "the child runs one program" "no strace"
elif ! strace -o /dev/null true 2>/dev/null; then
    skip "the child runs one program" "ptrace is forbidden here"
else
    check "the child runs one program: svg" one_program svg
    check "the child runs one program: png" one_program png
    check "one gnuplot draws many charts of a report" shares
    check "no gnuplot for a table: csv" undrawn percentiles -f csv
    check "no gnuplot for a table: html" undrawn percentiles -o "$tmp/x.html"
    check "no gnuplot for a report without charts" undrawn report --charts none \
        -o "$tmp/x.html"
    check "no gnuplot for a report in text" undrawn report -f text
fi
finish
