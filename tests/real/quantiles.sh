# SPDX-License-Identifier: GPL-3.0-or-later
# quantiles.sh - every row of expected/grouped_quantiles_type7.csv.  Read in by real.sh.
#
# A block of expected rows (one file, value and grouping) is one line here: how a user would
# ask for it. Zeros count in the expected rows (--min-pay 0), years and currencies are pooled
# unless the block says otherwise (--year all, --map currency=), and groups keep their text
# (--csv-guard off). A block that no line names fails, so that nothing is left out unseen.
expected=$data/expected/grouped_quantiles_type7.csv
agreed=0 differed=0 inexpressible=0
: >"$tmp/named"

# block VALUE GROUP_BY OPTION...: the rows of $file with that value and grouping
block() {
    value=$1 by=$2
    shift 2
    printf '%s\t%s\t%s\n' "$file" "$value" "$by" >>"$tmp/named"
    benchpay percentiles "$file" "$@" --qtype 7 --percentiles 10,25,50,75,90 --rules none \
        --ci-method none --csv-guard off -f csv >"$tmp/answer" 2>"$tmp/stderr"
    awk -v file="$file" -v value="$value" -v by="$by" -f "$here/lib/csv.awk" \
        -f "$here/real/quantiles.awk" "$expected" "$tmp/answer" >"$tmp/verdict"
    read -r good bad <"$tmp/verdict"
    agreed=$((agreed + good)) differed=$((differed + bad))
    name="$file: $value by $by: $good agreed, $bad differed"
    if [ "$good" -gt 0 ] && [ "$bad" -eq 0 ]; then pass "$name"
    else
        fail "$name"
        sed 1d "$tmp/verdict" >>"$tmp/stderr"
        explain "$tmp/stderr"
    fi
}

# beyond VALUE GROUP_BY ROWS WHY: rows of $file that no options ask for
beyond() {
    printf '%s\t%s\t%s\n' "$file" "$1" "$2" >>"$tmp/named"
    inexpressible=$((inexpressible + $3))
    skip "$file: $1 by $2: $3 not expressible" "$4"
}

file=rdatasets/AER_CPS1988.csv
block wage '(all)'  --pay wage
block wage region   --pay wage --by region

file=rdatasets/carData_Salaries.csv
block salary '(all)'            --pay salary
block salary rank               --pay salary --by rank
block salary rank+discipline    --pay salary --by rank,discipline

file=rdatasets/carData_SLID.csv
block wages '(all)' --pay wages
block wages sex     --pay wages --by sex

file=rdatasets/ISLR_Wage.csv
block wage '(all)'      --pay wage --year all
block wage education    --pay wage --year all --by education

file=rdatasets/openintro_mlb.csv
block salary '(all)'    --pay salary
block salary position   --pay salary --by position

file=rdatasets/Lahman_Salaries.csv
block salary '(all)'    --pay salary --map year=yearID --year all
block salary yearID     --pay salary --map year=yearID --year all --by yearID

file=rdatasets/AER_PSID7682.csv
block wage '(all)'  --pay wage --year all
block wage year     --pay wage --year all --by year

for year in 2012 2013 2014 2015 2016; do
    file=baltimore_payroll/Baltimore_City_Employee_Salaries_FY$year.csv
    block AnnualSalary '(all)'  --pay AnnualSalary --min-pay 0
    block AnnualSalary Agency   --pay AnnualSalary --min-pay 0 --by Agency
    block GrossPay '(all)'      --pay GrossPay --min-pay 0
done

file=seattle_wages/City_of_Seattle_Wage_Data.csv
block 'Hourly Rate ' '(all)'    --pay 'Hourly Rate'
block 'Hourly Rate ' Department --pay 'Hourly Rate' --by Department

file=belo_horizonte/servidorestable.csv
block $month '(all)'                    --pay $month
file=belo_horizonte/servidor.csv
block $month '(all)'                    --pay $month
block $month carga_horaria_semanal      --pay $month --by carga_horaria_semanal

file=aam_2021/aam_2021_responses.csv
mixed='annual salary (col 6), every currency mixed'
dollars='annual salary (col 6) [currency=USD]'
sum='annual salary + additional (col 6 + col 7, blank = 0) [currency=USD]'

salary() {
    value=$1 by=$2
    shift 2
    block "$value" "$by" --pay "$aam_pay" --min-pay 0 "$@"
}
salary "$mixed" '(all)'             --map currency=
salary "$mixed" 'currency (col 8)'  --map currency="$aam_currency" --by "$aam_currency"
in_dollars() {
    by=$1
    shift
    salary "$dollars" "$by" --map currency="$aam_currency" --currency USD "$@"
}
in_dollars '(all)'
in_dollars 'overall experience (col 14)'    --by "$aam_years"
in_dollars 'age (col 2)'                    --by "$aam_age"
salary "$dollars" 'education (col 16)'      --by "$aam_school" \
    --map currency= --where "$aam_currency=USD"
block "$sum" '(all)' --pay tcc --map base="$aam_pay" --map bonus="$aam_extra" \
    --map currency="$aam_currency" --currency USD --min-pay 0

for file in levels_fyi/Levels-Fyi-Salary-Data.csv levels_fyi/Levels_Fyi_Salary_Data.csv; do
    block totalyearlycompensation '(all)'   --pay totalyearlycompensation
    block totalyearlycompensation title     --pay totalyearlycompensation --by title
done

file=ds_salaries_2022/ds_salaries.csv
usd='--pay salary_in_usd --year all --map currency='
block salary_in_usd '(all)'             $usd
block salary_in_usd experience_level    $usd --by experience_level
block salary_in_usd work_year           $usd --by work_year
block salary '(all)'                    --pay salary --year all --map currency=
block salary salary_currency            --pay salary --year all --by salary_currency

# the adverts per hour are another period; -1 stands for none
file=glassdoor_jobs_2020/glassdoor_jobs.csv
for end in low high midpoint; do
    block "Salary Estimate $end" '(all)' --pay 'Salary Estimate' --range ${end%point}
done
block 'Salary Estimate midpoint' Sector --pay 'Salary Estimate' --range mid --by Sector
block 'Salary Estimate hourly midpoint' '(all)' --pay 'Salary Estimate' --range mid \
    --where 'Salary Estimate~Per Hour' --period hourly --hours 1

file=lawsuit_physicians/Lawsuit.csv
for year in Sal94 Sal95; do
    block $year '(all)'     --pay $year
    block $year Rank        --pay $year --by Rank
    block $year Dept        --pay $year --by Dept
    block $year Gender+Rank --pay $year --by Gender,Rank
done

file=seattletimes_ceo_2016/ceo_pay_2016.csv
for part in cash equity other total; do
    block $part '(all)' --pay $part --min-pay 0
done
block total gender --pay total --min-pay 0 --by gender

awk -f "$here/lib/csv.awk" -f "$here/real/unnamed.awk" "$tmp/named" "$expected" \
    >"$tmp/unnamed"
check "every block of grouped_quantiles_type7.csv is named" test ! -s "$tmp/unnamed"
explain "$tmp/unnamed"
echo "# $agreed rows agreed, $differed differed, $inexpressible not expressible"
