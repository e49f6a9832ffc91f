# SPDX-License-Identifier: GPL-3.0-or-later
# oews.awk - national tables as "year,code,value": the annual median of each occupation.
BEGIN { print "year,code,value" }
FNR == 1 {
    n = csv_split($0, f, ",")
    for (i = 1; i <= n; i++)
        if (toupper(f[i]) == "A_MEDIAN")
            median = i
    match(FILENAME, /M20[0-9][0-9]/)
    year = substr(FILENAME, RSTART + 1, 4)
    next
}
{
    csv_split(csv_record($0), f, ",")
    value = f[median]
    gsub(/,/, "", value)
    if (value ~ /^[0-9]/ && !((year, f[1]) in seen))
        print year "," f[1] "," value
    seen[year, f[1]] = 1
}
