/* SPDX-License-Identifier: GPL-3.0-or-later */
/* countrynames.c - countries that have several names.
 *
 * No comparison of letters finds that "USA" and "United States" are one.  The list has
 * what people write in surveys: the short names in English and of the country itself,
 * and codes that mean nothing else in a column of countries.  Parts of a country, and
 * names of which it is disputed what they mean, are not in it. */
#include "analysis/countrynames.h"

#include <stdint.h>
#include <string.h>

/* A country a line, its names without blanks and marks. */
static const char *const countries[] = {
    "us usa unitedstates unitedstatesofamerica america usofa theus theusa "
    "theunitedstates theunitedstatesofamerica",
    "uk gb gbr unitedkingdom greatbritain britain theuk theunitedkingdom "
    "unitedkingdomofgreatbritainandnorthernireland",
    "uae unitedarabemirates theuae theunitedarabemirates",
    "nz nzl newzealand aotearoa aotearoanewzealand",
    "netherlands thenetherlands nederland holland nld",
    "germany deutschland deu",
    "switzerland schweiz suisse svizzera che",
    "austria osterreich aut",
    "belgium belgie belgique bel",
    "denmark danmark dnk",
    "sweden sverige swe",
    "norway norge nor",
    "finland suomi fin",
    "spain espana esp",
    "italy italia ita",
    "brazil brasil bra",
    "mexico mex",
    "ireland eire republicofireland irl",
    "poland polska pol",
    "czechrepublic czechia theczechrepublic cesko cze",
    "turkey turkiye tur",
    "china prc peoplesrepublicofchina mainlandchina chn",
    "southkorea republicofkorea kor",
    "russia russianfederation rus",
    "vietnam vnm",
    "hongkong hongkongsar hkg",
    "philippines thephilippines phl",
    "canada can",
    "australia aus",
    "singapore sgp",
    "japan jpn",
    "france fra",
    "india ind",
    "southafrica zaf",
};

size_t bp_country_of(const char *bare)
{
    const size_t n = strlen(bare);
    for (size_t i = 0; n > 0 && i < sizeof countries / sizeof countries[0]; i++)
        for (const char *at = countries[i]; *at != '\0';) {
            const size_t length = strcspn(at, " ");
            if (length == n && memcmp(at, bare, n) == 0)
                return i;
            at += length + (at[length] == ' ');
        }
    return SIZE_MAX;
}
