# SPDX-License-Identifier: GPL-3.0-or-later
# damaged.sh - damaged versions of ten real files: none gives another median in silence.
# Read in by real.sh.  DAMAGED=N makes N versions of each; 5,000 in all is 500.

# damaged FILE PAY OPTION...
damaged() {
    file=$1
    check "damage to ${file##*/} is never passed over" \
        python3 "$here/tools/damage.py" benchpay 20261128 "${DAMAGED-74}" "$@"
}

damaged baltimore_payroll/Baltimore_City_Employee_Salaries_FY2014.csv AnnualSalary
damaged seattle_wages/City_of_Seattle_Wage_Data.csv 'Hourly Rate'
damaged levels_fyi/Levels_Fyi_Salary_Data.csv totalyearlycompensation
damaged rdatasets/carData_Salaries.csv salary
damaged belo_horizonte/servidor.csv valor_bruto_mensal_para_o_mes_de_ref
damaged ds_salaries_2022/ds_salaries.csv salary_in_usd
damaged rdatasets/ISLR_Wage.csv wage
damaged rdatasets/openintro_mlb.csv salary
damaged levels_fyi/Levels-Fyi-Salary-Data.csv totalyearlycompensation
damaged rdatasets/wooldridge_wage1.csv wage
