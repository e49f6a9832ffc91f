/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render/json.h"

#include <string.h>

/* The named fields of a row. */
static json_t *fields(bp_json *m, const bp_table *t, const bp_row *row,
                      const char *const key[])
{
    json_t *o = json_object();
    for (size_t k = 0; key[k] != NULL; k++)
        for (size_t i = 0; i < t->n_columns; i++)
            if (strcmp(t->column[i].key, key[k]) == 0)
                bp_json_field(m, o, t, &t->column[i], &row->value[i]);
    return o;
}

/* The name of a point's scenario, "" on the path of the growth itself. */
static const char *scenario_of(const bp_table *points, size_t row)
{
    size_t i = 0;
    while (strcmp(points->column[i].key, "name") != 0)
        i++;
    return points->row[row].value[i].text;
}

/* The points that belong to no scenario. */
static json_t *own_points(bp_json *m, const bp_table *points, const char *const key[])
{
    json_t *all = json_array();
    for (size_t i = 0; i < points->n_rows; i++)
        if (scenario_of(points, i)[0] == '\0')
            bp_json_add(m, all, fields(m, points, &points->row[i], key));
    return all;
}

static json_t *scenarios(bp_json *m, const bp_table *points)
{
    static const char *const head[] = { "name", "rate", NULL };
    static const char *const year[] = { "year", "value", NULL };
    const char *name = "";
    json_t *all = json_array(), *path = NULL;
    for (size_t i = 0; i < points->n_rows; i++) {
        const char *own = scenario_of(points, i);
        if (strcmp(own, name) != 0) {
            json_t *one = fields(m, points, &points->row[i], head);
            bp_json_put(m, one, "points", json_array());
            path = json_object_get(one, "points");
            bp_json_add(m, all, one);
            name = own;
        }
        if (own[0] != '\0')
            bp_json_add(m, path, fields(m, points, &points->row[i], year));
    }
    return all;
}

void bp_json_growth(bp_json *m, json_t *o, const bp_section *s)
{
    static const char *const year[] = { "year", "value", "lo", "hi", NULL };
    static const char *const drawn[] = { "year", "p10", "p50", "p90", NULL };
    const bp_table *points = bp_render_table(s, "points");
    const bp_table *steps = bp_render_table(s, "steps");
    const bp_table *simulation = bp_render_table(s, "simulation");
    const bp_table *rate = bp_render_table(s, "growth");
    json_t *growth = bp_json_row(m, rate, &rate->row[0]);
    bp_json_put(m, growth, "observed", bp_json_rows(m, bp_render_table(s, "observed")));
    if (steps != NULL)
        bp_json_put(m, growth, "steps", bp_json_rows(m, steps));
    bp_json_put(m, growth, "points", own_points(m, points, year));
    bp_json_put(m, o, "growth", growth);
    json_t *more = scenarios(m, points);
    if (json_array_size(more) > 0)
        bp_json_put(m, o, "scenarios", more);
    else
        json_decref(more);
    if (simulation == NULL)
        return;
    json_t *paths = bp_json_row(m, simulation, &simulation->row[0]);
    bp_json_put(m, paths, "points", own_points(m, points, drawn));
    bp_json_put(m, o, "simulation", paths);
}
