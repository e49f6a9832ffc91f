#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# columns.sh BUILD_DIR - a file and its twin (headers translated, columns shuffled, others
# added) give the same figures or a question, never other figures (TAP output).
. "$(dirname "$0")/../lib/start.sh"
cd "$tmp" || exit 1

# rows: 60 people: id, dept, age, pay, rating; ends of a range around the pay, its period.
rows() {
    awk 'BEGIN { OFS = ","; for (i = 1; i <= 60; i++) {
        pay = 38000 + (i * 7919) % 41000
        print 1000 + (i * 37) % 60, "T" i % 4, 22 + (i * 13) % 40, pay, 1 + i % 5,
            pay - 1000 - i, pay + 1000 + i, pay / 2080, i % 3 ? "Annual" : "Yearly" } }'
}
rows >rows.csv

# twin HEADERS PROGRAM: a file of these headers, and what the program prints of each row.
twin() {
    { echo "$1" && awk -F, -v OFS=, "{ $2 }" rows.csv; } >twin.csv
}

figures() { benchpay percentiles "$@" --rules none -f csv --quiet; }

twin 'id,dept,age,salary,rating' 'print $1, $2, $3, $4, $5'
figures twin.csv >want || exit 1

# same WHAT: the figures of the first file, or exit 3 with a question.
same() {
    figures twin.csv >got 2>err
    case $? in
    0) diff want got && echo same >>answers ;;
    3) cat err && grep -q -- --pay err && echo asked >>answers ;;
    *) cat err && false ;;
    esac
}
sure() { figures twin.csv >got 2>err && diff want got; }

while IFS='|' read -r language header; do
    twin "$header" 'print $1, $2, $3, $4, $5'
    check "headers in $language" sure
    twin "$(echo "$header" | awk -F, -v OFS=, '{ print $5, $4, $3, $2, $1 }')" \
        'print $5, $4, $3, $2, $1'
    check "headers in $language, the last column first" sure
done <<'EOF'
English|Employee ID,Department,Age,Annual Gross,Performance rating
German|Personalnummer,Abteilung,Alter,Bruttojahresgehalt,Bewertung
French|Matricule,Service,Âge,Salaire brut annuel,Note
Spanish|Empleado,Departamento,Edad,Sueldo anual,Puntaje
Italian|Matricola,Reparto,Età,Retribuzione annua lorda,Voto
Portuguese|Matrícula,Setor,Idade,Remuneração anual,Nota
Dutch|Personeelsnummer,Afdeling,Leeftijd,Bruto jaarsalaris,Score
Swedish|Anställd,Avdelning,Ålder,Årslön,Betyg
Norwegian|Ansatt,Avdeling,Alder,Årslønn,Karakter
Finnish|Työntekijä,Osasto,Ikä,Vuosipalkka,Arvio
Polish|Pracownik,Dział,Wiek,Wynagrodzenie roczne brutto,Ocena
Czech|Zaměstnanec,Oddělení,Věk,Roční mzda,Hodnocení
Hungarian|Dolgozó,Osztály,Életkor,Éves fizetés,Értékelés
Turkish|Sicil,Bölüm,Yaş,Yıllık maaş,Puan
Russian|Номер,Отдел,Возраст,Зарплата в год,Оценка
Ukrainian|Номер,Відділ,Вік,Зарплата на рік,Оцінка
Chinese|工号,部门,年龄,年薪,评分
Japanese|社員番号,部署,年齢,年収,評価
Korean|사번,부서,나이,연봉,평가
Indonesian|Nomor,Bagian,Usia,Gaji tahunan,Nilai
EOF

# What stands beside pay in payrolls and surveys.
while IFS='|' read -r what header print; do
    twin "$header" "print $print"
    check "beside pay: $what" same
done <<'EOF'
an allowance with one sign|id,salary,home_office_allowance|$1, $4, NR == 7 ? "€500" : ""
a percentage|id,salary,Bonus %|$1, $4, $5
a count|id,Number of reports,salary|$1, $3, $4
hours|id,Std Hours,salary|$1, 40, $4
a rank|rank,salary,id|NR, $4, $1
a postal code|zip code,id,salary|10000 + NR, $1, $4
what is paid how often|id,Annual Salary,Pay Frequency|$1, $4, NR % 2 ? "Monthly" : "Weekly"
a period that is a year|id,salary,Pay Basis|$1, $4, $9
last year's pay|id,previous salary,salary|$1, $4 - 900, $4
net pay|id,net salary,gross salary|$1, $4 * 0.7, $4
the same pay by the hour|id,Hourly Rate,Annual Salary|$1, $8, $4
overtime|id,Overtime Pay,Base Pay|$1, $5 * 100, $4
a share of full time|id,FTE,salary|$1, 1, $4
a total of heads|id,salary,total|$1, $4, $5
the ends of a range|id,salary,salary_min,salary_max|$1, $4, $6, $7
an amount of something|id,amount,salary|$1, $3, $4
income|id,income,salary|$1, $4 + 5, $4
two salaries|id,salary A,salary B|$1, $4, $4 + 7
no word for it|id,x,y|$1, $4, $3
EOF

# Pay in two columns is asked about, and its middle is the pay.
ends() {
    ! figures twin.csv >got 2>err && grep -q 'range mid' err &&
        figures twin.csv --range mid >got && diff want got
}
while IFS='|' read -r language header; do
    twin "$header" 'print $1, $6, $7'
    check "both ends of a range in $language" ends
done <<'EOF'
English|id,Salary From,Salary To
English, short|id,min,max
German|id,Gehalt von,Gehalt bis
Spanish|id,Salario mínimo,Salario máximo
Russian|id,зарплата от,зарплата до
Chinese|id,最低年薪,最高年薪
EOF

# Most of what stands beside pay needs no question.
few_questions() { [ "$(grep -c same answers)" -ge 14 ]; }
check "14 of 19 files with other columns are read at once" few_questions
finish
