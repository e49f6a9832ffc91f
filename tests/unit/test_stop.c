/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "near.h"

#include <signal.h>

#include "benchpay/stop.h"

static void asking_stops_work_until_it_is_taken_back(void **state)
{
    bp_err err;
    (void)state;
    assert_int_equal(bp_stop_asked(), 0);
    assert_int_equal(bp_stop_check(&err), BP_OK);
    bp_stop_ask(SIGTERM);
    assert_int_equal(bp_stop_asked(), SIGTERM);
    assert_int_equal(bp_stop_check(&err), BP_ESTOPPED);
    assert_string_equal(err.text, "interrupted");
    bp_stop_ask(0);
    assert_int_equal(bp_stop_check(&err), BP_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_stops_work_until_it_is_taken_back),
    };
    return cmocka_run_group_tests_name("stop", tests, NULL, NULL);
}
