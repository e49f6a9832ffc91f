# SPDX-License-Identifier: GPL-3.0-or-later
# benchpay: `make help` lists the targets.
#
#   MODE=release|debug|asan|coverage|fuzz   how it is compiled
#   CC=gcc|clang|...                   with what
#   WERROR=1                           warnings are errors
#   V=1                                the commands in full
#   PREFIX=/usr/local DESTDIR=         where `make install` puts it
#
# Each mode and compiler has its own folder build/MODE-CC; the program that was
# made last is also build/benchpay.

MODE ?= release
PREFIX ?= /usr/local
INSTALL ?= install

VERSION := $(shell sed -n 's/^.define BP_VERSION "\(.*\)"/\1/p' include/benchpay/version.h)
# The soname, libbenchpay.so.ABI, is what a program that was linked asks for.  ABI goes up
# by one in a release after which such a program could fail: a symbol of
# tests/api/symbols is gone or takes other arguments, or a public struct or enum has
# changed.  A release that only adds symbols keeps it.
ABI := 0
B := build/$(MODE)-$(notdir $(firstword $(CC)))
LIBRARIES := gsl libutf8proc jansson inih nettle xlsxwriter zlib libzstd minizip expat gmp

WARN := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
        -Wmissing-prototypes $(if $(WERROR),-Werror)
HARDEN := -fstack-protector-strong -fstack-clash-protection
# One set of objects makes the program and both libraries.  Nothing is exported but what
# benchpay/api.h shows, and calls between our own functions stay direct.
SHARE_CODE := -fPIC -fvisibility=hidden -fno-semantic-interposition
FORTIFY := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

CFLAGS_release := -O3 -g $(FORTIFY)
CFLAGS_debug := -O0 -g3
CFLAGS_asan := -O1 -g $(SANITIZE)
CFLAGS_coverage := -O0 -g --coverage
CFLAGS_fuzz := -O1 $(SANITIZE) -fsanitize=fuzzer-no-link -g
ifndef CFLAGS_$(MODE)
$(error MODE=$(MODE): release, debug, asan, coverage or fuzz)
endif
LDFLAGS_asan := $(SANITIZE)
LDFLAGS_coverage := --coverage
LDFLAGS_fuzz := $(SANITIZE) -fsanitize=fuzzer-no-link

ALL_CFLAGS := -std=c11 $(WARN) $(HARDEN) $(SHARE_CODE) -Iinclude -Isrc -pthread -MMD -MP \
             $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null) \
             $(CFLAGS_$(MODE)) $(CPPFLAGS) $(CFLAGS)
LINK_FLAGS = -Wl,-z,relro,-z,now -pthread $(LDFLAGS_$(MODE)) $(LDFLAGS)
ALL_LDFLAGS = -pie $(LINK_FLAGS)
ALL_LIBS := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lcsv -lm

