/* SPDX-License-Identifier: GPL-3.0-or-later */
/* duckdb.c - DuckDB as its shell would run it: duckdb THREADS SQL.  Without SQL it prints
 * its version.  The npm package has the library but no header: what is used of the C
 * interface is declared here. */
#include <inttypes.h>
#include <stdio.h>

typedef struct {
    uint64_t deprecated[3];
    void *columns;
    char *error;
    void *data;
} duckdb_result;

int duckdb_open(const char *path, void **database);
int duckdb_connect(void *database, void **connection);
int duckdb_query(void *connection, const char *sql, duckdb_result *result);
const char *duckdb_result_error(duckdb_result *result);
const char *duckdb_library_version(void);

int main(int argc, char **argv)
{
    if (argc < 3)
        return puts(duckdb_library_version()) < 0;
    char threads[64];
    snprintf(threads, sizeof threads, "SET threads = %s", argv[1]);
    void *database = NULL, *connection = NULL;
    duckdb_result result = { 0 };
    if (duckdb_open(NULL, &database) != 0 || duckdb_connect(database, &connection) != 0)
        return 1;
    if (duckdb_query(connection, threads, &result) != 0 ||
        duckdb_query(connection, argv[2], &result) != 0) {
        fprintf(stderr, "duckdb: %s\n", duckdb_result_error(&result));
        return 1;
    }
    return 0; /* all it holds goes with the process */
}
