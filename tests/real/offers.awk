# SPDX-License-Identifier: GPL-3.0-or-later
# offers.awk - the expected rows of one market: as offers, or against an answer.
#   awk -v key=FIELD1,FIELD2 -v value='A|B' -f csv.awk -f offers.awk EXPECTED.csv
#       prints an offers file, an offer a row
#   awk ... -v kind=records|published -f csv.awk -f offers.awk EXPECTED.csv AT.csv [MID.csv]
#       holds the answers against the rows: first those that agreed and differed, then
#       each difference
BEGIN { nkeys = split(key, column, ",") }
{ n = csv_split($0, f, ",") }
FNR == 1 {
    files++
    delete at
    for (i = 1; i <= n; i++)
        at[f[i]] = i
    if (!kind)
        print "id,amount"
    next
}
files == 1 {
    have = ""
    for (i = 1; i <= nkeys; i++)
        have = have (i > 1 ? "|" : "") f[at[column[i]]]
    if (have != value)
        next
    rows++
    if (!kind) {
        print rows "," f[at["offer"]]
        next
    }
    for (name in at)
        want[rows, name] = f[at[name]]
    next
}
files == 2 {
    seen++
    for (name in at)
        got[FNR - 1, name] = f[at[name]]
}
files == 3 { mid[FNR - 1] = f[at["percentile"]] }
END {
    if (!kind)
        exit
    for (r = 1; r <= rows; r++) {
        before = texts
        compare(r, "amount", got[r, "amount"], want[r, "offer"])
        if (kind == "records")
            records(r)
        else
            published(r)
        differed += texts > before
    }
    print rows - differed, differed + 0
    for (i = 1; i <= texts; i++)
        print text[i]
}

function records(r,    n) {
    n = got[r, "n"]
    compare(r, "n", n, want[r, "n"])
    compare(r, "share below", n ? 100 * got[r, "below"] / n : "", want[r, "pct_below"])
    compare(r, "percentile", got[r, "percentile"], want[r, "pct_at_or_below"])
    compare(r, "mid-rank", mid[r], want[r, "pct_midrank"])
    compare(r, "to_p50", got[r, "to_p50"], want[r, "offer_minus_median"])
    compare(r, "median", got[r, "amount"] - got[r, "to_p50"], want[r, "median"])
    compare(r, "market_ratio", got[r, "market_ratio"], want[r, "offer_over_median"])
}

# "above P50, next point is top coded ..." is the band >P50
function published(r,    status, band) {
    status = want[r, "status"]
    compare(r, "percentile", got[r, "percentile"], want[r, "percentile_interpolated"])
    if (status == "interpolated")
        return
    band = (status ~ /^above/ ? ">" : "<") substr(status, 7)
    sub(/,.*/, "", band)
    if (got[r, "band"] != band)
        text[++texts] = value ": band is '" got[r, "band"] "', expected '" band "'"
}

function compare(r, name, have, need,    gap) {
    gap = have - need
    if ((have == "") != (need == "") ||
        (gap < 0 ? -gap : gap) > 1e-9 * (need < 0 ? -need : need))
        text[++texts] = value " offer " want[r, "offer"] ": " name " is '" have \
                        "', expected " need
}
