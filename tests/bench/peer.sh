#!/bin/sh
# peer.sh NAME KEYS FILE THREADS - one program's answer: a line "KEYS,n,mean,p10,...,p90" for
# each group, in any order.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
keys=$2 file=$3 threads=$4

case $1 in
benchpay)
    # the total stands first, and columns that only this program has
    "$PROGRAM" percentiles "$file" --by "$keys" --pay base_salary --map org= --map date= \
        --outliers off --quiet -f csv --threads "$threads" |
        awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
            $1 != "(all)" { line = $1
                for (i = 2; i < at["n"]; i++) line = line OFS $i
                print line, $at["n"], $at["mean"], $at["p10"], $at["p25"], $at["p50"],
                    $at["p75"], $at["p90"] }'
    ;;
duckdb)
    node "$here/duckdb.js" "$threads" "SET preserve_insertion_order=false; COPY (SELECT $keys,
        n, mean, q[1], q[2], q[3], q[4], q[5] FROM (SELECT $keys, count(*) n,
        avg(base_salary) mean, quantile_cont(base_salary, [0.1, 0.25, 0.5, 0.75, 0.9]) q
        FROM read_csv('$file', header=true, auto_detect=false, delim=',', quote='\"',
        escape='\"', columns={'org_id':'VARCHAR','incumbent_id':'VARCHAR','region':'VARCHAR',
        'tier':'VARCHAR','base_salary':'INTEGER','bonus':'INTEGER','survey_date':'DATE',
        'job_title':'VARCHAR'}) GROUP BY $keys)) TO '/dev/stdout' (HEADER false)"
    ;;
polars)
    node "$here/polars.js" "$keys" "$file"
    ;;
miller)
    mlr --icsv --ocsv --headerless-csv-output \
        stats1 -i -a count,mean,p10,p25,p50,p75,p90 -f base_salary -g "$keys" "$file"
    ;;
datatable)
    Rscript -e 'suppressMessages(library(data.table)); a <- commandArgs(TRUE)
        setDTthreads(as.integer(a[3])); d <- fread(a[2])
        p <- c(.1, .25, .5, .75, .9)
        fwrite(d[, c(.N, mean(base_salary), as.list(quantile(base_salary, p))),
            by = c(strsplit(a[1], ",")[[1]])], col.names = FALSE)' "$keys" "$file" "$threads"
    ;;
datamash)
    datamash -t, -s --header-in -g "$keys" count base_salary mean base_salary \
        perc:10 base_salary perc:25 base_salary perc:50 base_salary perc:75 base_salary \
        perc:90 base_salary <"$file"
    ;;
esac
