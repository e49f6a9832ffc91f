/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hints.c - the library's hints as options of this program.
 *
 * The library names no option; this table is the one place that says which option does
 * what a hint asks for. */
#include "cli/hints.h"

#include "benchpay/hint.h"

const char *const bp_hint_words[BP_HINTS] = {
    [BP_HINT_MAP] = "name its column with --map {}=COLUMN",
    [BP_HINT_PAY] = "--pay COLUMN takes another column",
    [BP_HINT_PAY_COLUMN] = "name it with --map base=COLUMN or --pay COLUMN",
    [BP_HINT_WHERE] = "choose rows with --where",
    [BP_HINT_ROW] = "choose one with --row '{}=...'",
    [BP_HINT_PUBLISHED_PAY] = "--published-pay ELEMENT says it",
    [BP_HINT_YEAR] = "choose one with --year",
    [BP_HINT_YEAR_ALL] = "--year all pools them",
    [BP_HINT_SERIES] = "'benchpay project' fits it, --year all pools it",
    [BP_HINT_CURRENCY] = "choose one with --currency",
    [BP_HINT_CURRENCIES] = "choose one with --currency, or group with --by currency",
    [BP_HINT_PERIOD] = "give --period or --map period=COLUMN",
    [BP_HINT_RANGE] = "read them with --range low, mid or high",
    [BP_HINT_FX] = "--currency with the market's and --fx FILE of rates convert it",
    [BP_HINT_FX_DIRECTION] = "--fx-direction {} turns the rates round",
    [BP_HINT_UNIT] = "--unit 1000 or --period says otherwise",
    [BP_HINT_MISSING] = "--missing {} leaves them out",
    [BP_HINT_LIMITS] = "--min-pay and --max-pay set the limits",
    [BP_HINT_QUOTES] = "try --quotes backslash",
    [BP_HINT_SHEET] = "choose one with --sheet '{}'",
    [BP_HINT_ENCODING] = "try --encoding {}",
    [BP_HINT_NUMBER_FORMAT] = "--number-format settles it",
    [BP_HINT_DATE_FORMAT] = "say which with --date-format",
    [BP_HINT_SHOW_VALUES] = "--show-values shows it",
    [BP_HINT_MALFORMED] = "--max-malformed allows more",
    [BP_HINT_MEMORY] = "--memory SIZE allows more",
    [BP_HINT_FOLDER] = "TMPDIR=FOLDER has them in another one",
    [BP_HINT_TIERS] = "name it with --map tier=COLUMN, or cut the years of experience "
                      "with --tiers 'Mid=5-8,Senior=8-'",
    [BP_HINT_AS_TIERS] =
        "leave --tiers out, and take its values as they are with --map 'tier={}'",
    [BP_HINT_TIERS_ON] = "name it with --map experience=COLUMN, or cut another number "
                         "with --tiers-on COLUMN",
    [BP_HINT_RULES] = "--rules none shows it without disclosure rules",
    [BP_HINT_REPAIR_BANDS] = "--repair-bands makes it one again",
    [BP_HINT_DISTINCT] = "--distinct sum or --distinct latest makes one of them",
    [BP_HINT_OUTLIERS] = "--outliers drop leaves it out",
    [BP_HINT_YEARS] = "give --years N",
    [BP_HINT_BLANK_BONUS] = "--blank-bonus exclude leaves them out",
    [BP_HINT_MIN_PEOPLE] = "'benchpay project --min-people N' takes smaller ones",
    [BP_HINT_YEAR_WEIGHTS] = "--year-weights people lets the larger ones count for more",
    [BP_HINT_OFFER] = "'benchpay offer' places an offer in it",
    [BP_HINT_AMOUNT] = "give --offer AMOUNT",
    [BP_HINT_RECORDS] = "'benchpay tiers FILE' takes medians from records",
    [BP_HINT_ONE_TABLE] = "use json, or 'benchpay percentiles' for one table",
    [BP_HINT_TOP] = "--top and --min-people join them to one group",
    [BP_HINT_WEIGHT] = "name it with --weight COLUMN",
    [BP_HINT_WEIGHTS] = "say it with --weights freq, sampling or analytic",
    [BP_HINT_SAMPLING] = "--weight '{}' --weights sampling uses them",
    [BP_HINT_FREQ] = "--weight '{}' --weights freq counts them all",
    [BP_HINT_FRACTIONS] = "--weights sampling and --weights analytic know fractions",
    [BP_HINT_FORCE] = "--force compares them nevertheless",
    [BP_HINT_EFFECTIVE] = "name its column with --map date=COLUMN, or give the date "
                          "itself with --map date=@YYYY-MM-DD",
    [BP_HINT_DATE] = "give it with --map date=@YYYY-MM-DD",
    [BP_HINT_TABLE_DATE] = "--published-date DATE says it",
    [BP_HINT_MOVEMENT] = "--movement {}=RATE gives its own",
    [BP_HINT_SPREAD] = "give --spread once, a list with one a grade, or 30%..60%",
    [BP_HINT_QTYPE] = "take --qtype {}",
    [BP_HINT_EXACT] = "leave --approximate out",
    [BP_HINT_NO_COLUMN] = "--map {}= has the column select nothing",
    [BP_HINT_BANDS] = "--tiers 'Small=0-200,Large=200-' --tiers-on {} makes bands of it",
    [BP_HINT_SHEETS] = "--sheet '*' reads these as one table, --sheet '{}' takes one",
    [BP_HINT_PAID_IN] =
        "name its column with --map currency=COLUMN, or give the currency "
        "itself with --map currency=@CODE",
    [BP_HINT_BLANK] = "--where '{} = ' takes those who have none",
};

const char *const bp_setting_words[BP_SETTINGS] = {
    [BP_SET_MAP] = "--map {}={}",
    [BP_SET_PAY] = "--pay {}",
    [BP_SET_PERIOD] = "--period {}",
    [BP_SET_UNIT] = "--unit {}",
    [BP_SET_RANGE] = "--range {}",
    [BP_SET_CURRENCY] = "--currency {}",
    [BP_SET_ENCODING] = "--encoding {}",
    [BP_SET_DATE_FORMAT] = "--date-format {}",
    [BP_SET_HEADER_ROW] = "--header-row {}",
    [BP_SET_NO_HEADER] = "--no-header",
    [BP_SET_MISSING] = "--missing {}",
    [BP_SET_WHERE] = "--where {}",
    [BP_SET_PUBLISHED_PAY] = "--published-pay {}",
    [BP_SET_MIN_PAY] = "--min-pay {}",
    [BP_SET_MAX_PAY] = "--max-pay {}",
    [BP_SET_DISTINCT] = "--distinct {}",
    [BP_SET_ROW] = "--row {}={}",
    [BP_SET_YEAR] = "--year {}",
};
