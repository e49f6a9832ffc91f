#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# pictures.sh BUILD_DIR - a picture has the same bytes in every run, whatever the order of
# the rows and the number of threads (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1
if ! command -v gnuplot >/dev/null; then
    skip "pictures repeat" "no gnuplot"
    finish
    exit
fi
mkdir first second
survey=$here/../datasets/cmo_survey.csv
cp "$survey" first/pay.csv
{ head -n 1 "$survey" && tail -n +2 "$survey" | sort -r; } >second/pay.csv
printf 'id,amount,tier\nA,430000,CMO\nB,290000,Associate CMO\n' >offers.csv

# draw FOLDER THREADS KIND OPTION...
draw() {
    folder=$1 threads=$2
    shift 2
    (cd "$folder" && TZ=Asia/Tokyo benchpay plot "$@" pay.csv --currency USD \
        --threads "$threads" -o chart.svg -o chart.png)
}
repeats() {
    draw first 1 "$@" && draw second 2 "$@" && cmp first/chart.svg second/chart.svg &&
        cmp first/chart.png second/chart.png
}

while read -r kind options; do
    # shellcheck disable=SC2086 # several words
    check "$kind has the same bytes" repeats $kind $options
done <<'EOF'
distribution
ecdf
box --by region
percentiles --by tier,region
tiers
heatmap --by tier,region
offer --offer 410k
offers --offers ../offers.csv
growth
EOF
finish
