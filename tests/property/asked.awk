# SPDX-License-Identifier: GPL-3.0-or-later
# asked.awk - a random survey, pay.csv in the folder -v into=DIR, and -v questions=N random
# questions about it, a line each.  -v seed=NUMBER makes them: the same everywhere, as the
# numbers are drawn here (Lehmer; Park & Miller 1988).
BEGIN {
    state = seed % 2147483646 + 1
    survey()
    while (questions-- > 0)
        print question(any(commands()))
}
function draw(n) { state = state * 48271 % 2147483647; return int(state / 2147483647 * n) }
function chance(percent) { return draw(100) < percent }
function any(words,    w) { return w[draw(split(words, w, " ")) + 1] }
function has(name) { return name in column }
function maybe(percent, words) { return chance(percent) ? " " words : "" }

function value(name, i) {
    if (name == "org") return "Org " draw(orgs)
    if (name == "person") return "p" draw(people)
    if (name == "tier") return any("Entry Mid Senior")
    if (name == "region") return any("North South East")
    if (name == "gender") return any("F M")
    if (name == "experience") return any("1 3 5 7.5 12 20")
    if (name == "beds") return 20 + draw(900)
    if (name == "currency") return chance(75) ? "USD" : "CAD"
    if (name == "date") return 2023 + draw(3) "-0" 1 + draw(9) "-1" draw(10)
    if (name == "weight") return any(weights)
    if (name == "bonus") return chance(30) ? "" : draw(60000)
    return int((90000 + draw(20000)) * exp(draw(1000) / 900))
}
function odd(text) {
    return chance(60) ? any("NA x -5 0 1e5 12,5 $99,000 n/a") : " " text " "
}
function field(text) { return text ~ /[,"]/ ? "\"" text "\"" : text }

function survey(    names, n, i, j, rows, line, cell, odds, file) {
    j = 1
    n = split("org person tier region gender experience beds currency date weight bonus", names, " ")
    for (i = 1; i <= n; i++)
        if (chance(60)) { names[j++] = names[i]; column[names[i]] = 1 }
    names[j] = "base"
    rows = any("8 60 150 400")
    orgs = any("1 4 12 30")
    people = any("20 1000000")
    weights = any("1 2.5 12.345") " 1 3"
    odds = chance(30) ? 4 : 0
    file = into "/pay.csv"
    line = names[1]
    for (i = 2; i <= j; i++)
        line = line "," names[i]
    print line >file
    while (rows-- > 0) {
        for (i = 1; i <= j; i++) {
            cell = value(names[i], rows)
            printf "%s%s", field(names[i] != "currency" && chance(odds) ? odd(cell) : cell), i < j ? "," : "\n" >file
        }
    }
    close(file)
}

function choice(    q) {
    if (has("currency")) q = " --currency USD" maybe(40, "--fx fx.csv")
    q = q maybe(60, "--rules none") maybe(25, "--outliers " any("drop off"))
    q = q maybe(20, "--min-pay " any("0 100000")) maybe(10, "--max-pay 250000")
    if (has("bonus")) q = q maybe(40, "--pay " any("tcc bonus bonus_pct")) maybe(15, "--blank-bonus exclude")
    if (has("tier")) q = q maybe(10, "--where tier=Mid")
    if (has("person")) q = q maybe(has("date") ? 70 : 20, "--distinct " any(has("date") ? "sum latest" : "sum"))
    return q
}
function by(    q) {
    q = any("tier region org gender currency date")
    return has(q) && q != "date" ? " --by " q (has("region") && q == "tier" ? maybe(40, "--by tier,region") : "") : ""
}
function statistics(    q) {
    q = maybe(30, "--percentiles " any("50 10,90 5,33.3,99")) maybe(15, "--qtype " 1 + draw(9))
    if (has("org")) q = q maybe(20, "--basis " any("org org-equal"))
    q = q maybe(30, "--ci-method " any("none order woodruff bootstrap bca"))
    q = q maybe(10, "--ci 90") maybe(10, "--population 5000") maybe(10, "--approximate 10")
    if (has("weight")) q = q maybe(25, "--weight weight --weights " any("sampling sampling freq analytic"))
    if (has("date")) q = q maybe(20, "--year " any("2024 all")) maybe(15, "--age-to 2026-07-01 --movement 3.5%")
    return q maybe(15, "--top 2") maybe(15, "--min-people 5")
}
function commands() {
    return "percentiles percentiles report report offer" (has("date") ? " project" : "") \
        (has("beds") ? " scope" : "") (has("gender") ? " equity" : "") \
        (has("tier") || has("experience") ? " tiers" : "")
}
function question(command) {
    if (command == "offer") return "offer --offer-file offer.txt" choice() by() statistics()
    if (command == "scope") return "scope --on beds" choice() by()
    if (command == "equity") return "equity --group gender --reference M" choice() (has("tier") ? maybe(60, "--adjust tier") : "")
    if (command == "project") return "project" choice() by() maybe(40, "--fit" maybe(50, "--simulate 50")) maybe(15, "--matched " any("org person"))
    if (command == "tiers") return "tiers" choice() statistics() (has("experience") ? maybe(has("tier") ? 50 : 100, "--tiers Low=0-5,Mid=5-8,High=8-") : "")
    if (command == "report") return "report --charts none" choice() by() statistics() maybe(20, "--offer 150000") (has("beds") ? maybe(30, "--scope beds") : "")
    return command choice() by() statistics() maybe(20, "--sort " any("n p50"))
}
