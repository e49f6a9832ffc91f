# SPDX-License-Identifier: GPL-3.0-or-later
# csv.awk - CSV for awk: used with a second -f.

# The fields of one record go to f[1..n]; returns n.
function csv_split(record, f, delim,    n, at, field) {
    for (n = 1; ; n++) {
        field = ""
        if (substr(record, 1, 1) == "\"") {
            record = substr(record, 2)
            while ((at = index(record, "\"")) && substr(record, at + 1, 1) == "\"") {
                field = field substr(record, 1, at)
                record = substr(record, at + 2)
            }
            field = field substr(record, 1, at - 1)
            record = substr(record, at + 1)
        }
        at = index(record, delim)
        if (!at) {
            f[n] = field record
            return n
        }
        f[n] = field substr(record, 1, at - 1)
        record = substr(record, at + 1)
    }
}

# The rest of a record whose first line is given: a quoted field may span lines.
function csv_record(record,    line, copy) {
    for (copy = record; gsub(/"/, "", copy) % 2; copy = record) {
        if ((getline line) <= 0)
            break
        record = record "\n" line
    }
    return record
}

# One field as it is written: quoted when it must be, or when always is true.
function csv_field(field, delim, always) {
    if (!always && !index(field, delim) && field !~ /["\r\n]/)
        return field
    gsub(/"/, "\"\"", field)
    return "\"" field "\""
}
