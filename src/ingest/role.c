/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles that a column can have, and the headers by which they are recognised.
 *
 * Headers are compared without case, blanks, punctuation and units, so that a short list
 * of words covers many spellings ("Base Salary (USD)", "base_salary").  Each list has a
 * rank: a header of a lower rank is the surer one, so "base salary" wins over "pay". */
#include "ingest/role.h"

#include <string.h>

#include "base/lookalike.h"
#include "base/utf8.h"
#include "base/words.h"
#include "ingest/amount.h"
#include "ingest/headwords.h"
#include "ingest/stated.h"
#include "ingest/unit.h"

static const char *const role_names[] = {
    [BP_ROLE_BASE] = "base",
    [BP_ROLE_BONUS] = "bonus",
    [BP_ROLE_TARGET_BONUS] = "target_bonus",
    [BP_ROLE_ACTUAL_BONUS] = "actual_bonus",
    [BP_ROLE_LTI] = "lti",
    [BP_ROLE_BENEFITS] = "benefits",
    [BP_ROLE_TOTAL] = "total",
    [BP_ROLE_LOW] = "low",
    [BP_ROLE_HIGH] = "high",
    [BP_ROLE_WEIGHT] = "weight",
    [BP_ROLE_ORG] = "org",
    [BP_ROLE_PERSON] = "person",
    [BP_ROLE_TIER] = "tier",
    [BP_ROLE_JOB] = "job",
    [BP_ROLE_TITLE] = "title",
    [BP_ROLE_REGION] = "region",
    [BP_ROLE_COUNTRY] = "country",
    [BP_ROLE_SIZE] = "size",
    [BP_ROLE_EXPERIENCE] = "experience",
    [BP_ROLE_FTE] = "fte",
    [BP_ROLE_WRVU] = "wrvu",
    [BP_ROLE_PERIOD] = "period",
    [BP_ROLE_CURRENCY] = "currency",
    [BP_ROLE_DATE] = "date",
    [BP_ROLE_YEAR] = "year",
    [BP_ROLE_HIRED] = "hired",
    [BP_ROLE_STATUS] = "status",
    [BP_ROLE_GRADE] = "grade",
    [BP_ROLE_RATING] = "rating",
    [BP_ROLE_PRORATE] = "prorate",
    [BP_ROLES] = NULL,
};

/* Headers of a role without blanks, punctuation and accents, the surest first.  Those
 * that are not English are German, French, Spanish and Portuguese, Italian and Dutch,
 * Nordic and Polish. */
