/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_room.c - arrays that are taken together. */
#include "near.h"

#include <stdint.h>

#include "base/room.h"

static void arrays_are_zero_and_apart(void **state)
{
    (void)state;
    bp_room room = { 0 };
    uint64_t *a = bp_room_take(&room, 3, sizeof *a);
    double *b = bp_room_take(&room, 1000, sizeof *b);
    assert_non_null(a);
    assert_non_null(b);
    for (size_t i = 0; i < 3; i++)
        assert_true(a[i] == 0);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(b[i] == 0);
        b[i] = 1;
    }
    assert_true(a[0] == 0 && a[2] == 0);
    assert_false(room.failed);
    bp_room_release(&room);
    assert_null(room.last);
}

static void no_element_has_an_address(void **state)
{
    (void)state;
    bp_room room = { 0 };
    assert_non_null(bp_room_take(&room, 0, sizeof(int)));
    assert_false(room.failed);
    bp_room_release(&room);
}

static void what_overflows_is_remembered(void **state)
{
    (void)state;
    bp_room room = { 0 };
    assert_non_null(bp_room_take(&room, 1, 8));
    assert_null(bp_room_take(&room, SIZE_MAX / 8, 16));
    assert_true(room.failed);
    assert_non_null(bp_room_take(&room, 1, 8));
    assert_true(room.failed); /* still */
    bp_room_release(&room);
    assert_false(room.failed); /* it is empty, and can be used again */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_are_zero_and_apart),
        cmocka_unit_test(no_element_has_an_address),
        cmocka_unit_test(what_overflows_is_remembered),
    };
    return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
