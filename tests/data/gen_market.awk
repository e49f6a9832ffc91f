# SPDX-License-Identifier: GPL-3.0-or-later
# gen_market.awk - the synthetic survey tables of three houses (datasets/market_*.csv):
#     awk -v house=alder -f tests/data/gen_market.awk >datasets/market_alder.csv
# Nothing in them is real.  A job's median is that of the list below, times the house's
# own level and that of the cut; quantiles lie on a lognormal of the house's width.
function add(code, title, median) { job[++n] = code "," title; mid[n] = median }
function round(x) { return int(x / 100 + .5) * 100 }
# A whole number below m that only the job, the cut and the house decide.
function drawn(j, c, m) { return (j * 7919 + c * 104729 + h * 1299709) % m }
BEGIN {
    add("101", "Medical Records Clerk", 44200)
    add("102", "Billing Specialist", 49800)
    add("103", "Laboratory Technician", 56300)
    add("104", "Payroll Analyst", 67900)
    add("105", "Registered Nurse", 79400)
    add("106", "Systems Analyst", 92100)
    add("107", "Finance Manager", 109800)
    add("108", "Nurse Manager", 113500)
    add("109", "Director of Finance", 158700)
    add("110", "Director of Nursing", 171900)
    add("111", "Associate Chief Medical Officer", 350600)
    add("112", "Chief Medical Officer", 424100)
    split("All,Large,Midwest", cut, ",")
    split("1 1.06 .965", level, " ")
    h = house == "alder" ? 1 : house == "birch" ? 2 : 3
    split(h == 1 ? "25 50 75" : "10 25 50 75 90", p, " ")
    split(h == 1 ? "-.6745 0 .6745" : "-1.2816 -.6745 0 .6745 1.2816", z, " ")
    own = h == 1 ? 1 : h == 2 ? .975 : 1.02
    width = h == 1 ? .17 : h == 2 ? .2 : .185
    printf h == 2 ? "job_code,title,cut,people,orgs" : "code,title,cut,n,orgs"
    for (k = 1; k in p; k++) printf ",P%s", p[k]
    print ""
    for (j = 1; j <= n; j++) {
        if (h == 3 && j > 10) continue # no executives
        for (c = 1; c <= 3; c++) {
            orgs = 8 + drawn(j, c, 60)
            printf "%s%s,%s,%d,%d", h == 1 ? "A" : h == 2 ? "B-" : "", job[j], cut[c],
                orgs * (2 + drawn(j, c, 7)), orgs
            m = mid[j] * own * level[c] * (1 + (drawn(j, c, 9) - 4) / 200)
            for (k = 1; k in p; k++) {
                x = round(m * exp(width * z[k]))
                # Tails of few organisations are not shown; the highest pay is coded.
                if (orgs < 16 && p[k] != 50) x = "*"
                else if (h == 2 && x > 500000) x = "#"
                printf ",%s", x
            }
            print ""
        }
    }
}
