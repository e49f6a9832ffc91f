# SPDX-License-Identifier: GPL-3.0-or-later
# unnamed.awk - the blocks of an expected file that no line asked for: with -f csv.awk,
# first the named ones (file, value, grouping; tabs between), then the expected file.
NR == FNR {
    named[$0] = 1
    next
}
{ n = csv_split($0, f, ",") }
FNR == 1 {
    for (i = 1; i <= n; i++)
        at[f[i]] = i
    next
}
{
    block = f[at["dataset"]] "/" f[at["file"]] "\t" f[at["value"]] "\t" f[at["group_by"]]
    if (!(block in named))
        missed[block]++
}
END {
    for (block in missed)
        print missed[block] " rows: " block
}