static const struct {
    bp_role role;
    int rank;
    const char *words;
} headers[] = {
    { BP_ROLE_BASE, 0,
      "base basesalary basepay basicsalary basicpay basewage annualbasesalary "
      "annualbasepay fixedsalary" },
    { BP_ROLE_BASE, 1,
      "annualsalary salary yearlysalary annualpay annualwage salaryannual salaryperyear "
      "grosssalary annualgrosssalary grossannualsalary currentsalary salaryyear "
      "salaireannuel jahresgehalt salarioanual" },
    { BP_ROLE_BASE, 2,
      "monthlysalary monthlyincome monthlypay grossmonthlysalary monthlygrosssalary "
      "weeklysalary wage wages annualwages hourlywage pay earnings salaryestimate "
      "basecompensation wagp salaire gehalt salario sueldo lohn salaris stipendio "
      "*valorbrutomensal*" },
    { BP_ROLE_BASE, 3,
      "hourlyrate hourlypay payrate grosspay annualincome income compensation "
      "annualcompensation sal monthlyrate regularrate rateofpay baserate annualrate "
      "hourlybaserate payrateamount" },
    { BP_ROLE_BONUS, 0, "bonus" },
    { BP_ROLE_BONUS, 1,
      "annualbonus bonuses bonuspay bonusamount cashbonus sti shorttermincentive "
      "incentive variablepay annualincentive bonusplan bonusplanamount prime primes "
      "primeannuelle primesurobjectif primesurobjectifs bonusannuel jahresbonus "
      "gratifikation pramie tantieme stip aip variableamount variablecompensation "
      "incentivepay variablevergutung variableranteil *additionalmonetarycompensation*" },
    { BP_ROLE_TARGET_BONUS, 0,
      "targetbonus bonustarget targetbonusamount bonustargetamount bonusattarget "
      "targetannualbonus targetincentive targetannualincentive targetsti stitarget" },
    { BP_ROLE_ACTUAL_BONUS, 0,
      "actualbonus bonusactual actualbonusamount bonuspaid bonuspaidamount paidbonus "
      "actualannualbonus actualincentive actualannualincentive actualsti stiactual "
      "stipaid" },
    { BP_ROLE_LTI, 0, "lti longtermincentive longtermincentives" },
    { BP_ROLE_LTI, 1,
      "equity stock stockgrant stockgrantvalue stockoptions rsu equityvalue" },
    { BP_ROLE_BENEFITS, 0,
      "benefits benefit benefitsvalue benefitscost employeebenefits" },
    { BP_ROLE_TOTAL, 0,
      "totalcompensation totalcomp totalpay totalremuneration totalyearlycompensation "
      "totalannualcompensation totalearnings totalcash totalcashcompensation" },
    { BP_ROLE_TOTAL, 1, "tc yearlyincome totalincome" },
    { BP_ROLE_TOTAL, 2, "total" },
    { BP_ROLE_WEIGHT, 0,
      "weight weights wgt sampleweight surveyweight samplingweight personweight "
      "finalweight pwgtp perwt pw" },
    /* An id is always spelled alike, a name is not. */
    { BP_ROLE_ORG, 0,
      "orgid organisationid organizationid companyid employerid hospitalid" },
    { BP_ROLE_ORG, 1, "organisation organization org organisationname organizationname" },
    { BP_ROLE_ORG, 2,
      "orgname company companyname employer employername hospital hospitalname "
      "authorityname institution firm healthsystem arbeitgeber unternehmen firma "
      "betrieb klinik klinikum krankenhaus spital spitalname buchungskreis gesellschaft "
      "einrichtung employeur entreprise societe "
      "etablissement hopital organisme empleador empresa institucion entidad empregador "
      "instituicao orgao azienda impresa ente datoredilavoro ospedale werkgever bedrijf "
      "organisatie ziekenhuis arbetsgivare foretag sjukhus arbeidsgiver arbejdsgiver "
      "virksomhet virksomhed sykehus tyonantaja yritys pracodawca szpital facility "
      "facilityname legalentity legalentityname legalemployer legalcompany participant "
      "participantname participatingorganization participatingorganisation" },
    { BP_ROLE_ORG, 3, "team teamid" },
    { BP_ROLE_PERSON, 0,
      "personid employeeid empid emplid employeenumber employeeno empno eeid workerid "
      "incumbentid staffid employeeidentifier personidentifier personnelnumber "
      "respondentid participantid playerid hashcpf personnumber personnelno "
      "employeecode employeeref employeereference staffnumber staffno workernumber "
      "associateid colleagueid teammemberid eenumber eeno personalnr mitarbeiternummer "
      "mitarbeiternr mitarbeiterid numerodematricule" },
    { BP_ROLE_PERSON, 1,
      "person employee incumbent worker player empleado empleada trabajador trabajadora "
      "colaborador colaboradora funcionario servidor dipendente collaborateur salarie "
      "werknemer medewerker medarbejder anstalld pracownik zamestnanec сотрудник "
      "работник "
      "calisan karyawan pegawai personalnummer persnr pernr matricule matricula "
      "matricola personeelsnummer anstallningsnummer ansattnummer userid usersysid "
      "useremployeeid filenumber payrollnumber payrollid worksnumber clocknumber badge "
      "ee legajo nmatricule" },
    { BP_ROLE_PERSON, 2,
      "nome nom nombre naam namn navn nimi nazwisko nomecompleto nombrecompleto "
      "nominativo nomedoservidor nomeservidor фио 氏名 姓名 이름 성명 name fullname "
      "employeename workername incumbentname" },
    { BP_ROLE_PERSON, 3, "id" },
    { BP_ROLE_TIER, 0, "tier careertier jobtier" },
    { BP_ROLE_TIER, 1,
      "level careerlevel experiencelevel senioritylevel seniority joblevel "
      "positionlevel managementlevel grade jobgrade paygrade karrierestufe "
      "hierarchiestufe niveauhierarchique" },
    { BP_ROLE_TIER, 2,
      "rank band payband entgeltgruppe besoldungsgruppe gehaltsgruppe lohngruppe "
      "niveau" },
    { BP_ROLE_TIER, 3, "stufe" },
    { BP_ROLE_JOB, 0,
      "job jobcode jobid occcode occupationcode positioncode soccode stellencode "
      "stellennummer codeposte codeemploi" },
    { BP_ROLE_JOB, 1,
      "surveyjobcode surveycode benchmarkjobcode benchmarkcode matchcode jobnumber "
      "jobprofileid" },
    { BP_ROLE_TITLE, 0, "title jobtitle genericjobtitle positiontitle jobname" },
    { BP_ROLE_TITLE, 1,
      "role roletitle position occupation occupationtitle occtitle designation post "
      "posttitle jobrole stellenbezeichnung berufsbezeichnung funktion beruf stelle "
      "tatigkeit intituleduposte intitule poste emploi fonction metier puesto cargo "
      "ocupacion funcao ocupacao mansione professione posizione functietitel functie "
      "beroep befattning yrke stilling stillingstittel tehtavanimike ammatti stanowisko "
      "zawod" },
    /* What systems of HR call the title in their exports. */
    { BP_ROLE_TITLE, 2,
      "businesstitle workingtitle jobtitledescription primaryjobtitle jobprofile "
      "jobprofilename positionname positionsbezeichnung tatigkeitsbezeichnung jobtitel "
      "stellentitel occupationaltitle" },
    { BP_ROLE_TITLE, 3,
      "surveyjobtitle surveyjob benchmarkjobtitle benchmarkjob jobdescription "
      "positiondescription" },
    { BP_ROLE_REGION, 0, "region workregion georegion" },
    { BP_ROLE_REGION, 1,
      "state usstate stabbr province bundesland kanton regione provincia provincie "
      "fylke lan maakunta wojewodztwo uf comunidadautonoma" },
    { BP_ROLE_REGION, 2, "location area companylocation joblocation worklocation" },
    { BP_ROLE_REGION, 3,
      "city town ort standort stadt ville lieu ciudad cidade municipio citta plaats "
      "kommun kommune miasto" },
    { BP_ROLE_COUNTRY, 0, "country countrycode nation workcountry countrywork" },
    { BP_ROLE_COUNTRY, 1, "land pays pais paese maa kraj" },
    { BP_ROLE_SIZE, 0, "size companysize orgsize organisationsize organizationsize" },
    { BP_ROLE_SIZE, 1,
      "employees numberemployees numberofemployees headcount unternehmensgrosse "
      "mitarbeiterzahl effectif tailleentreprise tailledelentreprise empleados "
      "dipendenti" },
    { BP_ROLE_SIZE, 2,
      "beds bedcount bedsize numberofbeds staffedbeds licensedbeds hospitalbeds "
      "totalbeds hospitalsize facilitysize betten bettenzahl planbetten lits "
      "nombredelits camas "
      "leitos bedden" },
    { BP_ROLE_SIZE, 3, "revenue annualrevenue netrevenue netpatientrevenue" },
    { BP_ROLE_EXPERIENCE, 0,
      "experience yearsofexperience yearsexperience experienceyears yoe workexperience "
      "totalexperience yearsprofessionalexperience yearsexp experienceband "
      "experiencegroup berufserfahrung berufsjahre anneesdexperience anosdeexperiencia "
      "experiencia esperienza annidiesperienza anniesperienza werkervaring "
      "jarenervaring ervaring yrkeserfarenhet erfarenhet erfaring tyokokemus "
      "doswiadczenie" },
    { BP_ROLE_EXPERIENCE, 1,
      "exper exp yearsofservice yearsservice yrsservice service dienstjahre "
      "betriebszugehorigkeit anciennete antiguedad tempodeservico anzianita dienstjaren "
      "anstallningstid ansiennitet anciennitet staz" },
    { BP_ROLE_EXPERIENCE, 2,
      "*workexperience* *professionalexperience* tenure yearsinrole yearsinposition "
      "yearsinjob yearsintitle yearsinpractice yearsaftertraining yearspracticing" },
    { BP_ROLE_FTE, 0,
      "fte ftepercent ftepct fulltimeequivalent ftevalue ftefactor ftepercentage "
      "fulltimeequivalentpercent" },
    { BP_ROLE_FTE, 1,
      "apptpercent appointmentpercent percenttime percentfulltime percentoffulltime "
      "vollzeitaquivalent vze beschaftigungsgrad pensum arbeitspensum stellenprozent "
      "anstellungsgrad etp tauxdactivite tauxdoccupation sysselsattningsgrad "
      "stillingsprosent currentfte positionfte jobfte assignmentfte contractfte "
      "contractedfte employeefte standardfte workingtimepercentage workingtimepercent "
      "workpercentage employmentpercentage employmentpercent percentemployment "
      "parttimepercent parttimepercentage capacityutilizationlevel teilzeitgrad "
      "teilzeitfaktor arbeitszeitanteil beschaftigungsumfang quotite" },
    /* of numbers alone, as "Working Time %" is */
    { BP_ROLE_FTE, 2, "workingtime teilzeit parttime tempsdetravail jornada" },
    { BP_ROLE_WRVU, 0,
      "wrvu wrvus workrvu workrvus annualwrvu annualwrvus totalwrvu totalwrvus" },
    { BP_ROLE_WRVU, 1, "rvu rvus relativevalueunits workrelativevalueunits" },
    { BP_ROLE_PERIOD, 0,
      "period payperiod salaryperiod paybasis payfrequency paytype payunit wageunit "
      "rateperiod *unitofpay* payrateperiod ratetype ratebasis payratetype "
      "salaryfrequency compfreq compensationfrequency frequencycode compfrequency "
      "salarytype salarybasis paybasiscode salaryorhourly rateinterval rateintervalcode "
      "payinterval salaryinterval salaryunit frequency periodicidad periodicite periodo "
      "abrechnungszeitraum zahlungsweise" },
    { BP_ROLE_CURRENCY, 0,
      "currency currencycode salarycurrency paycurrency wahrung devise moneda moeda "
      "valuta valuutta waluta" },
    { BP_ROLE_CURRENCY, 1, "*currency*" },
    { BP_ROLE_DATE, 0, "surveydate effectivedate dateeffective asofdate" },
    { BP_ROLE_DATE, 1,
      "date observationdate asof asat reportdate reportingdate snapshotdate snapshot "
      "periodend periodenddate endingdate referencedate payrolldate paydate paymentdate "
      "checkdate refdate stichtag datum fecha" },
    { BP_ROLE_DATE, 2,
      "month yearmonth paymonth payperiod payrollmonth reportingmonth competencia anomes "
      "mesano "
      "mesreferencia mesdereferencia mescompetencia fechapago fechadepago" },
    { BP_ROLE_YEAR, 0, "year surveyyear fiscalyear workyear" },
    { BP_ROLE_YEAR, 1,
      "yearid datayear reportingyear reportyear calendaryear taxyear financialyear "
      "academicyear schoolyear payrollyear payyear planyear salaryyear compensationyear "
      "performanceyear referenceyear snapshotyear yr fy fyear fyr annee jahr ano anno "
      "jaar rok год yil exercice ejercicio exercicio 연도 년도 年 年度 年份" },
    { BP_ROLE_YEAR, 2,
      "period quarter cycle surveycycle surveyperiod reportingperiod timeperiod time "
      "season saison temporada stagione" },
    { BP_ROLE_HIRED, 0,
      "hiredate datehired hired dateofhire hiringdate startdate joindate joiningdate "
      "dateofjoining originalhiredate lasthiredate entrydate eintrittsdatum "
      "eintritt datedembauche dateentree" },
    { BP_ROLE_HIRED, 1,
      "latesthiredate mostrecenthiredate rehiredate datejoined datestarted hiredon "
      "employmentstartdate eintrittam einstellungsdatum doj" },
    { BP_ROLE_STATUS, 0,
      "status employmentstatus employeestatus empstatus workerstatus emplstatus "
      "employmentstatuscode employeestatuscode lifecyclestatus assignmentstatus "
      "assignmentstatustype positionstatus personstatus hrstatus activestatus "
      "mitarbeiterstatus "
      "beschaftigungsstatus" },
    { BP_ROLE_STATUS, 1, "flsastatus" },
    { BP_ROLE_GRADE, 0, "grade jobgrade paygrade salarygrade gradecode" },
    { BP_ROLE_GRADE, 1, "band payband salaryband joblevel careerlevel level" },
    { BP_ROLE_RATING, 0,
      "rating performancerating perfrating overallrating reviewrating finalrating" },
    { BP_ROLE_RATING, 1, "performance performancescore appraisal appraisalrating" },
    { BP_ROLE_PRORATE, 0, "prorate proration proratefactor prorationfactor" },
};

