/* SPDX-License-Identifier: GPL-3.0-or-later */
/* api.h - what makes a declaration part of the library.  Layer: base.
 *
 * The library is compiled with all its symbols hidden.  Each public header puts its
 * declarations between these two, which show them to other programs and give them
 * C's names in C++. */
#ifndef BP_API_H
#define BP_API_H

#ifdef __cplusplus
#define BP_API_BEGIN                                                                     \
    _Pragma("GCC visibility push(default)") extern "C"                                   \
    {
#define BP_API_END                                                                       \
    }                                                                                    \
    _Pragma("GCC visibility pop")
#else
#define BP_API_BEGIN _Pragma("GCC visibility push(default)")
#define BP_API_END _Pragma("GCC visibility pop")
#endif

#endif
