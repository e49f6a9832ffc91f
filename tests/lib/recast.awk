# SPDX-License-Identifier: GPL-3.0-or-later
# recast.awk - the same CSV rows in another dress.  With -f csv.awk before it; reads commas,
# and writes what is asked for:
#   -v shuffle=SEED   the rows in another order
#   -v reverse=1      the columns from last to first
#   -v quote=1        every field in quotes
#   -v delim=C        another delimiter
#   -v end=TEXT       another line end ('\r\n', '\r')
#   -v part=I/N       of every N rows the I-th only, from 0
#   -v tenfold=NAME   the whole numbers of the column NAME times ten
BEGIN {
    if (delim == "") delim = ","
    if (end == "") end = "\n"
    split(part, share, "/")
}
{
    record = csv_record($0)
    sub(/\r$/, "", record)
    row[rows++] = record
}
END {
    write(row[0])
    if (shuffle != "")
        mix()
    for (r = 1; r < rows; r++)
        if (part == "" || (r - 1) % share[2] == share[1])
            write(row[r])
}

function mix(    r, other, keep) {
    srand(shuffle)
    for (r = rows - 1; r > 1; r--) {
        other = 1 + int(rand() * r)
        keep = row[r]; row[r] = row[other]; row[other] = keep
    }
}

function write(record,    f, n, i, line) {
    n = csv_split(record, f, ",")
    for (i = 1; i <= n; i++) {
        if (!began && f[i] == tenfold)
            column = i
        else if (began && i == column && f[i] ~ /^[0-9]+$/)
            f[i] = f[i] "0"
    }
    began = 1
    for (i = 1; i <= n; i++)
        line = line (i > 1 ? delim : "") csv_field(f[reverse ? n + 1 - i : i], delim, quote)
    printf "%s%s", line, end
}
