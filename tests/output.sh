#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# output.sh BUILD_DIR - outputs that fail, and what is left behind (TAP output).
. "$(dirname "$0")/lib/start.sh"
head -n 400 "$top/datasets/cmo_survey.csv" >"$tmp/pay.csv"
cd "$tmp" || exit 1

benchmark() { benchpay report pay.csv --charts none "$@"; }

# ends STATUS MESSAGE COMMAND...: how a command ends and what it says
ends() {
    want=$1 message=$2
    shift 2
    "$@" 2>err
    rc=$?
    cat err
    [ $rc -eq "$want" ] || { echo "status $rc, not $want"; return 1; }
    case $(cat err) in *"$message"*) ;; *) echo "does not say: $message"; return 1 ;; esac
}

# keeps COMMAND...: an old report stays as it was and nothing lies beside it
keeps() {
    rm -rf out
    mkdir out
    echo old >out/r.txt
    "$@" || return 1
    [ "$(cat out/r.txt)" = old ] && [ "$(ls -A out)" = r.txt ]
}

full() { benchmark "$@" >/dev/full; }
closed() { benchmark >&-; }
closed_input() { benchpay report - --charts none <&-; }
gone() { { benchmark -f json || echo "status $?" >status; } 2>err | head -n 1 >line; }
quiet_end() { rm -f status; gone; [ -s line ] && [ ! -s err ] && [ ! -e status ]; }
too_large() { (ulimit -f 1 && benchmark -o out/r.txt -o out/r.html); }
# interrupted SIGNAL COMMAND...: soon after there is something in the folder `begun`, or 10
# s later.  A shell starts its background with SIGINT and SIGQUIT ignored, and what is
# ignored stays so.
interrupted() {
    signal=$1
    shift
    env --default-signal="$defaults" "$@" &
    for i in $(seq 100); do
        [ -z "$(ls -A begun)" ] || break
        sleep 0.1
    done
    sleep 0.2
    kill "-$signal" $!
    wait $!
}
defaults=INT,QUIT,HUP
# A pipe opens for writing once somebody reads it.
interrupt_reading() {
    rm -rf in begun
    mkdir begun
    mkfifo in
    { touch begun/reading; printf 'base\n1\n1\n1\n1\n1\n'; sleep 2; } >in &
    interrupted "$1" benchpay report in --rules none --charts none -o out/r.txt
}
ignore_hangup() { (defaults=INT,QUIT && trap '' HUP && interrupt_reading HUP); }
interrupt_chart() {
    rm -rf begun
    mkdir -p bin begun
    printf '#!/bin/sh\nexec sleep 5\n' >bin/gnuplot
    chmod +x bin/gnuplot
    PATH=$PWD/bin:$PATH TMPDIR=$PWD/begun \
        interrupted INT benchpay report pay.csv -o out/r.txt -o out/r.html
    status=$?
    [ -z "$(ls -A begun)" ] && return $status
}

named_output() {
    { echo first; benchpay percentiles pay.csv --currency USD -f csv --quiet "$@"; } >both
    [ "$(head -n 1 both)" = first ] && grep -q '^n,' both
}

# On a terminal, once the work took half a second.
progress_is_shown() {
    rm -f in
    mkfifo in
    { printf 'base\n1\n'; sleep 1; yes 2 | head -n 1000000; } >in &
    script -qec 'benchpay percentiles in -f csv' /dev/null >seen </dev/null
    grep -q 'reading: [0-9]* MB' seen && grep -q '^1000001,' seen
}

check "a full device is exit 4" ends 4 "No space left" full
check "a closed standard output is exit 4" ends 4 "standard output" closed
check "a closed standard input is an empty one" ends 3 "(standard input)" closed_input
check "a reader that goes away ends quietly" quiet_end
check "a full device keeps the files of the same run" \
    keeps ends 4 "No space left" full -o out/r.txt -o -
check "a file that grows too large is exit 4, and nothing is replaced" \
    keeps ends 4 "File too large" too_large
check "a missing folder is exit 4 and named" \
    keeps ends 4 "none/r.txt" benchmark -o out/r.txt -o none/r.txt
ln -s nowhere out/link
nowhere() { ends 4 "leads nowhere" "$@" && [ ! -e nowhere ] && [ -L out/link ] && [ ! -e out/nowhere ]; }
check "a link that leads nowhere is no place for an output" nowhere benchmark -o out/link -f text
check "nor for a ledger" nowhere benchpay percentiles pay.csv --currency USD --ledger out/link
ln pay.csv linked.csv
check "an output that is the input by another name is exit 2" \
    ends 2 "linked.csv" benchpay percentiles pay.csv --currency USD -o linked.csv
