# SPDX-License-Identifier: GPL-3.0-or-later
# table.awk - what bench.sh measured, as a table:
#     awk -v format=text|md -v only=QUESTIONS -f table.awk ABOUT RUNS
# A line of RUNS: round, question, rows, program, wall seconds, processor seconds,
# mebibytes, verdict.  "x DuckDB" is the median, over the rounds, of a program's time over
# that of DuckDB in the same round.

BEGIN {
    title["groups"] = "by tier and region"
    title["tenth"] = title["groups"]
    title["start"] = title["groups"]
    title["one-thread"] = "one thread"
    title["many-groups"] = "by 20,000 organizations"
    title["two-columns"] = "base + bonus"
    title["where"] = "where a text and a number"
    title["organizations"] = "organizations counted"
    title["quoted"] = "every field quoted"
    title["crlf"] = "lines end with CR LF"
    title["money"] = "pay as $1,234.00"
    title["report"] = "a report"
    title["check"] = "a check"
    title["default"] = "by tier and region, all defaults"
    title["files"] = "a report of 2,000 files"
    title["piped"] = "by tier and region, through zcat"
    title["wide"] = "a report, 200 columns"
    title["long"] = "a report, 500 bytes a row"
    title["small"] = "a report"
    title["page"] = "a report, no charts"
    title["page-charts"] = "a report, charts"
    title["jobs"] = "by 500 jobs, six files"
    title["price"] = "400 jobs priced from them"
    title["compa"] = "employees in ranges"
    title["compa-lines"] = "the same, a line each"
    title["merit"] = "a budget spent"
    title["merit-lines"] = title["compa-lines"]
    label["duckdb"] = "DuckDB"
    label["polars"] = "Polars"
    label["datatable"] = "data.table"
    label["miller"] = "Miller"
    split(only, list)
    for (i in list)
        asked[list[i]] = 1
}

FILENAME == ARGV[1] {
    about[++lines] = $0
    next
}

$2 in asked {
    if (!($2 in rows))
        question[++questions] = $2
    rows[$2] = $3
    if (!(($2, $4) in runs))
        program[$2, ++programs[$2]] = $4
    runs[$2, $4] = runs[$2, $4] " " $1
    wall[$2, $4, $1] = $5
    cpu[$2, $4, $1] = $6
    peak[$2, $4, $1] = $7
    if (!(($2, $4) in verdict) || $8 ~ /DIFFERS|FAILED/)
        verdict[$2, $4] = $8
    if ($8 ~ /DIFFERS|FAILED/)
        bad = 1
}

# The median of the first n of v.
function median(v, n,    i, j, x) {
    for (i = 2; i <= n; i++) {
        x = v[i]
        for (j = i - 1; j > 0 && v[j] > x; j--)
            v[j + 1] = v[j]
        v[j + 1] = x
    }
    return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
}

# The median of one measure over the rounds that did not fail, in FORM.
function middle(what, form, q, p,    n, i, r, v, count) {
    n = split(runs[q, p], r, " ")
    for (i = 1; i <= n; i++)
        if (what[q, p, r[i]] != "-")
            v[++count] = what[q, p, r[i]] + 0
    return count ? sprintf(form, median(v, count)) : "-"
}

# The median over the rounds of a time over another, or "" if there is none.
function ratio(q, p, q2, p2,    n, i, r, v, count) {
    n = split(runs[q, p], r, " ")
    for (i = 1; i <= n; i++)
        if (wall[q2, p2, r[i]] > 0 && wall[q, p, r[i]] > 0)
            v[++count] = wall[q, p, r[i]] / wall[q2, p2, r[i]]
    return count ? sprintf("%.2f", median(v, count)) : ""
}

function name(p) {
    return p in label ? label[p] : p
}

function thousands(n) {
    n = sprintf("%d", n)
    while (match(n, /[0-9][0-9][0-9][0-9]($|,)/))
        n = substr(n, 1, RSTART) "," substr(n, RSTART + 1)
    return n
}

function text(    i, j, q, p, form) {
    form = "%-32s %10s  %-10s %9s %9s %9s %9s  %s\n"
    printf form, "question", "rows", "program", "wall s", "cpu s", "peak MiB", \
        "x DuckDB", "answer"
    for (i = 1; i <= questions; i++) {
        q = question[i]
        for (j = 1; j <= programs[q]; j++) {
            p = program[q, j]
            printf form, j == 1 ? title[q] : "", j == 1 ? thousands(rows[q]) : "", \
                name(p), middle(wall, "%.4f", q, p), middle(cpu, "%.4f", q, p), \
                middle(peak, "%.1f", q, p), ratio(q, p, q, "duckdb"), verdict[q, p]
        }
    }
    print ""
}

function seconds(q, p) {
    return (q, p) in runs ? middle(wall, "%.4f", q, p) : ""
}

function mebibytes(q, p) {
    return (q, p) in runs ? middle(peak, "%.0f", q, p) : ""
}

function markdown(    i, j, q, p, others) {
    print "| | rows | s | DuckDB s | ratio | MiB | DuckDB MiB | others to DuckDB |"
    print "|---|--:|--:|--:|--:|--:|--:|---|"
    for (i = 1; i <= questions; i++) {
        q = question[i]
        others = ""
        for (j = 1; j <= programs[q]; j++) {
            p = program[q, j]
            if (p != "benchpay" && p != "duckdb" && ratio(q, p, q, "duckdb"))
                others = others (others ? ", " : "") name(p) " " ratio(q, p, q, "duckdb")
        }
        printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n", title[q], \
            thousands(rows[q]), seconds(q, "benchpay"), seconds(q, "duckdb"), \
            ratio(q, "benchpay", q, "duckdb"), mebibytes(q, "benchpay"), \
            mebibytes(q, "duckdb"), others
    }
    print ""
}

# From a tenth of the rows to all of them: 10 where a row always takes the same time.
function growth(    j, p, said) {
    for (j = 1; j <= programs["groups"]; j++) {
        p = program["groups", j]
        if (("tenth", p) in runs)
            said = said (said ? ", " : "") name(p) " " ratio("groups", p, "tenth", p)
    }
    if (said)
        printf "Ten times the rows take this many times as long: %s.\n", said
}

# Rounds, machine and versions.
function setting(    i, r, said) {
    for (i = 2; i <= lines; i++)
        said = said (said ? ", " : "") about[i]
    printf "Medians of %d rounds on %s: %s.\n", \
        split(runs[question[1], "benchpay"], r, " "), about[1], said
}

END {
    if (format == "md")
        markdown()
    else
        text()
    growth()
    setting()
    exit bad
}
