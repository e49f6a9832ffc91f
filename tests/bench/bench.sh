#!/bin/sh
# bench.sh BUILD_DIR [ROWS] - this program beside others that can do the same: count, mean and
# five exact percentiles of pay by tier and region, and by 20,000 organisations.
#
# Peers that are missing are installed when that is possible, and else left out.  An answer
# that differs is said so.  "x" is a peer's time over this program's.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
PROGRAM=$(cd "$1" && pwd)/benchpay
rows=${2:-10000000}
mkdir -p "$1/bench" && cd "$1/bench" || exit 1
NODE_PATH=$PWD/node_modules
export PROGRAM NODE_PATH
threads=$(nproc)

{
    [ -d node_modules ] || npm install --no-audit --no-fund @duckdb/node-api nodejs-polars
    command -v mlr && command -v datamash && Rscript -e 'library(data.table)' ||
        apt-get install -y --no-install-recommends miller datamash r-cran-data.table
} >install.log 2>&1 </dev/null
for tool in survey timed; do
    "${CC:-cc}" -std=c11 -O2 -o $tool "$here/$tool.c" || exit 1
done
for n in 5 $((rows / 10)) "$rows"; do
    [ -s "$n.csv" ] || ./survey "$n" >"$n.csv" || exit 1
done

has() {
    case $1 in
    duckdb) [ -d node_modules/@duckdb ] ;;
    polars) [ -d node_modules/nodejs-polars ] ;;
    miller) command -v mlr ;;
    datatable) Rscript -e 'library(data.table)' ;;
    *) command -v "$1" || [ "$1" = benchpay ] ;;
    esac >/dev/null 2>&1
}

# agrees: are the sorted answers ours and theirs equal within 1e-9?
agrees() {
    paste -d, ours theirs | awk -F, 'NF % 2 { exit 1 }
        { for (i = 1; i <= NF / 2; i++) { a = $i; b = $(i + NF / 2)
            if (a != b && !(a - b <= 1e-9 * a && b - a <= 1e-9 * a && a + 0)) exit 1 } }'
}

measure() {
    ./timed 3 sh "$here/peer.sh" "$1" "$2" "$3.csv" "$threads" 2>>install.log >result.txt
    tail -n 1 result.txt
}

printf '%-10s %-12s %10s %9s %9s %9s %7s  %s\n' \
    program groups rows wall cpu MiB x answer
for keys in tier,region org_id; do
    for n in 5 $((rows / 10)) "$rows"; do
        for peer in benchpay duckdb polars datatable miller datamash; do
            has $peer || continue
            case $peer in miller | datamash) [ "$n" -le 1000000 ] || continue ;; esac
            sh "$here/peer.sh" $peer $keys "$n.csv" "$threads" 2>>install.log |
                tr -d '\r"' | LC_ALL=C sort >theirs
            [ $peer = benchpay ] && mv theirs ours && cp ours theirs
            agrees && answer=same || answer=DIFFERS
            set -- $(measure $peer $keys "$n")
            [ $# -eq 3 ] || continue
            [ $peer = benchpay ] && first=$1
            printf '%-10s %-12s %10s %9s %9s %9s %7s  %s\n' $peer $keys "$n" "$1" "$2" "$3" \
                "$(awk "BEGIN { printf \"%.1f\", $1 / $first }")" $answer
        done
    done
done
