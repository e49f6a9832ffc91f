# benchpay: see `make help`.
MODE ?= release
PKGS = gsl libutf8proc jansson inih nettle
WARN = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
CFLAGS ?= -O2 -g
B = build/obj-$(MODE)
ALL_CFLAGS = -std=c11 $(WARN) -Iinclude -Isrc -pthread -MMD -MP $(CFLAGS)
LIBS = -lgsl -lgslcblas -lcsv -lutf8proc -ljansson -linih -lnettle -lm -pthread
ifeq ($(MODE),asan)
ALL_CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all
LIBS += -fsanitize=address,undefined
endif

LIB_SRC = $(filter-out src/cli/%,$(wildcard src/*/*.c))
LIB_OBJ = $(LIB_SRC:%.c=$(B)/%.o)
CLI_OBJ = $(patsubst %.c,$(B)/%.o,$(wildcard src/cli/*.c))
UNIT = $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))

all: build/benchpay
build/benchpay: $(CLI_OBJ) $(B)/libbenchpay.a
	$(CC) -o $@ $^ $(LIBS)
$(B)/libbenchpay.a: $(LIB_OBJ)
	rm -f $@; $(AR) rcs $@ $^
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(B)/unit/%: tests/unit/%.c $(B)/libbenchpay.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests/unit -o $@ $< $(B)/libbenchpay.a -lcmocka $(LIBS)
unit: $(UNIT)
	@for t in $(UNIT); do $$t || exit 1; done
clean:
	rm -rf build
.PHONY: all unit clean
-include $(shell find build -name '*.d' 2>/dev/null)