LIB_OBJ := $(patsubst %.c,$(B)/%.o,$(filter-out src/cli/% src/mpi/%,$(wildcard src/*/*.c))) \
           $(B)/embed/page.css.o $(B)/embed/offer_box.js.o
CLI_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard src/cli/*.c)) $(B)/embed/built.o
FUZZ_CLI := $(filter-out $(B)/src/cli/main.o,$(CLI_OBJ))
MPICC ?= mpicc
FUZZ := $(patsubst tests/%.c,$(B)/%,$(wildcard tests/fuzz/*.c))
FUZZ_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard tests/fuzz/*.c))
UNIT := $(patsubst tests/%.c,$(B)/%,$(wildcard tests/unit/test_*.c tests/property/*.c))

# As many jobs as there are processors, unless somebody said how many.
PARALLEL = $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))

# $(call say,WHAT) goes before a command that is shown only with V=1.
say = $(if $(V),,@echo '  $(1)';)

.DELETE_ON_ERROR:
.SUFFIXES:
.PRECIOUS: $(B)/embed/%.c

all: $(B)/benchpay $(B)/libbenchpay.so ## build the program and the libraries (the default)
	@ln -f $< build/benchpay

$(B)/benchpay: $(CLI_OBJ) $(B)/libbenchpay.a
	$(call say,link $@)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)

# One program an MPI: MPICC=mpicc.mpich makes that of MPICH.
mpi: $(B)/benchpay-$(notdir $(MPICC)) ## build benchpay-mpi, for many machines
	@ln -f $< $(B)/benchpay-mpi && ln -f $< build/benchpay-mpi

$(B)/benchpay-$(notdir $(MPICC)): $(wildcard src/mpi/*.[ch]) $(FUZZ_CLI) $(B)/libbenchpay.a
	@command -v $(MPICC) >/dev/null || { echo "no $(MPICC): install Open MPI or MPICH," \
	    "as libopenmpi-dev and openmpi-bin of Debian"; exit 1; }
	$(call say,link $@)OMPI_CC=$(CC) MPICH_CC=$(CC) $(MPICC) $(filter-out -MMD -MP,$(ALL_CFLAGS)) \
	    $(ALL_LDFLAGS) -o $@ src/mpi/*.c $(FUZZ_CLI) $(B)/libbenchpay.a $(ALL_LIBS)

$(B)/libbenchpay.a: $(LIB_OBJ)
	$(call say,archive $@)rm -f $@ && $(AR) rcs $@ $^

$(B)/libbenchpay.so: $(LIB_OBJ)
	$(call say,link $@)$(CC) -shared -Wl,-soname,libbenchpay.so.$(ABI) $(LINK_FLAGS) \
	    -o $@ $^ $(ALL_LIBS)

$(B)/%.o: %.c | $(B)/libraries
	@mkdir -p $(@D)
	$(call say,compile $<)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# What the HTML page carries, as C: page.css is bp_page_css, a string a line.
$(B)/embed/%.c: src/render/%
	@mkdir -p $(@D)
	@{ echo '#include "render/html.h"'; \
	    echo 'const char *const bp_$(subst .,_,$*)[] = {'; \
	    sed '/SPDX-License/d; s/[\\"]/\\&/g; s/.*/    "&\\n",/' $<; echo '    0 };'; } >$@

$(B)/embed/built.c: src/cli/built.sh | $(B)/libraries
	@mkdir -p $(@D)
	@sh src/cli/built.sh "$(CC)" $(LIBRARIES) >$@

$(B)/embed/%.o: $(B)/embed/%.c | $(B)/libraries
	$(call say,compile $<)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(UNIT): $(B)/%: tests/%.c $(B)/libbenchpay.a
	@mkdir -p $(@D)
	$(call say,compile $<)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -Itests/unit -o $@ $< \
	    $(B)/libbenchpay.a -lcmocka $(ALL_LIBS)

# Objects alone, for `make test`: what libFuzzer calls keeps up with the code.
$(FUZZ_OBJ): ALL_CFLAGS += -Itests/unit

$(FUZZ): $(B)/%: tests/%.c $(B)/libbenchpay.a $(FUZZ_CLI)
	@mkdir -p $(@D)
	$(call say,compile $<)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -Itests/unit \
	    -o $@ $< $(FUZZ_CLI) $(B)/libbenchpay.a $(ALL_LIBS)

$(B)/libraries:
	@mkdir -p $(@D)
	@sh tests/tools/deps.sh --check && touch $@

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT:=.d) $(FUZZ:=.d) $(FUZZ_OBJ:.o=.d)

## Tests

check: deps                     ## install what is missing, run every test
	@$(MAKE) $(PARALLEL) --no-print-directory test

test: $(B)/benchpay $(B)/libbenchpay.so $(UNIT) $(FUZZ_OBJ) # every test, with what there is
	@sh tests/check.sh $(B)

unit: $(UNIT)                   ## the tests of single modules
	@sh tests/check.sh $(B) unit

golden: $(B)/benchpay           ## whole runs against tests/golden
	@sh tests/golden.sh $(B)

bless: $(B)/benchpay $(B)/libbenchpay.so ## rewrite what is expected: review it with git diff
	@BLESS=1 sh tests/golden.sh $(B)
	@BLESS=1 sh tests/api.sh $(B)
	@BLESS=1 sh tests/readme.sh $(B)

api: $(B)/libbenchpay.so        ## what the library exports, and its headers
	@sh tests/api.sh $(B)

readme: $(B)/benchpay           ## the examples of README.md
	@sh tests/readme.sh $(B)

layers: $(B)/libbenchpay.a $(CLI_OBJ) ## who includes what, and who needs whom
	@sh tests/layers.sh $(B)

real: $(B)/benchpay             ## against reference data: make real DATA=folder
	@sh tests/real.sh $(B) "$(DATA)"

cluster: $(B)/benchpay          ## MPI, Slurm and GNU Parallel on this machine
	@sh tests/cluster/run.sh $(B)

browser: $(B)/benchpay          ## the HTML report in headless Chromium
	@sh tests/browser/run.sh $(B)

asan:                           ## every test under ASan and UBSan
	@$(MAKE) $(PARALLEL) --no-print-directory MODE=asan test

coverage:                       ## every test, then the share of lines run
	@rm -rf build/coverage-*
	-@$(MAKE) $(PARALLEL) --no-print-directory MODE=coverage test
	@sh tests/tools/coverage.sh build/coverage-*

# What was learnt stays in build/corpus, an input that fails in build/fuzz-clang.
SECONDS ?= 60
fuzz:                           ## libFuzzer on the readers: make fuzz SECONDS=60
	@$(MAKE) $(PARALLEL) --no-print-directory MODE=fuzz CC=clang fuzz-run

fuzz-run: $(FUZZ)
	@for program in $(FUZZ); do \
	    name=$${program##*/}; corpus=build/corpus/$$name; mkdir -p $$corpus && \
	    case $$name in records) most=262144 ;; *) most=4096 ;; esac && \
	    $$program -max_total_time=$(SECONDS) -max_len=$$most -print_final_stats=1 \
	        -dict=tests/fuzz/$$name.dict -artifact_prefix=$(B)/ \
	        $$corpus tests/fuzz/seeds/$$name || exit 1; done

