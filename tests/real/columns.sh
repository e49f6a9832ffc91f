# SPDX-License-Identifier: GPL-3.0-or-later
# columns.sh - long column names under short ones.  The first part that real.sh reads in.
aam_pay="What is your annual salary? (You'll indicate the currency in a later question. If \
you are part-time or hourly, please enter an annualized equivalent -- what you would earn \
if you worked the job 40 hours a week, 52 weeks a year.)"
aam_extra='How much additional monetary compensation do you get, if any (for example, '\
'bonuses or overtime in an average year)? Please only include monetary compensation here, '\
'not the value of benefits.'
aam_currency='Please indicate the currency'
aam_age='How old are you?'
aam_years='How many years of professional work experience do you have overall?'
aam_school='What is your highest level of education completed?'
month=valor_bruto_mensal_para_o_mes_de_ref
