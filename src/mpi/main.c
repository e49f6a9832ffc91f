/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - benchpay-mpi: a question that all ranks of an MPI job read, in one command.
 *
 *   mpirun -n 64 benchpay-mpi report FILES... -o report.html [--spool FOLDER]
 *
 * The command line is that of benchpay.  Every rank reads it and looks at the heads of
 * all files, so that all mean the same; rank 0 alone answers and writes, once all rows
 * were read.  With a spool each finished unit is kept as a partial file beside the plan:
 * the same command goes on from there, with any number of ranks, and so does `benchpay
 * finish`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/gsl.h"
#include "base/mem.h"
#include "benchpay/version.h"
#include "cli/args.h"
#include "cli/asked.h"
#include "cli/carry.h"
#include "cli/console.h"
#include "cli/partfile.h"
#include "mpi/units.h"

/* Failures before any unit is read are told by the lowest rank that has one. */
typedef struct job {
    bp_carry carry;
    bp_ranks ranks;
    bool opened;    /* this rank has agreed that all readers are open */
    bool told;      /* the failure was told */
    bp_words words; /* of the question */
    bp_str question;
    bp_str digest; /* of the plan, with a NUL */
    bp_str read;   /* what this rank has of the units for rank 0 */
} job;

/* Each rank reads with a processor's worth; rank 0 answers with what it is given. */
#define THREADS_EACH 1

static const char usage[] =
    "benchpay-mpi: one question, its files read by all ranks of an MPI job\n\n"
    "usage: mpirun -n N benchpay-mpi COMMAND ... FILE... -o FILE [--spool FOLDER]\n\n"
    "COMMAND is percentiles, tiers, offer, project or report, as of benchpay. The "
    "output\n"
    "is to the byte that of benchpay. With --spool each file that was read is kept as a\n"
    "partial file: the same command reads what is missing, and 'benchpay finish\n"
    "FOLDER/plan.json FOLDER/*.part' needs no MPI. The ranks on one machine share half\n"
    "of its memory, unless --memory SIZE says what each may have.\n";

/* ---- the plan ---- */

/* Is it a word of the command line that says where an output goes?  Its option may be a
 * word before it. */
static bool names_output(const bp_request *r, const char *word)
{
    bool names = false;
    for (size_t i = 0; i < r->output.n; i++)
        names |= r->output.at[i] >= word && r->output.at[i] <= word + strlen(word);
    return names;
}

static bool is_output(const bp_request *r, const char *word)
{
    bool is = false;
    for (size_t i = 0; i < r->output.n; i++)
        is |= r->output.at[i] == word;
    return is;
}

/* The words of the question: a plan says nothing of where its answer goes. */
static bp_status ask_words(bp_words *out, const bp_request *r, bp_err *err)
{
    bp_status status = BP_OK;
    for (size_t i = 0; status == BP_OK && i < r->said.n; i++) {
        const char *next = i + 1 < r->said.n ? r->said.at[i + 1] : NULL;
        if (!names_output(r, r->said.at[i]) && (next == NULL || !is_output(r, next)))
            status = bp_words_add(out, r->said.at[i], err);
    }
    return status;
}

/* Rank 0 writes the plan down where there is a spool; all have its digest. */
static bp_status make_plan(job *j, const bp_reader *reader, bp_err *err)
{
    bp_request asked = *j->carry.here;
    const bp_request *r = &asked;
    bp_str text = { 0 }, path = { 0 };
    char digest[65];
    asked.said = j->words;
    bp_status status = bp_planfile_put(&text, digest, r, reader, err);
    if (status == BP_OK)
        bp_str_bytes(&j->digest, digest, sizeof digest);
    if (status == BP_OK && r->spool != NULL) {
        status = bp_partfile_folder(r->spool, err);
        bp_str_puts(&path, r->spool);
        bp_str_puts(&path, "/plan.json");
        if (status == BP_OK && path.failed)
            status = bp_no_memory(err, "a name");
        if (status == BP_OK)
            status = bp_partfile_write(path.at, bp_reader_unit(reader, 0),
                                       bp_str_text(&text), err);
    }
    bp_str_release(&text);
    bp_str_release(&path);
    return status;
}

static bp_status put_question(job *j, const bp_reader *reader, bp_err *err)
{
    bp_words units = { 0 };
    bp_status status = ask_words(&j->words, j->carry.here, err);
    for (size_t i = 0; status == BP_OK && i < bp_reader_units(reader); i++)
        status = bp_words_add(&units, bp_reader_unit(reader, i), err);
    if (status == BP_OK && !bp_planfile_question(&j->question, &j->words, &units))
        status = bp_no_memory(err, "the question");
    free(units.at);
    return status;
}

/* ---- reading ---- */

static bp_status read_all(job *j, bp_reader *reader)
{
    const bp_request *r = j->carry.here;
    const bp_reading_units u = {
        .ranks = &j->ranks,
        .reader = reader,
        .question = j->question.at,
        .digest = j->digest.at,
        .spool = r->spool,
        .says = !r->quiet,
        .tell = r->progress && !r->quiet && bp_console_watched(),
    };
    return bp_units_read(&u, &j->read);
}

/* Every rank comes here, or agrees on its failure in bp_status ask(). */
static bp_status open(bp_carry *c, bp_reader *reader, bp_err *err)
{
    job *j = (job *)(void *)c;
    bp_status status = put_question(j, reader, err);
    if (status == BP_OK && j->ranks.rank == 0)
        status = make_plan(j, reader, err);
    j->opened = true;
    status = bp_ranks_agree(&j->ranks, status, j->ranks.rank, err);
    if (status == BP_OK) {
        status = bp_ranks_share(&j->ranks, &j->digest, err);
        status = bp_ranks_agree(&j->ranks, status, j->ranks.rank, err);
    }
    if (status == BP_OK)
        status = read_all(j, reader);
    j->told = status != BP_OK;
    return status;
}

