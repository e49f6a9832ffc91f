#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# containers.sh BUILD_DIR - charts where a container runtime refuses calls of the kernel,
# and for an ordinary user whose system is read-only (TAP output).  What cannot be set up
# here is skipped.
. "$(dirname "$0")/lib/start.sh"
cd "$top" || exit 1
case ${build##*/} in
release-*) ;;
*)
    skip "charts in containers" "sanitizers need more of the system"
    finish
    exit ;;
esac
if ! command -v gnuplot >/dev/null; then
    skip "charts in containers" "there is no gnuplot"
    finish
    exit
fi
head -n 400 datasets/cmo_survey.csv >"$tmp/pay.csv"
mkdir -p "$tmp/bin" "$tmp/share/benchpay" "$tmp/rw"
cp "$build/benchpay" "$tmp/bin"
cp -r plots "$tmp/share/benchpay"
"${CC-cc}" -o "$tmp/refuse" tests/lib/refuse.c || exit 1
chmod -R a+rX "$tmp"
cd "$tmp" || exit 1
asked="pay.csv --currency USD --rules none"

# draws MESSAGE SYSTEM...: a picture and a report with one, and what is said of it; no
# MESSAGE is silence
draws() {
    says=$1
    shift
    rm -f rw/*
    # shellcheck disable=SC2086 # words
    "$@" bin/benchpay plot ecdf $asked -o rw/a.svg 2>err || { cat err; return 1; }
    cat err
    case $says in
    '') ! grep -q gnuplot err ;;
    *) grep -q "$says" err ;;
    esac || return 1
    # shellcheck disable=SC2086
    "$@" bin/benchpay report $asked --charts require -o rw/r.html --quiet
}
# refused STATUS MESSAGE SYSTEM...
refused() {
    want=$1 says=$2
    shift 2
    # shellcheck disable=SC2086
    "$@" bin/benchpay plot ecdf $asked -o rw/a.svg 2>err
    rc=$?
    cat err
    [ $rc -eq "$want" ] && grep -q "$says" err
}

if ./refuse clone3=ENOSYS -- true; then
    files='its files (Landlock), which'
    calls='its kernel calls (seccomp), which'
    both='its files (Landlock) and kernel calls (seccomp), which'
    if [ -z "$(./refuse seccomp_mode=EINVAL -- bin/benchpay plot ecdf pay.csv --rules none \
        --currency USD -o rw/a.svg 2>&1 | grep Landlock)" ]; then
        check "Landlock is refused" draws "$files" ./refuse landlock_create_ruleset=EPERM --
        check "Landlock is not known" draws "$files" ./refuse landlock_create_ruleset=ENOSYS --
        check "Landlock is known and refused" draws "$files" \
            ./refuse landlock_restrict_self=EPERM --
        check "seccomp is refused" draws "$calls" ./refuse seccomp_mode=EPERM --
        check "seccomp is known and refused" draws "$calls" ./refuse seccomp_filter=EPERM --
        check "both are known and refused" draws "$both" \
            ./refuse landlock_restrict_self=EPERM seccomp_filter=EPERM --
    else
        skip "one of Landlock and seccomp is refused" "this system has no Landlock"
    fi
    check "neither is known" draws "$both" \
        ./refuse landlock_create_ruleset=ENOSYS seccomp_mode=EINVAL no_new_privs=EINVAL --
    check "no_new_privs is refused" draws "" ./refuse no_new_privs=EPERM --
    for no in EPERM ENOSYS; do
        check "an old runtime knows no new calls: $no" draws "" ./refuse clone3=$no \
            close_range=$no openat2=$no faccessat2=$no statx=$no renameat2=$no \
            memfd_create=$no --
    done
    check "limits are refused: it is said" refused 7 "limits" ./refuse prlimit64=EPERM --
else
    skip "calls are refused" "this system takes no filter"
fi

# system SETUP SETTING... -- COMMAND...: as nobody, in a system that is read-only but for
# rw/, and changed further by SETUP.  125: it cannot be set up.
# shellcheck disable=SC2016 # it is the inner shell that expands
read_only='mount --make-rprivate / && mount --bind rw rw &&
for m in $(awk "{ print \$5 }" /proc/self/mountinfo | sort -u); do
    case $m in /proc* | /dev* | /sys* | */rw) ;; *) mount -o remount,bind,ro "$m" ;; esac
done 2>/dev/null
[ ! -e x ] && ! touch x 2>/dev/null'
system() {
    setup=$1
    shift
    unshare -m sh -c "$read_only && $setup || exit 125
        exec setpriv --reuid=65534 --regid=65534 --clear-groups \
            env -i PATH=/usr/bin:/bin HOME=/nonexistent \"\$@\"" sh "$@"
}
if [ "$(id -u)" -eq 0 ] && chmod 777 rw && chmod 755 . && system : true 2>/dev/null; then
    check "nobody, all read-only but TMPDIR and the output" draws "" system : TMPDIR=rw
    check "also where rw runs no programs" draws "" \
        system "mount -o remount,bind,noexec,nosuid,nodev rw" TMPDIR=rw
    check "also without /proc" draws "" system "umount -l /proc" TMPDIR=rw
    check "without TMPDIR, in memory" draws "" system : A=1
    check "no TMPDIR is said, and what to do" refused 4 "TMPDIR" \
        system "mount -t tmpfs none /dev" A=1
    check "also without /dev" draws "" system "mount -t tmpfs none /dev" TMPDIR=rw
else
    skip "an ordinary user, all read-only" "this takes root, who may mount"
fi
finish
