# SPDX-License-Identifier: GPL-3.0-or-later
# last_month.awk - writes datasets/cmo_last_month.csv, the made-up survey as it was a
# month before, of datasets/cmo_survey.csv:
#
#     awk -f tests/data/last_month.awk datasets/cmo_survey.csv >datasets/cmo_last_month.csv
#
# Rows of 2026 alone.  Of these every 23rd answered since and is left out; three in five
# had no raise yet, of 2 to 4 %; every 37th has left since, and stands here as somebody
# else.  Amounts are whole hundreds, so the bytes are the same everywhere.
BEGIN { FS = OFS = "," }
NR == 1 { print; next }
$1 != 2026 { next }
++n % 23 == 0 { next }
n % 5 < 3 && $16 ~ /^[0-9]+$/ { $16 = 100 * int($16 / (102 + n % 5)) }
n % 37 == 0 { $6 = "Q" substr($6, 2) }
{ print }
