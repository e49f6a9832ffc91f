# SPDX-License-Identifier: GPL-3.0-or-later
# tenfold.awk PLAIN.csv SCALED.csv - every figure of the second is ten times that of the
# first; keys, counts and states are the same.  With -f csv.awk.
{ n = csv_split($0, f, ",") }
FNR == 1 {
    for (i = 1; i <= n; i++)
        scaled[i] = f[i] ~ /^(mean|p[0-9.]+)(_lo|_hi)?$/
}
NR == FNR {
    for (i = 1; i <= n; i++)
        plain[FNR, i] = f[i]
    next
}
{
    for (i = 1; i <= n; i++)
        if (FNR > 1 && scaled[i] && f[i] != "") {
            gap = f[i] - 10 * plain[FNR, i]
            figures++
            if ((gap < 0 ? -gap : gap) > 1e-12 * f[i])
                complain()
        } else if (f[i] != plain[FNR, i])
            complain()
}
END {
    if (figures < 20)
        print "only " figures + 0 " figures to compare"
    exit bad || figures < 20
}

function complain() {
    bad = 1
    print "line " FNR ", field " i ": " plain[FNR, i] " became " f[i]
}
