# SPDX-License-Identifier: GPL-3.0-or-later
# invariance.sh - real files in other dress and other surroundings.  Read in by real.sh.

asked='aam_2021 (line breaks inside quotes)'
ask() {
    format=$1
    shift
    ${under-} benchpay percentiles pay.csv --rules none --pay "$aam_pay" --map "currency=$aam_currency" \
        --currency USD --by "$aam_years" --min-pay 0 -f "$format" "$@"
}
dresses aam_2021/aam_2021_responses.csv
surroundings aam_2021/aam_2021_responses.csv 'csv json text md'

asked='Baltimore FY2013 (a dollar sign and a trailing blank)'
ask() {
    format=$1
    shift
    ${under-} benchpay percentiles pay.csv --rules none --pay AnnualSalary --by Agency -f "$format" "$@"
}
dresses baltimore_payroll/Baltimore_City_Employee_Salaries_FY2013.csv
surroundings baltimore_payroll/Baltimore_City_Employee_Salaries_FY2013.csv 'csv json text'