/* Words of units and of questions, which say nothing about the role. */
static const char noise[] = "in the of your what is are please indicate enter do you "
                            "have how many much work amount "
                            "gross get if any and to relevant from an euros";

const char *const *bp_role_names(void)
{
    return role_names;
}

bool bp_role_parse(bp_role *out, bp_text name)
{
    for (bp_role r = 0; r < BP_ROLES; r++) {
        if (!bp_text_same(name, bp_text_of(role_names[r])))
            continue;
        *out = r;
        return true;
    }
    return false;
}

/* The words of a header, one behind the other. */
typedef struct bare {
    char text[sizeof((bp_headwords *)0)->text];
    size_t n;
} bare;

static bool is_noise(bp_text word)
{
    return bp_words_have(noise, word) || (word.n == 3 && bp_currency_in(word) != NULL) ||
           bp_unit_is_word(word);
}

static void append(bare *b, bp_text word)
{
    memcpy(b->text + b->n, word.at, word.n);
    b->n += word.n;
}

/* "sal94" is the salary of a year. */
static bp_text without_year(bp_text t)
{
    size_t n = t.n;
    while (n > 0 && bp_is_digit(t.at[n - 1]))
        n--;
    return t.n - n == 2 || t.n - n == 4 ? (bp_text){ t.at, n } : t;
}

