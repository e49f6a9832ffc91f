#!/bin/sh
# run.sh BUILD_DIR - the HTML report in headless Chromium (TAP output).
#
# Installs what is missing: chromium, node and pdftotext by apt-get, playwright-core and
# axe-core by npm into build/browser.
set -eu
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.."
tools=build/browser

packages=''
command -v chromium >/dev/null || packages="$packages chromium"
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

report() { # report NAME OPTION...
    name=$1
    shift
    benchpay report datasets/cmo_survey.csv "$@" --quiet \
        -o "$tmp/$name.html" -o "$tmp/$name.json"
}
usa='country = United States'
report board --where "$usa" --title 'Chief Medical Officer' --offer 430000 \
    --from-range 250000-600000
report dark --where "$usa" --by region --theme dark
report levels --where "$usa" --percentiles 5,10,20,25,40,50,60,75,80,90,95
report long --where "$usa" --by organization --charts none
report small --where "$usa" --where 'beds >= 400' --percentiles 50 --by size,region
report euros --where 'country = Germany' --pay bonus
chart() { # chart KIND OPTION...
    benchpay plot "$@" datasets/cmo_survey.csv --where "$usa" --quiet -o "$tmp/$1.svg"
}
chart distribution
chart ecdf
chart growth
chart offer --offer 430000
chart tiers --by tier
chart box --by region
chart heatmap --by tier,region
node tests/browser/page.mjs $tools "$tmp"
