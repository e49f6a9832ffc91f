/* SPDX-License-Identifier: GPL-3.0-or-later */
/* version.h - which benchpay this is.  Layer: base. */
#ifndef BP_VERSION_H
#define BP_VERSION_H

#define BP_VERSION "0.1.0"

#endif