bench: $(B)/benchpay            ## beside other programs: tests/bench/bench.sh says how
	@sh tests/bench/bench.sh $(B)

# Takes hours; CI runs a sample of it in `make test`.  A part: sh tests/torture.sh BUILD WORD
torture: $(B)/benchpay          ## memory and calls fail at every point, kills, limits
	@WHOLE=1 sh tests/torture.sh $(B)

lint:                           ## clang-format, cppcheck, clang-tidy
	@sh tests/tools/lint.sh $(ALL_CFLAGS)

## Use

deps:                           ## install what is missing (apt-get), or say how
	@sh tests/tools/deps.sh

demo: deps                      ## set up, build, and leave a report in build/demo
	@$(MAKE) $(PARALLEL) --no-print-directory all
	@sh tests/tools/demo.sh

ROOT = $(DESTDIR)$(PREFIX)
SHARE = $(ROOT)/share/benchpay
# Tells the loader of the new library; nobody but root can, nor for another root.
LDCONFIG ?= $(if $(DESTDIR),:,ldconfig 2>/dev/null || :)
BASH_COMPLETION = $(ROOT)/share/bash-completion/completions/benchpay
ZSH_COMPLETION = $(ROOT)/share/zsh/site-functions/_benchpay
FISH_COMPLETION = $(ROOT)/share/fish/vendor_completions.d/benchpay.fish

# What the program says of itself, for man and for shells.
$(B)/man/benchpay.1: $(B)/benchpay
	@mkdir -p $(@D)
	$(call say,write $@)$< help --man >$@ && \
	    for command in $$($< help | sed -n '/^Commands/,$$s/^  \([a-z]*\)  .*/\1/p'); do \
	        $< help --man $$command >$(@D)/benchpay-$$command.1 || exit 1; done