/* A header with everything, and without noise and units; neither where it is not what it
 * looks like. */
typedef struct bp_forms {
    bp_text header;
    bare full, terse;
} bp_forms;

static bp_forms forms_of(bp_text header)
{
    bp_forms f = { .header = header };
    bp_headwords words;
    bp_headwords_split(&words, header);
    header.n = bp_utf8_valid(header);
    if (bp_look_odd(header) != 0)
        return f;
    for (size_t i = 0; i < words.n; i++) {
        if (bp_text_is(words.word[i], "%"))
            continue;
        append(&f.full, words.word[i]);
        if (!is_noise(words.word[i]))
            append(&f.terse, words.word[i]);
    }
    return f;
}

static int find(bp_role role, bp_text as_is, bp_text short_form)
{
    const bool shorter = short_form.n < as_is.n;
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++) {
        if (headers[i].role != role)
            continue;
        if (bp_words_have(headers[i].words, as_is))
            return 2 * headers[i].rank;
        if (shorter && bp_words_have(headers[i].words, short_form))
            return 2 * headers[i].rank + 1;
    }
    return BP_NO_MATCH;
}

static int match(bp_role role, const bp_forms *f)
{
    const bool pay = bp_role_is_pay(role);
    const bp_text short_form = { f->terse.text, f->terse.n };
    const int found = find(role, (bp_text){ f->full.text, f->full.n },
                           pay ? without_year(short_form) : short_form);
    const bool figure = found < BP_NO_MATCH && pay && bp_stated_is_figure(f->header);
    return figure ? BP_NO_MATCH : found;
}

int bp_role_match(bp_role role, bp_text header)
{
    const bp_forms forms = forms_of(header);
    return match(role, &forms);
}

void bp_role_matches(int out[BP_ROLES], bp_text header)
{
    const bp_forms forms = forms_of(header);
    for (bp_role r = 0; r < BP_ROLES; r++)
        out[r] = match(r, &forms);
}