check "SIGTERM is exit 143, and nothing is replaced" \
    keeps ends 143 "interrupted" interrupt_reading TERM
check "SIGINT while reading is exit 130, and nothing is replaced" \
    keeps ends 130 "interrupted" interrupt_reading INT
check "SIGHUP is exit 129, and nothing is replaced" \
    keeps ends 129 "interrupted" interrupt_reading HUP
check "SIGQUIT is exit 131, and nothing is replaced" \
    keeps ends 131 "interrupted" interrupt_reading QUIT
check "a signal that the parent ignores does nothing" ends 0 "" ignore_hangup
check "SIGINT in a chart is exit 130, and nothing is left" \
    keeps ends 130 "interrupted" interrupt_chart
check "standard output by its name adds to what stands there" named_output -o /dev/stdout
check "standard output by the name of its file too" named_output -o both
if command -v script >/dev/null; then
    check "a terminal shows how much was read" progress_is_shown
fi
if [ "$(id -u)" -ne 0 ]; then
    mkdir sealed && chmod 500 sealed
    check "a read-only folder is exit 4" ends 4 "sealed/r.txt" benchmark -o sealed/r.txt
fi
# untouched COMMAND...: it is refused as a target that is read, and own.csv stays
untouched() {
    cp pay.csv own.csv
    rm -rf script && mkdir script
    for name in chart.dat style.gp; do ln own.csv "script/$name"; done
    printf '[options]\nsort = n\n' >own.ini && cp own.ini kept.ini
    ends 2 'is also an input' "$@" || return 1
    cmp own.csv pay.csv && cmp own.ini kept.ini
}
appends() { benchpay percentiles own.csv --currency USD -f csv >>own.csv; }
appends_piped() { benchpay percentiles - --currency USD -f csv <own.csv >>own.csv; }
check "standard output that is appended to an input is refused" untouched appends
check "also when the input is standard input" untouched appends_piped
check "the sources of a chart replace no input" untouched \
    benchpay plot distribution own.csv --currency USD -o x.svg --script script
check "a report does not replace its profile" untouched \
    benchpay report pay.csv --profile own.ini -o own.ini -f text
check "the excluded rows do not replace the profile" untouched \
    benchpay report pay.csv --profile own.ini --excluded own.ini

printf 'name,town\nx,y\nz,w\n' >unusable.csv
check "a check of what cannot be used keeps the excluded rows of before" \
    keeps ends 3 "" benchpay check unusable.csv --excluded out/r.txt

# The steps in parts.
in_parts() {
    rm -rf parts && cp pay.csv own.csv &&
        benchpay plan percentiles own.csv --currency USD -o own.plan &&
        benchpay partial own.plan --unit 1 -o parts && mv parts/*.part own.part &&
        cp own.plan kept.plan && cp own.part kept.part
}
# untouched_part STATUS MESSAGE COMMAND...
untouched_part() {
    in_parts && ends "$@" && cmp own.plan kept.plan && cmp own.part kept.part &&
        cmp own.csv pay.csv
}
cp pay.csv other.csv
linked_part() {
    ln -sf "../$1" parts/00001-own.csv.part
    benchpay partial own.plan --unit 1 -o parts
}
check "an answer of parts does not replace its plan" untouched_part 2 'is also an input' \
    benchpay finish own.plan own.part -f csv -o own.plan
check "an answer of parts does not replace a part" untouched_part 2 'is also an input' \
    benchpay finish own.plan own.part -f csv -o own.part
check "a merged part does not replace a part" untouched_part 2 'is also an input' \
    benchpay merge own.part -o own.part
for at in own.csv own.plan other.csv; do
    check "a link in the place of a part is not followed: $at" untouched_part 4 \
        "is a symbolic link" linked_part $at
done
check "and what it leads to stays" cmp other.csv pay.csv
# forged WORDS: a plan with them, under the right digest
forged() {
    body=$(sed "s|^ \"request\": .*| \"request\": [$1],|; /^ \"digest\": /,\$d" own.plan)
    printf '%s\n "digest": "%s"\n}\n' "$body" \
        "$(printf '%s' "$body" | sha256sum | cut -d ' ' -f 1)" >forged.plan
}
refuses_forged() {
    rm -rf made && mkdir made && in_parts && forged "$1" &&
        ends "$2" "$3" benchpay partial forged.plan --unit 1 -o parts && [ -z "$(ls parts; ls made)" ]
}
for step in '"partial", "forged.plan", "--unit", "1", "-o", "made/x"' '"plan", "tiers", "own.csv"' \
    '"finish", "forged.plan", "x"' '"structure", "own.csv"'; do
    check "a plan that asks $step is refused" refuses_forged "$step" 2 "cannot be asked of parts"
done
check "a plan that names an output is refused" refuses_forged \
    '"percentiles", "own.csv", "-omade/x.csv"' 3 "names an output"
piped_plan() { in_parts && rm -f pipe && mkfifo pipe && { cat own.plan >pipe & } && benchpay finish pipe own.part -f csv --quiet; }
check "a plan can come through a pipe" ends 0 "" piped_plan
# What takes a file without an end for a part must not take the machine's memory; the
# sanitizers reserve more addresses than any machine has.
case ${build##*/} in
release-*) roof='ulimit -v 4000000' ;;
*) roof=: ;;
esac
for endless in /dev/zero /dev/urandom; do
    check "$endless is no part" ends 3 "no partial file" \
        sh -c "$roof; exec timeout 20 benchpay merge $endless -o x.part"
