# SPDX-License-Identifier: GPL-3.0-or-later
# agrees.sh - figures of everybody against those of another program.  Sourced; needs
# benchpay on the PATH, and in $within how far ratios may be off that are rounded person
# by person.

# agrees FILE WANT OPTION...: n, mean and the five percentiles of everybody
agrees() {
    file=$1 want=$2
    shift 2
    benchpay percentiles "$file" "$@" --rules none --ci-method none -f csv 2>/dev/null |
        awk -F, -v want="$want" -v within="$within" '
            NR == 2 {
                n = split(want, w, " ")
                $2 = $1 # n twice, in the place of organizations
                for (i = 1; i <= n; i++) {
                    d = $(i + 1) - w[i]
                    if ((d < 0 ? -d : d) > within + 1e-12 * w[i]) {
                        print "figure " i ": " $(i + 1) ", of R " w[i]
                        bad = 1
                    }
                }
                seen = 1
            }
            END { exit bad || !seen }'
}
