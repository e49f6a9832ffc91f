# SPDX-License-Identifier: GPL-3.0-or-later
# quantiles.awk - one block of expected rows against one answer of the program.
#   awk -v file=DATASET/FILE -v value=VALUE -v by=GROUP_BY -f csv.awk -f quantiles.awk
#       EXPECTED.csv ANSWER.csv
# First line of the output: rows that agreed, rows that differed; then each difference.
BEGIN { nfigures = split("n mean p10 p25 p50 p75 p90", figure, " ") }
{ n = csv_split($0, f, ",") }
FNR == 1 {
    delete at
    for (i = 1; i <= n; i++)
        at[f[i]] = i
    next
}
NR == FNR {
    if (f[at["dataset"]] "/" f[at["file"]] == file && f[at["value"]] == value &&
        f[at["group_by"]] == by) {
        group[++rows] = f[at["group"]] == "" ? "(blank)" : f[at["group"]]
        gsub(/  +/, " ", group[rows])   # blanks are single ones in the answer
        for (i = 1; i <= nfigures; i++)
            want[rows, i] = f[at[figure[i]]]
    }
    next
}
{
    # The group columns stand before n; the expected key joins them with a bar, and the
    # total without groups has none.
    key = at["n"] == 1 ? "(all)" : f[1]
    for (i = 2; i < at["n"]; i++)
        key = key "|" f[i]
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
        else if (want[r, 1] > 0)        # a group without a usable row is not there
            text[++texts] = group[r] ": not in the answer"
        differed += texts > before
    }
    print rows - differed, differed + 0
    for (i = 1; i <= texts; i++)
        print text[i]
}

function compare(key, name, have, need,    gap) {
    gap = have - need
    if ((have == "") != (need == "") ||
        (gap < 0 ? -gap : gap) > 1e-9 * (need < 0 ? -need : need))
        text[++texts] = key ": " name " is '" have "', expected " need
}