/* The request as this rank has it: ranks of one machine share its memory. */
static bp_request request_of(job *j)
{
    bp_request r = *j->carry.here;
    r.carry = &j->carry;
    if (r.reading.memory == 0)
        r.reading.memory = bp_half_of_machine() / (uint64_t)j->ranks.beside;
    return r;
}

/* All ranks: the rows are read. */
static bp_status read_rows(job *j, const bp_command *of, bp_err *err)
{
    bp_request asked = request_of(j);
    asked.quiet = true;
    asked.progress = false;
    if (asked.reading.threads == 0)
        asked.reading.threads = THREADS_EACH;
    j->carry.open = open;
    bp_status status = of->run(&asked, err);
    if (j->opened)
        return status;
    status = bp_ranks_agree(&j->ranks, status, j->ranks.rank, err);
    j->told = true;
    return status;
}

/* Rank 0: the answer is made of what all ranks have read, and written. */
static bp_status answer_from(job *j, const bp_command *of, const bp_pack_source part[],
                             size_t n, bp_err *err)
{
    bp_request asked = request_of(j);
    j->carry.open = NULL;
    j->carry.parts = (bp_parts){
        .question = j->question.at, .digest = j->digest.at, .sent = part, .n_sent = n
    };
    return of->run(&asked, err);
}

static bp_status answer(job *j, const bp_command *of, bp_err *err)
{
    const bp_pack_source own = bp_pack_memory(bp_str_text(&j->read));
    bp_offers offers;
    if (j->ranks.n == 1)
        return answer_from(j, of, &own, 1, err);
    bp_status status = bp_ranks_offered(&j->ranks, &offers, err);
    if (status == BP_OK)
        status = answer_from(j, of, offers.source, offers.n, err);
    bp_ranks_release(&j->ranks, &offers);
    return status;
}

static bp_status ask(job *j, bp_err *err)
{
    const bp_request *r = j->carry.here;
    const bp_command *of;
    bp_status status = r->find(&of, r->said.at[0], err);
    if (status == BP_OK)
        status = read_rows(j, of, err);
    if (status != BP_OK)
        return status;
    if (j->ranks.rank == 0)
        status = answer(j, of, err);
    else
        bp_ranks_offer(bp_str_text(&j->read));
    status = bp_ranks_agree(&j->ranks, status, j->ranks.rank, err);
    j->told = status != BP_OK;
    return status;
}

/* ---- the command line ---- */

/* The mpirun of another MPI starts as many programs as ranks were asked for, of which
 * each takes itself for the only one: all would read all, and write the same files. */
static bp_status check_launcher(const bp_ranks *r, bp_err *err)
{
    static const char *const size[] = { "OMPI_COMM_WORLD_SIZE", "PMI_SIZE" };
    for (size_t i = 0; r->n == 1 && i < sizeof size / sizeof size[0]; i++) {
        const char *asked = getenv(size[i]);
        if (asked != NULL && strcmp(asked, "1") != 0)
            return bp_fail(err, NULL, BP_EUSAGE,
                           "mpirun was asked for %.20s ranks, and is of another MPI than "
                           "this program was built with: take the mpirun of its MPI",
                           asked);
    }
    return BP_OK;
}

static bp_status run(job *j, bp_request *r, const char *const word[], size_t n,
                     bp_err *err)
{
    bp_status status = bp_asked_read(r, "benchpay-mpi", BP_IN_MPI, word, n, err);
    if (status == BP_OK)
        status = bp_asked_check(r, err);
    /* All ranks have the same words, and come to the same. */
    j->told = status != BP_OK && j->ranks.rank > 0;
    j->carry.here = r;
    return status == BP_OK ? ask(j, err) : status;
}

/* --help and --version are said once. */
static bool is_told(const job *j, const char *const word[], size_t n)
{
    const bool version = n > 0 && strcmp(word[0], "--version") == 0;
    const bool help =
        n == 0 || strcmp(word[0], "--help") == 0 || strcmp(word[0], "-h") == 0;
    if (j->ranks.rank == 0 && version)
        printf("benchpay-mpi %s\n", bp_version());
    else if (j->ranks.rank == 0 && help)
        fputs(usage, stdout);
    return version || help;
}

static bp_status run_words(job *j, const char *const word[], size_t n, bp_err *err)
{
    bp_request r;
    bool no_output;
    if (is_told(j, word, n))
        return BP_OK;
    bp_status status = bp_console_init(&no_output, err);
    if (status == BP_OK)
        status = check_launcher(&j->ranks, err);
    if (status == BP_OK)
        status = bp_request_init(&r, err);
    if (status != BP_OK)
        return status;
    r.no_output = no_output;
    r.find = bp_command_find;
    status = run(j, &r, word, n, err);
    bp_request_release(&r);
    return status;
}

int main(int argc, char **argv)
{
    bp_err err;
    job j = { .ranks = bp_ranks_start(&argc, &argv) };
    const size_t n = argc > 0 ? (size_t)argc - 1 : 0;
    bp_gsl_record_errors();
    const bp_status status = run_words(&j, (const char *const *)argv + 1, n, &err);
    if (status != BP_OK && !j.told)
        bp_console_fail(&err);
    free(j.words.at);
    bp_str_release(&j.question);
    bp_str_release(&j.digest);
    bp_str_release(&j.read);
    bp_ranks_end();
    return (int)status;
}
