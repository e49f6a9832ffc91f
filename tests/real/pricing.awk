# SPDX-License-Identifier: GPL-3.0-or-later
# pricing.awk - is a csv the expected one?  Numbers agree within 1e-9 (relatively, below 1
# absolutely), all else to the letter.  Two files; prints what differs.
function near(a, b,    size, d) {
    size = b < 0 ? -b : b
    d = a - b
    if (d < 0) d = -d
    return d <= 1e-9 * (size > 1 ? size : 1)
}
function number(s) { return s ~ /^-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?$/ }
NR == FNR { want[FNR] = $0; lines = FNR; next }
{
    n = split(want[FNR], w, ",")
    m = split($0, g, ",")
    if (n != m) { print FNR ": " n " fields expected, " m " found"; next }
    for (i = 1; i <= n; i++)
        if (w[i] != g[i] && !(number(w[i]) && number(g[i]) && near(g[i], w[i])))
            print FNR "," i ": " w[i] " expected, " g[i] " found"
}
END { if (FNR != lines) print lines " lines expected, " FNR " found" }
