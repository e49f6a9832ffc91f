# SPDX-License-Identifier: GPL-3.0-or-later
# growth.awk - one series of growth: the expected file, the points of its trend and the rate
# between its ends; with named=1 the names that were used and the expected file.

function near(got, want) { return got != "" && (got - want) ^ 2 <= 1e-18 * want ^ 2 }

function hold(what, got, want) {
    if (near(got, want)) {
        good++
        return
    }
    bad++
    wrong = wrong "\n" name ": " what " is " got ", expected " want
}

FNR == 1 { file++ }

named && file == 1 { used[$0] = 1; next }
named {
    csv_split($0, f, ",")
    if (FNR > 1 && !(f[3] in used)) {
        print "nothing names '" f[3] "'"
        exit bad = 1
    }
    next
}

file == 1 {
    csv_split($0, f, ",")
    if (f[3] == name) {
        cagr = f[9]
        growth = f[12]
        next1 = f[13]
        next5 = f[14]
        found = 1
    }
    next
}
FNR == 1 { next }
{
    csv_split($0, f, ",")
    if (file == 2 && FNR == 2) {
        hold("growth", f[3], growth)
        hold("the next year", f[5], next1)
    } else if (file == 2 && FNR == 6) {
        hold("the fifth year", f[5], next5)
    } else if (file == 3 && FNR == 2) {
        hold("growth between the ends", f[3], cagr)
    }
}

END {
    if (named)
        exit bad
    if (!found || good + bad != 4) {
        bad += 4 - good - bad
        wrong = wrong "\n" name ": some figures are missing"
    }
    print good + 0, bad + 0 wrong
}
