#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD_DIR - the HTML report in headless Chromium (TAP output).
#
# Installs what is missing: chromium, node and pdftotext by apt-get, playwright-core,
# axe-core and commonmark by npm into build/browser.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
tools=build/browser

packages=''
command -v chromium >/dev/null || packages="$packages chromium"
# The print of a page is read as text: a name in Chinese needs a font that has it.
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || packages="$packages fonts-wqy-zenhei"
command -v npm >/dev/null || packages="$packages nodejs npm"
command -v pdftotext >/dev/null || packages="$packages poppler-utils"
if [ -n "$packages" ]; then
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the names are words
    { $as_root apt-get update -qq &&
        $as_root apt-get install -y -qq --no-install-recommends $packages; } >/dev/null
fi
if ! cmp -s tests/browser/package.json $tools/package.json; then
    mkdir -p $tools/new
    cp tests/browser/package.json $tools/new
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --prefix $tools/new --no-audit \
        --no-fund --no-package-lock --loglevel=error >&2
    rm -rf $tools/node_modules
    mv $tools/new/node_modules $tools/new/package.json $tools
    rmdir $tools/new
fi

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
PATH=$build:$PATH
export PATH

report() { # report NAME FILE OPTION...
    name=$1 file=$2
    shift 2
    benchpay report "$file" "$@" --quiet -o "$tmp/$name.html" -o "$tmp/$name.json" \
        -o "$tmp/$name.md"
}
cmo=datasets/cmo_survey.csv usa='country = United States'
report board $cmo --where "$usa" --title 'Chief Medical Officer' --offer 430000 \
    --from-range 250000-600000
report dark $cmo --where "$usa" --by region --theme dark
report levels $cmo --where "$usa" --percentiles 5,10,20,25,40,50,60,75,80,90,95
report long $cmo --where "$usa" --by organization --charts none
report small $cmo --where "$usa" --where 'beds >= 400' --percentiles 50 --by size,region
report euros $cmo --where 'country = Germany' --pay bonus

# Ties between percentiles, millions, long names and names that are more than letters.
awk 'BEGIN {
    split("Médecin-chef|Directrice médicale adjointe|首席医疗官|Überregionaler — Žižkov", name, "|")
    print "tier,org,currency,base_salary"
    for (i = 0; i < 160; i++)
        printf "%s,Hôpital %d,INR,%d\n", name[i % 4 + 1], i % 23,
            i < 30 ? 1800000 + 7001 * i : i < 110 ? 2500000 : 3000000 + 93007 * i
}' >"$tmp/ties.csv"
report ties "$tmp/ties.csv"
awk 'BEGIN {
    print "job title,hourly wage"
    for (i = 0; i < 90; i++)
        printf "%s,%.2f\n", i % 3 ? "Nurse" : "Aide", 18.05 + i * i / 137
}' >"$tmp/hourly.csv"
report hourly "$tmp/hourly.csv" --by 'job title'
cat >"$tmp/payloads" <<'END'
![x](http://evil.example/a.png)
](javascript:alert(1))
<img src=x onerror=alert(1)>
`touch PWN` </script>
a]b|c\
**b** _i_ https://evil.example/x
END
awk 'BEGIN { print "tier;org;base_salary" }
    { for (i = 0; i < 20; i++) printf "%s;o%d;%d\n", $0, i, 90000 + 911 * (i + 9 * NR) }' \
    "$tmp/payloads" >"$tmp/hostile.csv"
report hostile "$tmp/hostile.csv" --title '](x) ![y](z) <script>alert(1)</script>'

brief() { # brief NAME FILE OPTION...: a page, beside the others
    name=$1 file=$2
    shift 2
    benchpay report "$file" --brief "$@" --quiet -o "$tmp/brief/$name.html"
}
mkdir "$tmp/brief"
long=$tmp/a-file-whose-name-goes-on-and-on-$(printf 'and-on-%.0s' 1 2 3 4 5 6 7 8 9 0)
awk 'BEGIN {
    print "org,tier,region,size,base,bonus,weight,period,date"
    for (i = 0; i < 2000; i++) {
        printf "\"Krankenhaus der Barmherzigen Schwestern und Brüder zu den sieben Quellen %d\",", i % 90
        printf "\"Leitende Oberärztin der Abteilung für angewandte Notfallmedizin, Stufe %d\",", i % 7
        printf "\"Verwaltungsgemeinschaft der Städte und Gemeinden links des Rheins %d\",", i % 41
        printf "Size of more than %d beds and of many specialties,", i % 3
        printf "%d,%s,%d,%s,2026-0%d-11\n", 90000 + i * 7919 % 300000, i % 3 ? "5000" : "",
            i % 9, i % 40 ? "annual" : "fortnightly or so", i % 8 + 1
    }
}' >"$long.csv"
brief tiers $cmo --where "$usa" --title 'Chief Medical Officer'
brief offer $cmo --where "$usa" --where 'beds >= 100' --offer 430000
printf 'id,amount,tier\na,430000,CMO\nb,200000,Associate CMO\nc,,CMO\n' >"$tmp/brief/list"
brief offers $cmo --where "$usa" --offers "$tmp/brief/list"
brief dark $cmo --where "$usa" --theme dark --by region,size
brief many $cmo --where "$usa" --by organization
brief few $cmo --where 'country = Germany' --pay bonus --charts none
brief levels $cmo --where "$usa" --percentiles 5,10,20,25,40,50,60,75,80,90,95 --by size
brief growth $cmo --where "$usa" --fit --to 2031 --from-range 250000-600000
brief long "$long.csv" --offer 200000 \
    --title 'Everything that is known of the pay of leading physicians on the left bank of the Rhine'
brief lines datasets/oews_health_executives.csv

chart() { # chart KIND OPTION...
    benchpay plot "$@" $cmo --where "$usa" --quiet -o "$tmp/$1.svg"
}
chart distribution
chart ecdf
chart growth
chart offer --offer 430000
chart tiers --by tier
chart box --by region
chart heatmap --by tier,region
node tests/browser/page.mjs $tools "$tmp"
