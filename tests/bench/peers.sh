#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# peers.sh - sourced by bench.sh: how each program is installed, named and asked.
#
# A question stands in name, file, dress (of the file), keys, pay (base or tcc), where
# (yes: COUNTRY and YEARS as below), orgs (,orgs: count them) and threads.  Where answers
# are alike, one has a line "KEYS,n[,orgs],mean,p10,p25,p50,p75,p90" for each group, in
# any order.
#
# shellcheck disable=SC2154 # bench.sh sets them

COUNTRY=DE YEARS=5.5
NODE_PATH=$PWD/node_modules
export NODE_PATH

has() {
    case $1 in
    duckdb) newer duckdb "$here/duckdb.c" && ./duckdb ;;
    polars) node -e 'require("nodejs-polars")' ;;
    datatable) Rscript -e 'library(data.table)' ;;
    miller) command -v mlr ;;
    datamash) command -v datamash ;;
    esac
}

get() {
    case $1 in
    duckdb)
        npm install --no-audit --no-fund --prefix . @duckdb/node-api@1.5.6-r.1 || return
        library=$(find "$PWD/node_modules/@duckdb" -name 'libduckdb.*' | head -n 1)
        "${CC:-cc}" -std=c11 -O2 -o duckdb "$here/duckdb.c" "$library" \
            "-Wl,-rpath,$(dirname "$library")"
        ;;
    polars)
        # npm leaves its library out on an older Node, on which it runs
        npm install --no-audit --no-fund --prefix . nodejs-polars@0.26.1 \
            "nodejs-polars-$(node -p 'process.platform + "-" + process.arch')-gnu@0.26.1"
        ;;
    datatable) apt r-base-core r-cran-data.table ;;
    *) apt "$1" ;;
    esac
}

apt() {
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root='sudo -n'
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq --no-install-recommends "$@"
}

version() {
    case $1 in
    benchpay) "$PROGRAM" --version ;;
    duckdb) echo "DuckDB $(./duckdb)" ;;
    polars) echo "Polars $(node -p 'require("nodejs-polars/package.json").version')" \
        "in Node $(node --version)" ;;
    datatable)
        Rscript -e 'writeLines(paste("data.table", packageVersion("data.table")))'
        ;;
    miller) mlr --version | sed 's/^mlr/Miller/' ;;
    datamash) datamash --version | sed 's/([^)]*) //; q' ;;
    esac
}

machine() {
    awk -F': *' -v cores="$THREADS of $(nproc)" -v kernel="$(uname -sm)" '
        /^model name/ { cpu = $2 }
        /^MemTotal/ { memory = $2 / 1024 / 1024 }
        END { printf "%s processors (%s), %.0f GiB, %s\n", cores, cpu, memory, kernel }' \
        /proc/cpuinfo /proc/meminfo
}

