# SPDX-License-Identifier: GPL-3.0-or-later
# weighted.awk - the expected rows of one block and method against one answer.
#   awk -v file=DATASET/FILE -v value=VALUE -v by=GROUP_BY -v method=METHOD
#       -v count=n|sum_weights -f csv.awk -f weighted.awk
#       EXPECTED.csv ANSWER.csv
# `count` is the expected column that our n is.
# First line of the output: rows that agreed, rows that differed; then each difference.
BEGIN {
    nfigures = split("n mean p10 p25 p50 p75 p90", figure, " ")
    nwanted = split(count " weighted_mean p10 p25 p50 p75 p90", wanted, " ")
}
{ n = csv_split($0, f, ",") }
FNR == 1 {
    delete at
    for (i = 1; i <= n; i++)
        at[f[i]] = i
    next
}
NR == FNR {
    if (f[at["dataset"]] "/" f[at["file"]] == file && f[at["value"]] == value &&
        f[at["group_by"]] == by && index(f[at["method"]], method) == 1) {
        group[++rows] = f[at["group"]]
        for (i = 1; i <= nwanted; i++)
            want[rows, i] = f[at[wanted[i]]]
    }
    next
}
{
    key = at["n"] == 1 ? "(all)" : f[1]
    seen[key] = 1
    for (i = 1; i <= nfigures; i++)
        got[key, i] = f[at[figure[i]]]
}
END {
    for (r = 1; r <= rows; r++) {
        before = texts
        if (group[r] in seen)
            for (i = 1; i <= nfigures; i++)
                compare(group[r], figure[i], got[group[r], i], want[r, i])
        else
            text[++texts] = group[r] ": not in the answer"
        differed += texts > before
    }
    print rows - differed, differed + 0
    for (i = 1; i <= texts; i++)
        print text[i]
}

function compare(key, name, have, need,    gap) {
    gap = have - need
    if (have == "" || need == "" ||
        (gap < 0 ? -gap : gap) > 1e-9 * (need < 0 ? -need : need))
        text[++texts] = key ": " name " is '" have "', expected " need
}
