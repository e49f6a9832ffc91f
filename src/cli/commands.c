/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commands.c - the table of commands: what each is called, takes and explains of itself.
 *
 * Help, manual pages and completions are written from this table and those of the
 * options, so that none of them can say what the program does not do. */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "cli/args.h"
#include "cli/command.h"
#include "cli/plot.h"

#define COMMANDS_MAX 32
#define SURVEY "datasets/cmo_survey.csv"
#define LAST_MONTH "datasets/cmo_last_month.json"
#define LAST_CSV "datasets/cmo_last_month.csv"
#define PAYROLL "datasets/payroll.csv"

static bool has_range(const bp_request *r)
{
    return r->tiers.has_range;
}

static bool starts_from_amount(const bp_request *r)
{
    return r->growth.from > 0 && !r->fit && r->matching == BP_MATCH_NONE &&
           r->choice.pay_from == NULL;
}

static bool has_published(const bp_request *r)
{
    return r->offers.published != NULL;
}

const bp_command bp_commands[] = {
    { .name = "check",
      .bit = BP_IN_CHECK,
      .summary = "what is in a file: columns, rows used and excluded and why, warnings",
      .usage = "[OPTIONS] FILE...",
      .explanation =
          "Says which columns were recognised and as what, how many rows can be used, "
          "which are excluded by which rule, and what a careful analyst would ask about. "
          "Where the file can be read in several ways it asks all at once, each with the "
          "options that settle it, and it ends with one command to go on with. Ends with "
          "3 when the file cannot be used.",
      .example = { { "What benchpay makes of a survey", "benchpay check " SURVEY },
                   { "The same for programs", "benchpay check " SURVEY " -f json" } },
      .run = bp_cmd_check },
    { .name = "equity",
      .bit = BP_IN_EQUITY,
      .summary = "pay of women and men, or of other groups: gaps, and what is in them",
      .usage = "--group COL [OPTIONS] FILE...",
      .explanation =
          "The gap between the pay of a reference group and of each other one, above 0 "
          "where a group earns less: of means and medians, of bonus, among people who "
          "are alike in the factors of --adjust, and within categories of the same work. "
          "It says what of the gap goes with the factors, and how the groups are spread "
          "over four bands of pay. A gap is associated with a group; no regression says "
          "that it is caused by it.",
      .example = { { "Raw gaps, and the gap among people alike in tier and experience",
                     "benchpay equity " PAYROLL " --group gender --reference M \\\n"
                     "      --adjust tier,experience" },
                   { "Gaps in each job, as csv",
                     "benchpay equity " PAYROLL " --group gender --reference M \\\n"
                     "      --category job -f csv" } },
      .run = bp_cmd_equity },
    { .name = "offer",
      .bit = BP_IN_OFFER,
      .summary = "where an offer is among records or published percentiles",
      .usage = "AMOUNT [OPTIONS] FILE...",
      .explanation =
          "The share of people paid at or below the offer, its ratio to the median, and "
          "the distance to each percentile. A FILE that is a published table of "
          "percentiles is a market of its own; with records beside it both stand side by "
          "side. Where several of its lines fit, up to 20, the offer is placed in each. "
          "AMOUNT may have a currency sign, grouping, k or m. With --offers or "
          "--offer-file there is no AMOUNT.",
      .amount = true,
      .without_file = has_published,
      .example = { { "An offer among chief medical officers paid in US dollars",
                     "benchpay offer 410k " SURVEY " --currency USD \\\n"
                     "      --where 'tier = CMO'" },
                   { "The same against official percentiles of the latest year",
                     "benchpay offer '$120,000' datasets/oews_health_executives.csv \\\n"
                     "      --row 'OCC_CODE=11-9111'" } },
      .run = bp_cmd_offer },
    { .name = "percentiles",
      .bit = BP_IN_PERCENTILES,
      .summary = "pay percentiles by group: one table",
      .usage = "[OPTIONS] FILE...",
      .explanation =
          "Percentiles and mean of pay for everybody and for each group. The lines of a "
          "published table of percentiles are listed as they are; they have no total.",
      .example = { { "Pay by tier, of those paid in US dollars",
                     "benchpay percentiles " SURVEY " --currency USD --by tier" },
                   { "Total cash (base and bonus) by region and tier, as csv",
                     "benchpay percentiles " SURVEY " --currency USD \\\n"
                     "      --pay tcc --by region,tier -f csv" } },
      .run = bp_cmd_percentiles },
    { .name = "tiers",
      .bit = BP_IN_TIERS,
      .summary = "medians by tier: a column, experience bands, or a published range",
      .usage = "[OPTIONS] FILE...  |  tiers --from-range MIN-MAX",
      .explanation = "Pay by tier, lowest first: people, organizations, percentiles, the "
                     "ratio of each median to that of the tier before. The last column "
                     "of --by has the tiers; those before it group them.",
      .without_file = has_range,
      .example = { { "Tiers by years of experience, of those paid in US dollars",
                     "benchpay tiers " SURVEY " --currency USD \\\n"
                     "      --tiers 'Medical Director=5-8,Associate CMO=8-12,CMO=12-'" },
                   { "What a published range says, and does not say",
                     "benchpay tiers --from-range 250000-600000 --points 15,50,85" } },
      .run = bp_cmd_tiers },
    { .name = "plot",
      .bit = BP_IN_PLOT,
      .summary = "one chart, as svg, png or pdf",
      .usage = "KIND [OPTIONS] FILE... -o FILE.svg",
      .explanation =
          "KIND is one of: distribution (a histogram), ecdf (the share paid at most an "
          "amount), box and percentiles (a row a group of --by), tiers (the same with "
          "densities, highest first), heatmap (medians by two columns of --by), offer "
          "(--offer AMOUNT), offers (--offers FILE: each beside its market), growth "
          "(surveyed years and the trend), payline (pay on the scope of --on, with "
          "--offer at the scope of --at), gaps and bands (pay of the groups of --group), "
          "structure (ranges of grades: FILE is the csv of structure, or has grade, min "
          "and max), change (a group then and now: two FILEs, as of diff), sources (the "
          "sources of each job beside the composite: FILE and options as of price), "
          "zones (people by their place in the range: FILE and options as of compa). "
          "Needs gnuplot.",
      .kinds = bp_plot_names,
      .example = { { "How pay differs by tier",
                     "benchpay plot tiers " SURVEY " --currency USD -o tiers.svg" },
                   { "A dark png of an offer among one tier",
                     "benchpay plot offer " SURVEY " --currency USD --offer 410k \\\n"
                     "      --where 'tier = CMO' --theme dark -o offer.png" } },
      .without_file = has_published,
      .run = bp_cmd_plot },
    { .name = "project",
      .bit = BP_IN_PROJECT,
      .summary = "growth: a given rate, a fitted trend, matched people, scenarios",
      .usage = "[OPTIONS] FILE...  |  project --from AMOUNT --rate P%",
      .explanation =
          "Where pay goes, and where the growth comes from: given (--rate), fitted to "
          "the medians of all years (--fit), or matched (--matched). FILE has records "
          "with a year or survey date, one published figure a year, or a column a year; "
          "with --from and a rate no file is needed.",
      .without_file = starts_from_amount,
      .example = { { "The trend of published medians to 2031",
                     "benchpay project datasets/cmo_median_by_year.csv --fit --to 2031" },
                   { "425,000 in five years, by three scenarios",
                     "benchpay project --from 425000 --years 5 --currency USD \\\n"
                     "      --scenario low=2%,base=3.5%,high=5%" } },
      .run = bp_cmd_project },
    { .name = "report",
      .bit = BP_IN_REPORT,
      .summary = "the whole benchmark: headline, tables, chart, method, exclusions",
      .usage = "[OPTIONS] FILE...",
      .explanation = "Headline figures, percentiles of each pay element, tables by tier, "
                     "region, size and country where the file has them, sources, "
                     "excluded rows, method and the inputs' SHA-256.",
      .example = { { "The benchmark on the screen", "benchpay report " SURVEY },
                   { "A page for the board, and the figures for programs",
                     "benchpay report " SURVEY " \\\n"
                     "      --job 'Chief Medical Officer' -o report.html -o "
                     "report.json" } },
      .run = bp_cmd_report },
    { .name = "price",
      .bit = BP_IN_PRICE,
      .summary = "what jobs are worth, from several surveys, on one date",
      .usage = "[OPTIONS] JOBS.csv --surveys FILE.ini --to DATE",
      .explanation =
          "JOBS.csv has a line a match: job, survey, match (the survey's code or title "
          "of the job), and maybe title, weight, adjust, grade, location. Each source is "
          "aged to the date, adjusted, brought to the place, and composed by weight. "
          "Surveys are records, under the disclosure rules, or published percentiles. "
          "With --propose JOBS.csv has a line a job, and what could match it is written.",
      .example = { { "Twelve jobs from four surveys, for 2027",
                     "benchpay price datasets/market_jobs.csv --to 2027-01-01 \\\n"
                     "      --surveys datasets/market_surveys.ini" },
                   { "The pay of all four together, at P60, for the middle of the year",
                     "benchpay price datasets/market_jobs.csv --plan-year 2027 \\\n"
                     "      --policy lead-lag --surveys datasets/market_surveys.ini \\\n"
                     "      --composite mixture --target P60 -f csv" } },
      .run = bp_cmd_price },
    { .name = "scope",
      .bit = BP_IN_SCOPE,
      .summary = "pay on the scope of a job: beds, revenue, FTE, points",
      .usage = "--on COL[,COL] [OPTIONS] FILE...",
      .explanation =
          "A line of pay on one or several scopes, by least squares on the logarithm of "
          "pay: what pay is associated with twice the beds, and at each scope the "
          "median, the range for one more person, and the mean; the middle half if pay "
          "around the line is normal. It says how sure the line is, what lies outside of "
          "the scopes that were seen, and whether the line bends.",
      .example = { { "Pay at 120 and at 350 beds, of those paid in US dollars",
                     "benchpay scope " SURVEY " --currency USD --on beds --at 120,350" },
                   { "The same by tier, as csv",
                     "benchpay scope " SURVEY " --currency USD --on beds \\\n"
                     "      --at 120,350 --by tier -f csv" } },
      .run = bp_cmd_scope },
    { .name = "compa",
      .bit = BP_IN_COMPA,
      .summary = "where employees stand in their ranges of pay",
      .usage = "[OPTIONS] FILE...",
      .explanation = "A row of FILE is a person with a base salary and a grade, else a "
                     "job, by which the range of --structure is found: the csv of "
                     "structure, or columns grade, min and max. Compa-ratio, penetration "
                     "and zone of each, what it costs to bring all to their minimum, and "
                     "the same by group. Part-timers are compared at full time with "
                     "--map fte=COLUMN and cost their share. The output names people.",
      .example = { { "Everybody's place, and each department's",
                     "benchpay compa datasets/employees.csv \\\n"
                     "      --structure datasets/pay_ranges.csv --by department" },
                   { "Who is employed now, groups alone, for a spreadsheet",
                     "benchpay compa datasets/employees.csv \\\n"
                     "      --structure datasets/pay_ranges.csv --by department \\\n"
                     "      --where 'status = Active' --summary -f csv" } },
      .run = bp_cmd_compa },
    { .name = "merit",
      .bit = BP_IN_MERIT,
      .summary = "increases by rating and place in the range, for a budget",
      .usage = "[OPTIONS] FILE...",
      .explanation =
          "Each increase is the pay times the percentage of --matrix for the person's "
          "rating and zone, times one factor by which --budget is spent to the last "
          "digit, times a share of the year (--map prorate=COLUMN), and ends at the "
          "maximum of the range. A person who was promoted has the range of the new "
          "grade. The output names people.",
      .example = { { "Spend 3.5% on those employed now",
                     "benchpay merit datasets/employees.csv \\\n"
                     "      --structure datasets/pay_ranges.csv \\\n"
                     "      --matrix datasets/merit_matrix.csv --budget 3.5% \\\n"
                     "      --where 'status = Active' --map fte=fte" },
                   { "What it costs by rating and zone, in steps of 50",
                     "benchpay merit datasets/employees.csv \\\n"
                     "      --structure datasets/pay_ranges.csv \\\n"
                     "      --matrix datasets/merit_matrix.csv --budget 3.5% --round 50 "
                     "\\\n      --lump --summary" } },
      .run = bp_cmd_merit },
    { .name = "structure",
      .bit = BP_IN_STRUCTURE,
      .summary = "grades and ranges of pay from priced jobs",
      .usage = "[OPTIONS] FILE.csv",
      .explanation =
          "Midpoints that are given (--from, --grades and --progression or --to) or "
          "fitted to the market (--fit), a range around each, and where the jobs stand. "
          "FILE has a line a job: job, market (or target, or p50), and maybe title, "
          "grade, points. Of a table with a line a source the composites count.",
      .example = { { "Eight grades from 40,000 to 165,000, as a page and a workbook",
                     "benchpay structure datasets/priced_jobs.csv --from 40000 --to "
                     "165000 "
                     "\\\n"
                     "      --grades 8 --spread 40%..60% --round 500 -o grades.html -o "
                     "grades.xlsx" },
                   { "Midpoints from the market line of the jobs' grades",
                     "benchpay structure datasets/priced_jobs.csv --fit --round 100" } },
      .run = bp_cmd_structure },
    { .name = "diff",
      .bit = BP_IN_DIFF,
      .summary = "what has changed between two reports, or two surveys",
      .usage = "[OPTIONS] OLD.json NEW.json  |  diff [OPTIONS] OLD.csv NEW.csv",
      .explanation =
          "Compares two answers of one command in json, or two surveys under the same "
          "options: every figure of every group then and now, which groups are new or "
          "gone, and whether a change is beyond the threshold and beyond the margins. "
          "Another method is said first; another currency or pay element is refused. A "
          "figure that one side withholds is compared with nothing. With --matched it "
          "tells raises of the same people from who came, left and moved.",
      .example = { { "This month's survey against last month's",
                     "benchpay diff datasets/cmo_last_month.csv " SURVEY " \\\n"
                     "      --currency USD --by tier --matched org" },
                   { "Two reports, and an exit code of 1 where a figure moved by more "
                     "than 10%",
                     "benchpay percentiles " SURVEY " --currency USD --by tier \\\n"
                     "      -o this_month.json\n"
                     "    benchpay diff " LAST_MONTH " this_month.json \\\n"
                     "      --threshold 10% --exit-code" } },
      .run = bp_cmd_diff },
    { .name = "explain",
      .bit = BP_IN_EXPLAIN,
      .summary = "how one percentile came about, step by step",
      .usage = "[OPTIONS] FILE...",
      .explanation = "Takes one figure of the table that 'percentiles' makes under the "
                     "same options, and tells what it is made of: the rows used and "
                     "excluded, the rank among its people, its two neighbours and the "
                     "way between them, the weights, how its interval was found, and "
                     "each disclosure rule with what the cell has. The neighbours are "
                     "two people's pay, so they are shown with --rules none alone.",
      .example = { { "The median of chief medical officers",
                     "benchpay explain " SURVEY " --currency USD --by tier \\\n"
                     "      --cell tier=CMO --level 50" },
                   { "With the pay on both sides of it",
                     "benchpay explain " SURVEY " --currency USD --rules none \\\n"
                     "      --cell 'tier=Associate CMO' --level 90" } },
      .run = bp_cmd_explain },
    { .name = "plan",
      .bit = BP_IN_PLAN,
      .summary = "writes a question down, for many machines to read its files",
      .usage = "COMMAND ... FILE... -o plan.json",
      .explanation =
          "COMMAND is percentiles, tiers, offer, project or report, with its options and "
          "files. They are looked at as ever: what they mean, and what is to be asked, "
          "is settled here, once. The plan lists the files, which are its units: "
          "'partial' reads some of them, anywhere where all can be seen under the same "
          "names, and 'finish' makes the answer, to the byte that of a single run. What "
          "cannot be answered in parts is refused here.",
      .asks = true,
      .example = { { "A report over two files, in parts",
                     "benchpay plan report --currency USD -o plan.json \\\n"
                     "      " SURVEY " " LAST_CSV },
                   { "The same from reading to page",
                     "benchpay plan percentiles " SURVEY " --currency USD -o plan.json\n"
                     "    benchpay partial plan.json --unit 1 -o parts\n"
                     "    benchpay finish plan.json parts/*.part -o pay.html" } },
      .run = bp_cmd_plan },
    { .name = "partial",
      .bit = BP_IN_PARTIAL,
      .summary = "reads some files of a plan, and keeps what is left of their rows",
      .usage = "PLAN.json --unit N -o FOLDER  |  PLAN.json --task I/N -o FOLDER",
      .explanation =
          "Writes a file for each unit, named after it, which appears whole or not at "
          "all. The same unit gives the same bytes, on any machine and number of "
          "threads, so a task that is repeated does no harm; it reads no unit again "
          "whose file is there, whole, of this plan and not older than the unit. The "
          "heads of all files of the plan are looked at, and must be what they were; "
          "rows are read of the units alone.",
      .example = { { "The first file of a plan",
                     "benchpay plan report " SURVEY " -o plan.json\n"
                     "    benchpay partial plan.json --unit 1 -o parts" },
                   { "The files of the third of four tasks",
                     "benchpay plan report " SURVEY " -o plan.json\n"
                     "    benchpay partial plan.json --task 3/4 -o parts" } },
      .run = bp_cmd_partial },
    { .name = "merge",
      .bit = BP_IN_MERGE,
      .summary = "makes one part of several",
      .usage = "PART... -o FILE",
      .explanation =
          "Parts of one plan add up to a part of all their units, in any order and by "
          "any tree of merges. It need not be done: 'finish' takes parts as they are. "
          "Where there are thousands, some merges spread over machines save it time.",
      .example = { { "Two parts become one",
                     "benchpay plan report --currency USD -o plan.json \\\n"
                     "      " SURVEY " " LAST_CSV "\n"
                     "    benchpay partial plan.json --task 1/1 -o parts\n"
                     "    benchpay merge parts/*.part -o one.part" },
                   { "All are in it",
                     "benchpay plan tiers " SURVEY " --currency USD -o plan.json\n"
                     "    benchpay partial plan.json --unit 1 -o tiers\n"
                     "    benchpay merge tiers/*.part -o one.part\n"
                     "    benchpay finish plan.json one.part -f csv" } },
      .run = bp_cmd_merge },
    { .name = "finish",
      .bit = BP_IN_FINISH,
      .summary = "the answer of a plan, from its parts",
      .usage = "PLAN.json PART... [OPTIONS]",
      .explanation =
          "Every unit of the plan must be in the parts exactly once: one that is missing "
          "or doubled, a damaged part, and one of another plan are refused by name, and "
          "nothing is written. What comes out is what one run over all files would have "
          "written. Options are about the output; those of the question are in the plan.",
      .example = { { "A page and the figures for programs",
                     "benchpay plan report " SURVEY " -o plan.json\n"
                     "    benchpay partial plan.json --unit 1 -o parts\n"
                     "    benchpay finish plan.json parts/*.part -o report.html -o "
                     "report.json" },
                   { "A table on the screen",
                     "benchpay plan percentiles " SURVEY " --currency USD -o plan.json\n"
                     "    benchpay partial plan.json --unit 1 -o parts\n"
                     "    benchpay finish plan.json parts/*.part" } },
      .run = bp_cmd_finish },
    { .name = "verify",
      .bit = BP_IN_VERIFY,
      .summary = "does a json report still come out of the same inputs?",
      .usage = "[OPTIONS] REPORT.json",
      .explanation =
          "Runs the request of a report in json again, from the folder where it is "
          "called, and compares: first the SHA-256 of the inputs, then every figure and "
          "text. The first difference is named, and ends it with 6. Nothing is written "
          "but one line: files that the request names as outputs are left alone. "
          "REPORT.json may be - for standard input.",
      .example = { { "Straight from the report",
                     "benchpay report " SURVEY " -f json | benchpay verify -" },
                   { "A report that was kept, and nothing but the exit code",
                     "benchpay report " SURVEY " -o report.json\n"
                     "    benchpay verify report.json --quiet" } },
      .run = bp_cmd_verify },
    { .name = "audit",
      .bit = BP_IN_AUDIT,
      .summary = "a second implementation checks a json report against its records",
      .usage = "[OPTIONS] REPORT.json SURVEY.csv...",
      .explanation =
          "Reads the records as the report's request says, and finds every count, "
          "percentile, mean, interval, ratio and place of an offer again, by other code "
          "than made them; and whether anything is shown that its disclosure rules "
          "withhold. The first cell that is another, or should not be shown, is named, "
          "and ends it with 6. Reports of percentiles, tiers and report can be audited; "
          "what is not looked at is said. Options that read or choose are for a report "
          "without a request. REPORT.json may be - for standard input.",
      .example = { { "Straight from the table",
                     "benchpay percentiles " SURVEY " --currency USD --by tier \\\n"
                     "      -f json | benchpay audit - " SURVEY },
                   { "A whole benchmark, and nothing but the exit code",
                     "benchpay report " SURVEY " -o report.json\n"
                     "    benchpay audit report.json " SURVEY " --quiet" } },
      .run = bp_cmd_audit },
    { .name = NULL },
};

const bp_exit bp_exits[] = {
    { BP_OK, "done" },
    { BP_EBEYOND, "changed (--exit-code)" },
    { BP_EUSAGE, "the command line" },
    { BP_EDATA, "the input data" },
    { BP_EIO, "reading or writing" },
    { BP_ELIMIT, "a limit, or memory" },
    { BP_ENONE, "nothing publishable, or an audit failed" },
    { BP_ECHART, "a chart that was required failed" },
    { BP_ESTOPPED, "interrupted" },
    { 0, NULL },
};

bp_status bp_command_find(const bp_command **out, const char *name, bp_err *err)
{
    const char *names[COMMANDS_MAX] = { "help" };
    size_t n = 1;
    for (const bp_command *c = bp_commands; c->name != NULL; c++) {
        assert(n < COMMANDS_MAX);
        if (strcmp(c->name, name) == 0) {
            *out = c;
            return BP_OK;
        }
        names[n++] = c->name;
    }
    char hint[160];
    bp_arg_suggest(hint, sizeof hint, name, names, n, "");
    return bp_fail(err, NULL, BP_EUSAGE, "there is no command '%s'%s", name,
                   hint[0] != '\0' ? hint : "; 'benchpay help' lists them");
}