done

# A pipe with a name that nobody opens at its other end.
waiting() {
    rm -rf begun pipe && mkdir begun && touch begun/it && mkfifo pipe
    interrupted TERM "$@"
}
check "SIGTERM ends the wait for a plan" ends 143 "interrupted" waiting \
    benchpay finish pipe own.part
check "SIGTERM ends the wait for a survey" ends 143 "interrupted" waiting \
    benchpay percentiles pipe --currency USD
check "SIGTERM ends the wait for a profile" ends 143 "interrupted" waiting \
    benchpay percentiles pay.csv --profile pipe
check "SIGTERM ends the wait for who reads the output" ends 143 "interrupted" waiting \
    benchpay percentiles pay.csv --currency USD -f csv --quiet -o pipe
never_ends() {
    rm -rf begun pipe && mkdir begun && mkfifo pipe
    { touch begun/it; head -c 20 own.part; exec cat /dev/zero; } >pipe 2>/dev/null &
    interrupted TERM sh -c "$roof; exec benchpay merge pipe -o x.part"
}
check "SIGTERM ends the reading of a part without an end" ends 143 "interrupted" never_ends

# Pictures beside a report of Markdown.
link_of_a_picture() {
    rm -rf beside && mkdir beside
    benchpay report pay.csv --currency USD --rules none -o beside/r.md --quiet || return 1
    name=$(ls beside/r-charts | head -n 1)
    echo kept >kept && ln -sf ../../kept "beside/r-charts/$name"
    ends 4 "symbolic link" benchpay report pay.csv --currency USD --rules none \
        -o beside/r.md && [ "$(cat kept)" = kept ]
}
check "a symbolic link among the pictures is not followed" link_of_a_picture

# A system that has neither Landlock nor seccomp, or refuses them.
unheld() {
    cat >unheld.c <<'C'
#include <errno.h>
long syscall(long n, ...) { errno = n > 0 ? 38 : 22; return -1; }
int prctl(int what, ...) { errno = 22; return what == 0 ? 0 : -1; }
C
    "${CC-cc}" -shared -fPIC -o unheld.so unheld.c || return 1
    ends 0 "gnuplot drew without a hold on its files (Landlock) and kernel calls" \
        env LD_PRELOAD=./unheld.so \
        benchpay plot distribution pay.csv --currency USD --rules none -o held.svg &&
        benchpay plot distribution pay.csv --currency USD --rules none -o all.svg --quiet &&
        cmp held.svg all.svg
}
# The signal comes when the program is about to wait, and has not begun to.
signalled_early() {
    cat >early.c <<'C'
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
int open(const char *path, int flags, ...)
{
    const char *name = strrchr(path, '/');
    if (strcmp(name != NULL ? name + 1 : path, "pipe") == 0)
        raise(SIGTERM);
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
}
int open64(const char *path, int flags, ...) { return open(path, flags); }
C
    "${CC-cc}" -shared -fPIC -o early.so early.c || return 1
    rm -f pipe && mkfifo pipe || return 1
    for way in "percentiles pay.csv --currency USD -f csv -o pipe" \
        "percentiles pipe --currency USD" "finish pipe own.part"; do
        # shellcheck disable=SC2086
        ends 143 "interrupted" timeout 20 sh -c 'LD_PRELOAD=./early.so exec "$@"' - \
            benchpay $way || return 1
    done
}
case ${build##*/} in
release-*)
    check "a signal just before a wait ends it, too" signalled_early
    if command -v gnuplot >/dev/null; then
        check "charts are drawn where nothing holds gnuplot, and it is said" unheld
    fi ;;
esac

finish