$(B)/completions/%: $(B)/benchpay
	@mkdir -p $(@D)
	$(call say,write $@)$< help --completion $* >$@

install: $(B)/benchpay $(B)/libbenchpay.so $(B)/man/benchpay.1 \
         $(addprefix $(B)/completions/,bash zsh fish) ## PREFIX=/usr/local DESTDIR=
	$(INSTALL) -d "$(ROOT)/bin" "$(ROOT)/include/benchpay" "$(ROOT)/lib/pkgconfig" \
	    "$(SHARE)/plots" "$(SHARE)/datasets" "$(ROOT)/share/man/man1" \
	    "$(dir $(BASH_COMPLETION))" "$(dir $(ZSH_COMPLETION))" "$(dir $(FISH_COMPLETION))"
	$(INSTALL) -m 755 $(B)/benchpay "$(ROOT)/bin"
	[ ! -x $(B)/benchpay-mpi ] || $(INSTALL) -m 755 $(B)/benchpay-mpi "$(ROOT)/bin"
	$(INSTALL) -m 644 $(B)/libbenchpay.a "$(ROOT)/lib"
	$(INSTALL) -m 755 $(B)/libbenchpay.so "$(ROOT)/lib/libbenchpay.so.$(VERSION)"
	ln -sf libbenchpay.so.$(VERSION) "$(ROOT)/lib/libbenchpay.so.$(ABI)"
	ln -sf libbenchpay.so.$(ABI) "$(ROOT)/lib/libbenchpay.so"
	$(INSTALL) -m 644 include/benchpay/*.h "$(ROOT)/include/benchpay"
	$(INSTALL) -m 644 plots/* "$(SHARE)/plots"
	$(INSTALL) -m 644 datasets/* "$(SHARE)/datasets"
	sed 's/@VERSION@/$(VERSION)/; s/@LIBRARIES@/$(LIBRARIES)/' src/benchpay.pc.in \
	    >"$(ROOT)/lib/pkgconfig/benchpay.pc"
	$(INSTALL) -m 644 $(B)/man/*.1 "$(ROOT)/share/man/man1"
	$(INSTALL) -m 644 $(B)/completions/bash "$(BASH_COMPLETION)"
	$(INSTALL) -m 644 $(B)/completions/zsh "$(ZSH_COMPLETION)"
	$(INSTALL) -m 644 $(B)/completions/fish "$(FISH_COMPLETION)"
	$(LDCONFIG)

uninstall:                      ## take it away again
	rm -f "$(ROOT)/bin/benchpay" "$(ROOT)/lib/pkgconfig/benchpay.pc" \
	    "$(ROOT)"/share/man/man1/benchpay.1 "$(ROOT)"/share/man/man1/benchpay-*.1 \
	    "$(BASH_COMPLETION)" "$(ZSH_COMPLETION)" "$(FISH_COMPLETION)" \
	    "$(ROOT)/lib/libbenchpay.a" "$(ROOT)/lib/libbenchpay.so" \
	    "$(ROOT)/lib/libbenchpay.so.$(ABI)" "$(ROOT)/lib/libbenchpay.so.$(VERSION)"
	rm -rf "$(ROOT)/include/benchpay" "$(SHARE)"
	$(LDCONFIG)

dist:                           ## the sources of the last commit as one file
	@mkdir -p build
	git archive --format=tar.gz --prefix=benchpay-$(VERSION)/ \
	    -o build/benchpay-$(VERSION).tar.gz HEAD

clean:                          ## remove build/
	rm -rf build

help:                           ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | \
	    while IFS='|' read -r target what; do printf '  make %-10s %s\n' "$$target" "$$what"; done

.PHONY: all check test unit golden bless api readme layers real browser asan bench coverage torture \
        lint deps demo install uninstall dist clean help