# What is asked as its users ask it, with all defaults.
ask_as_usual() {
    case $name in
    report | wide | long | small | page)
        set -- report "$file" --currency USD --charts none -f html
        ;;
    check) set -- check "$file" ;;
    default) set -- percentiles "$file" --by tier,region --currency USD -f csv ;;
    files) # shellcheck disable=SC2046 # a word each
        set -- report $(cat "$file") --currency USD --charts none -f html
        cat many/*.csv >/dev/null
        ;;
    page-charts) set -- report "$file" --currency USD --charts require -f html ;;
    jobs)
        set -- percentiles survey-?-"$rows".csv --by job_code --pay base_salary \
            --ci-method none -f csv
        ;;
    price) set -- price jobs.csv --surveys surveys.ini --to 2027-01-01 -f csv ;;
    compa*) set -- compa "$file" ;;
    merit*) set -- merit "$file" --matrix matrix.csv --budget 3.5% ;;
    esac
    case $name in
    compa | merit) set -- "$@" --summary ;;
    esac
    case $name in
    compa* | merit*)
        set -- "$@" --structure structure.csv --by department --map fte=fte -f csv
        ;;
    esac
    ./timed "$file" answer "$PROGRAM" "$@" --threads "$threads" --quiet
}

ask_benchpay() {
    if [ "$name" = piped ]; then # by its own reader nothing need be piped
        ./timed "$file" answer sh -c 'zcat | "$@"' - "$PROGRAM" percentiles - \
            --by "$keys" --currency USD --threads "$threads" --quiet -f csv
        return
    fi
    if [ -z "$alike" ]; then
        ask_as_usual
        return
    fi
    set -- --by "$keys" --pay base_salary --map currency= --map date= --outliers off \
        --rules none --ci-method none
    [ "$pay" = base ] || set -- "$@" --pay tcc
    [ -n "$orgs" ] || set -- "$@" --map org=
    [ -z "$where" ] ||
        set -- "$@" --where "country = $COUNTRY" --where "years_experience >= $YEARS"
    ./timed "$file" answer "$PROGRAM" percentiles "$file" "$@" --threads "$threads" \
        --quiet -f csv
}

# duckdb_survey TYPE [FILE]: a survey as DuckDB reads it best, with types and dialect
# given, and pay of that type.
duckdb_survey() {
    more=''
    case $dress in
    wide)
        more=$(awk 'BEGIN { for (i = 1; i <= 187; i++)
            printf ", \047q%d\047: \047INTEGER\047", i }')
        ;;
    long) more=", 'remark': 'VARCHAR'" ;;
    esac
    echo "read_csv('${2-$file}', header = true, auto_detect = false, delim = ',',
        quote = '\"', escape = '\"', columns = {'org_id': 'VARCHAR',
        'incumbent_id': 'VARCHAR', 'org_size': 'VARCHAR', 'region': 'VARCHAR',
        'country': 'VARCHAR', 'tier': 'VARCHAR', 'years_experience': 'DOUBLE',
        'base_salary': '$1', 'bonus': '$1', 'currency': 'VARCHAR',
        'survey_date': 'DATE', 'rating': 'DOUBLE', 'job_title': 'VARCHAR'$more})"
}

# Every table of a report, of rows that are read once: pay elements, groups, medians by
# year, currencies, and people with several rows.
duckdb_tables() {
    echo "CREATE TABLE t AS SELECT *, year(survey_date) y
        FROM $(duckdb_survey INTEGER ${1+"$1"});
        SELECT currency, count(*) FROM t GROUP BY 1;
        SELECT y, count(*), median(base_salary) FROM t WHERE currency = 'USD' GROUP BY 1;"
    for of in base_salary bonus 'base_salary + bonus'; do
        duckdb_table "$of" "''"
    done
    for of in tier org_size region; do
        duckdb_table base_salary $of
    done
    echo 'SELECT count(*) FROM (SELECT incumbent_id, org_id, y, count(*) n FROM t
        GROUP BY ALL HAVING n > 1);'
}

duckdb_table() {
    echo "SELECT $2 k, count($1), count(DISTINCT org_id), avg($1),
        quantile_cont($1, [0.1, 0.25, 0.5, 0.75, 0.9]) FROM t
        WHERE currency = 'USD' AND y = (SELECT max(y) FROM t) GROUP BY 1;"
}

# Its best settings: types and dialect given, order of rows not kept.  Its reader has no
# option for pay as $1,234.00; of ten ways to cast that, this one took the least time.
# It writes the file itself: as root it removes /dev/stdout when a question fails.
ask_duckdb() {
    type=INTEGER base=base_salary
    [ "$dress" != money ] ||
        type=VARCHAR base="replace(base_salary[2:], ',', '')::INTEGER"
    [ "$pay" = base ] || base="($base + bonus)"
    case $name in
    report | check | wide | long | small) set -- "$(duckdb_tables)" ;;
    files) set -- "$(duckdb_tables 'many/*.csv')" ;;
    *) set -- "COPY (SELECT $keys, n${orgs}, mean, q[1], q[2], q[3], q[4], q[5] FROM (
            SELECT $keys, count(*) n, ${orgs:+count(DISTINCT org_id) orgs,}
                avg($base) mean, quantile_cont($base, [0.1, 0.25, 0.5, 0.75, 0.9]) q
            FROM $(duckdb_survey $type)
            ${where:+WHERE country = '$COUNTRY' AND years_experience >= $YEARS}
            GROUP BY $keys)) TO 'answer' (HEADER false, USE_TMP_FILE false)" ;;
    esac
    ./timed "$file" answer ./duckdb "$threads" "SET preserve_insertion_order = false; $1"
}

ask_polars() {
    POLARS_MAX_THREADS=$threads \
        ./timed "$file" answer node "$here/polars.js" "$keys" "$file"
}

ask_datatable() {
    ./timed "$file" answer Rscript -e 'suppressMessages(library(data.table))
        a <- commandArgs(TRUE); k <- strsplit(a[1], ",")[[1]]
        setDTthreads(as.integer(a[3])); d <- fread(a[2], select = c(k, "base_salary"))
        p <- c(.1, .25, .5, .75, .9)
        fwrite(d[, c(.N, mean(base_salary), as.list(quantile(base_salary, p))), by = k],
            col.names = FALSE)' "$keys" "$file" "$threads"
}

ask_miller() {
    ./timed "$file" answer mlr --icsv --ocsv --headerless-csv-output stats1 -i \
        -a count,mean,p10,p25,p50,p75,p90 -f base_salary -g "$keys" "$file"
}

# It knows no quotes: the only column that has some is the last.
ask_datamash() {
    ./timed "$file" answer datamash -t, -s --header-in -g "$keys" count base_salary \
        mean base_salary perc:10 base_salary perc:25 base_salary perc:50 base_salary \
        perc:75 base_salary perc:90 base_salary
}

# normal PROGRAM <ANSWER: as above, in order.  That of benchpay has a head, a total, and
# more columns.
normal() {
    if [ "$1" = benchpay ]; then
        awk -F, -v OFS=, -v wanted="$keys,n$orgs,mean,p10,p25,p50,p75,p90" '
            NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(wanted, want, ",") }
            NR > 1 && $1 != "(all)" {
                line = $at[want[1]]
                for (i = 2; i <= n; i++) line = line OFS $at[want[i]]
                print line
            }'
    else
        tr -d '\r"'
    fi | LC_ALL=C sort
}
