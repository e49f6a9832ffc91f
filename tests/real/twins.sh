# SPDX-License-Identifier: GPL-3.0-or-later
# twins.sh - files that hold the same pay in another form give the same bytes.
# Read in by real.sh.

# figures FILE OPTION...: the csv, or what went wrong
figures() {
    benchpay percentiles "$@" --rules none -f csv 2>"$tmp/stderr" ||
        { echo "exit status $?"; cat "$tmp/stderr"; }
}

# twins WHAT: the answers of first and second are equal, and are figures
twins() {
    check "$1" awk '
        /^exit status/ { print; bad = 1 }
        NR == FNR      { want[FNR] = $0; lines = FNR; next }
        $0 != want[FNR] { print "line " FNR ": " want[FNR] " became " $0; bad = 1 }
        END            { exit bad || lines < 2 || FNR != lines }' "$tmp/first" "$tmp/second"
}

figures belo_horizonte/servidor.csv --pay $month >"$tmp/first"
figures belo_horizonte/servidorestable.csv --pay $month >"$tmp/second"
twins 'belo_horizonte: a decimal point and a quoted decimal comma'

figures rdatasets/carData_Salaries.csv --pay salary --by rank,sex >"$tmp/first"
figures derived_encodings/carData_Salaries_cr.csv --pay salary --by rank,sex >"$tmp/second"
twins 'carData_Salaries: LF and CR line ends'

# a published table, read here as rows: the mean wages of its occupations
for pay in A_MEAN TOT_EMP; do
    table="--pay $pay --by O_GROUP --missing *"
    set -f
    figures bls_oews_national/national_M2023_dl.csv $table >"$tmp/first"
    figures derived_encodings/oews_2023_utf16le.txt $table >"$tmp/second"
    set +f
    twins "oews_2023: $pay in UTF-8 with commas and in UTF-16 with tabs"
done

for pay in 'Homme Médiane' 'Femme Médiane'; do
    figures swiss_bfs_2010/salaire_mensuel_brut_suisse.csv --encoding ISO-8859-1 \
        --header-row 3 --pay "$pay" --by 'Grande région' >"$tmp/first"
    figures derived_encodings/swiss_suisse_apostrophe_utf8.csv \
        --header-row 3 --pay "$pay" --by 'Grande région' >"$tmp/second"
    twins "swiss_bfs_2010: $pay in Latin-1 and with apostrophes"
done

# refused FILE OPTION-THAT-HELPS OPTION...: exit 3, nothing printed, the fix is named
refused() {
    file=$1 hint=$2
    shift 2
    benchpay percentiles "$file" "$@" --rules none -f csv >"$tmp/answer" 2>"$tmp/stderr"
    status=$?
    cat "$tmp/stderr"
    [ $status -eq 3 ] && [ ! -s "$tmp/answer" ] && grep -q -e "$hint" "$tmp/stderr"
}
check 'glassdoor_jobs: ranges without --range are refused with that hint' \
    refused glassdoor_jobs_2020/glassdoor_jobs.csv --range --pay 'Salary Estimate'
check 'ds_salaries: mixed currencies are refused with that hint' \
    refused ds_salaries_2022/ds_salaries.csv --currency --pay salary --year all

figures ds_salaries_2022/ds_salaries.csv --pay salary --year all --by salary_currency \
    >"$tmp/answer"
check 'ds_salaries: the total over mixed currencies is empty and says why' \
    awk -F, 'NR == 2 { print; exit !(/^\(all\),607,/ && $4 $5 $6 $7 $8 == "" &&
        /mixed-currency/) }' "$tmp/answer"
