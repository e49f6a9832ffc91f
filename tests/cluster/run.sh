#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD_DIR - many machines, played by this one (TAP output).
#
# The three commands of the README run as they are written, over 200 files: Open MPI (and
# MPICH), a Slurm array on two nodes, GNU Parallel over ssh to two hosts.  Ranks, tasks and
# connections are killed.  Whatever happens, what comes out is what one run makes of all
# files, to the byte.
#
# Installs what is missing by apt-get; what cannot be had is skipped.  All daemons run in a
# folder of this test, on the loopback, and are stopped by their pid files.
set -u
build=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
. tests/lib/tap.sh
case $build in
*[[:space:]]*)
    skip "many machines" "what starts them knows no blank in the name of a folder"
    finish
    exit ;;
esac
tmp=$(mktemp -d) || exit 1
w=$tmp/work
mkdir "$w"

# stop_daemons: those whose pid files are here, and nobody else
stop_daemons() {
    for file in "$tmp"/*.pid; do
        [ -s "$file" ] && kill "$(cat "$file")" 2>/dev/null
    done
    for file in "$tmp"/*.pid; do
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            [ -s "$file" ] && kill -0 "$(cat "$file")" 2>/dev/null || break
            sleep 0.3
        done
    done
}
trap 'stop_daemons; rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

packages=''
wants() { command -v "$1" >/dev/null || packages="$packages $2"; }
PATH=$PATH:/usr/sbin
wants mpicc.openmpi libopenmpi-dev
wants mpirun.openmpi openmpi-bin
wants mpicc.mpich 'mpich libmpich-dev'
wants sbatch slurm-wlm
wants munged munge
wants parallel parallel
wants sshd openssh-server
wants ssh openssh-client
if [ -n "$packages" ]; then
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    # Daemons that a package would start are none of ours.
    # shellcheck disable=SC2086 # the names are words
    { $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
            apt-get install -y -qq --no-install-recommends $packages; } >"$tmp/apt" 2>&1
fi

# ---- 200 files, and what one run makes of them ----

cd "$w" || exit 1
mkdir shards
awk -v files=200 'BEGIN {
    t = split("Entry|Mid|Senior|Lead", tier, "|")
    for (f = 1; f <= files; f++) {
        name = sprintf("shards/pay-%03d.csv", f)
        print "survey_year,organization,person_id,tier,base_salary,bonus,weight" > name
        for (i = 1; i <= 40 + f * f % 300; i++) {
            k = (f * 7919 + i * 104729) % 999983
            printf "%d,Clinic %d,P%d,%s,%s,%s,%d\n", 2024 + k % 3, k % 211, k % 40000,
                tier[1 + k % t], k % 61 == 7 ? "n/a" : 50000 + k % 250000,
                k % 3 == 0 ? "" : k % 9000, 1 + k % 5 > name
        }
        close(name)
    }
}'
PATH=$build:$PATH
OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_btl=tcp,self OMPI_MCA_btl_tcp_if_include=lo
OMPI_MCA_oob_tcp_if_include=lo TMPDIR=$tmp LC_ALL=C.UTF-8
export PATH OMPI_ALLOW_RUN_AS_ROOT OMPI_ALLOW_RUN_AS_ROOT_CONFIRM TMPDIR LC_ALL
export OMPI_MCA_rmaps_base_oversubscribe OMPI_MCA_btl OMPI_MCA_btl_tcp_if_include \
    OMPI_MCA_oob_tcp_if_include
benchpay report shards/*.csv -o report.html 2>/dev/null
mv report.html single.html
benchpay report shards/*.csv -o report.json 2>/dev/null
mv report.json single-report.json
benchpay percentiles shards/*.csv --by tier --ci 95 --weights freq --weight weight \
    -o weighed.json 2>/dev/null
mv weighed.json single.json
benchpay report shards/*.csv --distinct latest -o distinct.json 2>/dev/null
mv distinct.json single-distinct.json

# sh blocks of the README's section, by number
block() {
    sed -n '/^## More than one machine/,/^## In your/p' "$top/README.md" |
        awk -v n="$1" '/^```sh$/ { k++; next } /^```/ { on = 0; next } { if (k == n) print }' |
        awk '/^$/ { exit } { print }'
}
# as_written N: its commands, in the folder of the test
as_written() {
    block "$1" >"$tmp/block"
    [ -s "$tmp/block" ] || return 1
    rm -rf parts spool report.html plan.json
    timeout 240 sh -e "$tmp/block"
}

# ---- MPI ----

# make_mpi CC NAME: a benchpay-mpi of that MPI, in a folder of its own
make_mpi() {
    make -s -C "$top" "$build/benchpay-$1" B="$build" MPICC="$1" || return 1
    mkdir -p "$build/$2"
    ln -f "$build/benchpay-$1" "$build/$2/benchpay-mpi"
}

# ranks N RUN QUESTION...
ranks() {
    n=$1 run=$2
    shift 2
    timeout 60 "$run" -n "$n" "$@" >"$tmp/said" 2>&1
}

# both NAME RUN N [OPTION...]: a report and weighted percentiles are those of one run
both() {
    name=$1 run=$2 n=$3
    shift 3
    rm -f report.json weighed.json
    ranks "$n" "$run" "$build/$name/benchpay-mpi" report shards/*.csv "$@" -o report.json &&
        cmp report.json single-report.json &&
        ranks "$n" "$run" "$build/$name/benchpay-mpi" percentiles shards/*.csv --by tier \
            --ci 95 --weights freq --weight weight "$@" -o weighed.json &&
        cmp weighed.json single.json
}

# plainly NAME RUN N: rank 0 adds up what the others have read
plainly() {
    both "$@" --memory 8G && ! grep -q 'share of the groups' "$tmp/said"
}

# What a rank runs below, to tell the most memory that it took.
cat >"$tmp/peak" <<'END'
#!/bin/sh
"$@" &
pid=$!
while now=$(sed -n 's/^VmHWM:[^0-9]*//p' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
    most=$now
    sleep 0.02
done
wait "$pid" || exit 1
echo "$most" >>"$PEAKS"
END
chmod +x "$tmp/peak"

# peaks NAME RUN MEMORY: of each of three ranks, for a report
peaks() {
    rm -f "$tmp/peaks"
    PEAKS=$tmp/peaks
    export PEAKS
    ranks 3 "$2" "$tmp/peak" "$build/$1/benchpay-mpi" report shards/*.csv --memory "$3" \
        -o report.json && cmp report.json single-report.json || return 1
    echo "# $1, 3 ranks, --memory $3: at most $(paste -sd, "$tmp/peaks")"
    [ "$(wc -l <"$tmp/peaks")" -eq 3 ]
}

# one_a_person NAME RUN: owners have all rows of their people
one_a_person() {
    rm -f distinct.json
    ranks 5 "$2" "$build/$1/benchpay-mpi" report shards/*.csv --distinct latest --memory 24M \
        -o distinct.json && cmp distinct.json single-distinct.json &&
        grep -q 'share of the groups' "$tmp/said"
}

# by_owners NAME RUN N: all of five or more do, since 1/64 of so little memory is less than
# the amounts take
by_owners() {
    both "$@" --memory 8M && grep -q 'share of the groups' "$tmp/said"
}

# mpi NAME RUN SIZES: bytes of as many ranks
mpi() {
    for n in $3; do
        check "$1, $n ranks: a report, and weights" plainly "$1" "$2" "$n"
        [ "$n" -lt 5 ] || check "$1, $n ranks: the same where groups have owners" by_owners \
            "$1" "$2" "$n"
    done
    check "$1: one row a person" one_a_person "$1" "$2"
    check "$1: the memory of each rank" eval "{ peaks $1 $2 8G && peaks $1 $2 8M; } >figures"
    cat figures
    rm -f report.html
    ranks 3 "$2" "$build/$1/benchpay-mpi" report shards/*.csv no-such-file -o report.html
    code=$?
    check "$1: a file that is missing fails, once said" eval \
        "[ $code -ne 0 ] && [ ! -e report.html ] && [ \$(grep -c '^benchpay: no-such-file' \"$tmp/said\") -eq 1 ]"
}

# readers PID: the ranks of a job
readers() { pgrep -P "$1" -x benchpay-mpi 2>/dev/null; }

# spooled: how many units are kept
spooled() { find spool -name '*.part' 2>/dev/null | wc -l; }

# One rank stands still until the others have read the rest, and dies.
kill_a_rank() {
    rm -rf spool report.json figures
    "$2" -n 3 "$build/$1/benchpay-mpi" report shards/*.csv -o report.json --spool spool \
        >"$tmp/said" 2>&1 &
    job=$!
    for _ in $(seq 500); do
        [ "$(spooled)" -lt 2 ] || break
        sleep 0.01
    done
    below=$job
    [ -n "$(readers "$job")" ] || below=$(pgrep -P "$job" | head -n 1)
    victim=$(readers "$below" | tail -n 1)
    kill -STOP "$victim" || return 1
    kept=0
    while now=$(spooled) && [ "$now" -ne "$kept" ]; do kept=$now; sleep 0.7; done
    start=$(date +%s)
    kill -KILL "$victim"
    wait "$job"
    code=$?
    took=$(($(date +%s) - start))
    echo "# $1: $kept of 200 units kept, $took s from kill to exit $code" >figures
    # It was in one unit, and had asked for another that it had not begun.
    [ "$code" -ne 0 ] && [ "$took" -le 5 ] && [ ! -e report.json ] &&
        [ "$kept" -ge 198 ] && [ "$kept" -lt 200 ]
}

# The same command reads what is missing: what is there stays as it is.
go_on() {
    touch "$tmp/before"
    sleep 1.1
    timeout 60 "$2" -n 2 "$build/$1/benchpay-mpi" report shards/*.csv -o report.json \
        --spool spool || return 1
    again=$(find spool -name '*.part' -newer "$tmp/before" | wc -l)
    echo "# $1: $again units were read after it: one at most that it had begun, one that it was yet" \
        "to begin" >>figures
    [ "$again" -eq $((200 - kept)) ] && cmp report.json single-report.json
}

# took NAME RUN [slowly]: sets ms to what four workers take, one of which may be slowed down
took() {
    rm -rf spool report.json
    begin=$(date +%s%N)
    "$2" -n 5 "$build/$1/benchpay-mpi" report shards/*.csv -o report.json --spool spool \
        >"$tmp/said" 2>&1 &
    job=$!
    while kill -0 "$job" 2>/dev/null && [ "$(spooled)" -lt 2 ]; do sleep 0.01; done
    slow=''
    if [ -n "${3-}" ]; then
        below=$job
        [ -n "$(readers "$job")" ] || below=$(pgrep -P "$job" | head -n 1)
        slow=$(readers "$below" | tail -n 1)
    fi
    while [ -n "$slow" ] && [ "$(spooled)" -lt 199 ] && kill -STOP "$slow" 2>/dev/null; do
        sleep 0.15
        kill -CONT "$slow"
        sleep 0.01
        slowed=$((slowed + 1))
    done
    wait "$job" || return 1
    ms=$((($(date +%s%N) - begin) / 1000000))
    cmp report.json single-report.json
}

# best TOOK...: the shorter of two
best() {
    took "$@" && first=$ms && took "$@" || return 1
    [ "$first" -gt "$ms" ] || ms=$first
}

# A worker that takes 150 ms longer for each unit gets few of them: 50 units, which are its
# share, would take 7.5 s.
slow_a_rank() {
    slowed=0
    best "$1" "$2" || return 1
    even=$ms
    best "$1" "$2" slowly || return 1
    uneven=$ms
    echo "# $1: $even ms, and $uneven ms with a rank that stood still $slowed times for 150 ms" >figures
    [ "$slowed" -gt 0 ] && [ $((2 * uneven)) -le $((3 * even)) ]
}

# all_mpi NAME CC RUN SIZES
all_mpi() {
    if ! command -v "$2" >/dev/null || ! command -v "$3" >/dev/null; then
        skip "$1" "there is no $2"
        return
    fi
    check "benchpay-mpi is made with $2" make_mpi "$2" "$1"
    mpi "$1" "$3" "$4"
    check "$1: a rank that is killed ends the job, without output" kill_a_rank "$1" "$3"
    check "$1: the same command goes on from the spool" go_on "$1" "$3"
    cat figures
    rm -f report.json
    check "$1: finish needs no MPI" eval \
        'benchpay finish spool/plan.json spool/*.part -o report.json 2>/dev/null && cmp report.json single-report.json'
    mv spool/00007-pay-007.csv.part spool/kept && head -c 500 spool/kept \
        >spool/00007-pay-007.csv.part
    ranks 2 "$3" "$build/$1/benchpay-mpi" report shards/*.csv -o report.json --spool spool
    check "$1: a damaged part of the spool is read again" eval \
        'cmp report.json single-report.json && cmp spool/kept spool/00007-pay-007.csv.part'
    ranks 2 "$3" "$build/$1/benchpay-mpi" report shards/*.csv --by tier -o report.json \
        --spool spool
    code=$?
    check "$1: a spool of another question is refused" eval \
        "[ $code -ne 0 ] && grep -q 'of another question' \"$tmp/said\" && cmp report.json single-report.json"
}

all_mpi openmpi mpicc.openmpi mpirun.openmpi '1 3 5 7'
all_mpi mpich mpicc.mpich mpirun.mpich '2 4 6'
if [ -x "$build/openmpi/benchpay-mpi" ]; then
    check 'a rank that is slow gets few units' slow_a_rank openmpi mpirun.openmpi
    cat figures
    ln -s "$(command -v mpirun.openmpi)" "$tmp/mpirun"
    check 'the command of the README for MPI' eval \
        'PATH=$build/openmpi:$tmp:$PATH as_written 1 && cmp report.html single.html'
else
    skip 'the command of the README for MPI' 'there is no Open MPI'
fi

other_mpirun() {
    rm -f report.json
    ranks 3 mpirun.openmpi "$build/mpich/benchpay-mpi" report shards/*.csv -o report.json
    code=$?
    cat "$tmp/said"
    [ $code -ne 0 ] && [ ! -e report.json ] && grep -q 'another MPI' "$tmp/said"
}
if [ -x "$build/mpich/benchpay-mpi" ] && command -v mpirun.openmpi >/dev/null; then
    check 'the mpirun of another MPI is refused' other_mpirun
fi

# ---- 20 million rows, in 500 groups of 200 organizations ----

# large_bytes: 4 ranks make what one process makes, and take at most 128 MiB each
large_bytes() {
    rm -f "$tmp/peaks" large.json
    benchpay percentiles large/*.csv --by tier,region --quiet -o large.json || return 1
    mv large.json single-large.json
    ranks 4 mpirun.openmpi "$tmp/peak" "$build/openmpi/benchpay-mpi" percentiles large/*.csv \
        --by tier,region -o large.json && cmp large.json single-large.json || return 1
    echo "# 20 million rows, 4 ranks: at most $(sort -n "$tmp/peaks" | paste -sd,)" >figures
    [ "$(wc -l <"$tmp/peaks")" -eq 4 ] && awk '$1 > 131072 { exit 1 }' "$tmp/peaks"
}

# large_ms N: sets ms to what N ranks take
large_ms() {
    begin=$(date +%s%N)
    ranks "$1" mpirun.openmpi "$build/openmpi/benchpay-mpi" percentiles large/*.csv \
        --by tier,region -o large.json || return 1
    ms=$((($(date +%s%N) - begin) / 1000000))
}

# large_times: two ranks that read take little more than half of what one does, in the best
# of three pairs
large_times() {
    best=0
    : >figures
    for _ in 1 2 3; do
        large_ms 1 && one=$ms && large_ms 3 && two=$ms || return 1
        echo "# 20 million rows: one rank $one ms, two that read $two ms:" \
            "T1/(2 T2) is $((one * 50 / two)) %" >>figures
        [ $((one * 50 / two)) -le "$best" ] || best=$((one * 50 / two))
    done
    [ "$best" -ge 75 ]
}

# spent COMMAND...: sets ms to what it takes of a processor, and kb to the most memory
spent() {
    "$tmp/most" "$tmp/kb" sh -c '"$@" && times >"$0"' "$tmp/times" "$@" || return 1
    kb=$(cat "$tmp/kb")
    ms=$(tail -n 1 "$tmp/times" | tr 'ms' '  ' |
        awk '{ print int(1000 * (60 * ($1 + $3) + $2 + $4)) }')
}

# merge_of FILES: their parts become one, 8 million entries a second or more, within 64 MB.
# The amounts are from 50,000 to 272,000, so that 100 of a cell in a part mostly differ.
merge_of() {
    spent benchpay merge $(printf '%s\n' large-parts/*.part | head -n "$1") -o large.part || return 1
    rate=$(($1 * 500000 / (ms + 1) / 1000))
    echo "# $1 parts of 500,000 amounts: merged in $ms ms of a processor, $rate million amounts" \
        "a second, $kb kB" >>figures
    [ "$kb" -le 65536 ] && [ "$rate" -ge 8 ]
}
large_parts() {
    : >figures
    benchpay plan percentiles large/*.csv --by tier,region -o large.json &&
        benchpay partial large.json --task 1/1 -o large-parts && merge_of 8 && merge_of 40 &&
        benchpay finish large.json large.part --quiet -o large-pay.json &&
        sed 's/large-pay/large/' large-pay.json | cmp - single-large.json
}

mkdir large
if [ ! -x "$build/openmpi/benchpay-mpi" ]; then
    skip '20 million rows' 'there is no Open MPI'
elif ! "${CC:-cc}" -O2 -o "$tmp/rows" "$top/tests/cluster/rows.c" ||
    ! "${CC:-cc}" -O2 -o "$tmp/most" "$top/tests/lib/peak.c" ||
    ! "$tmp/rows" large 40 20000000; then
    skip '20 million rows' 'half a gigabyte of files cannot be made here'
else
    check '20 million rows: the bytes of one process, in 128 MiB a rank' large_bytes
    cat figures
    if [ "$(nproc)" -lt 2 ] || awk '{ exit !($1 > 1.5) }' /proc/loadavg; then
        skip '20 million rows: how long ranks take' 'the processors are busy with other things'
    else
        check '20 million rows: two ranks that read take little more than half' large_times
        cat figures
    fi
    check '20 million rows: parts, and how they are merged' large_parts
    cat figures
fi
rm -rf large large-parts large.part

# ---- Slurm ----

# free_port FROM: the first port from there on that nobody listens to
free_port() {
    port=$1
    while ss -Hltn 2>/dev/null | grep -q ":$port " ||
        grep -qi ":$(printf %04X "$port") 00000000:0000 0A" /proc/net/tcp; do
        port=$((port + 1))
    done
    echo "$port"
}

start_slurm() {
    host=$(hostname -s)
    chmod 711 "$tmp"
    dd if=/dev/urandom of="$tmp/munge.key" bs=1 count=1024 2>/dev/null
    chmod 400 "$tmp/munge.key"
    munged --force --socket="$tmp/munge.socket" --key-file="$tmp/munge.key" \
        --pid-file="$tmp/munged.pid" --log-file="$tmp/munged.log" \
        --seed-file="$tmp/munge.seed" || return 1
    controller=$(free_port 26817)
    first=$(free_port $((controller + 1)))
    second=$(free_port $((first + 1)))
    user=$(id -un)
    cat >"$tmp/slurm.conf" <<END
ClusterName=played
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$tmp/munge.socket
CredType=cred/munge
StateSaveLocation=$tmp/state
SlurmdSpoolDir=$tmp/spool-%n
SlurmctldPidFile=$tmp/slurmctld.pid
SlurmdPidFile=$tmp/slurmd-%n.pid
SlurmctldLogFile=$tmp/slurmctld.log
SlurmdLogFile=$tmp/slurmd-%n.log
TmpFS=$tmp/tmp-%n
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,batch_sched_delay=1
MinJobAge=300
SlurmdTimeout=10
KillWait=5
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=$first CPUs=2 State=UNKNOWN
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=$second CPUs=2 State=UNKNOWN
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=10 State=UP
END
    mkdir -p "$tmp/state" "$tmp/tmp-n1" "$tmp/tmp-n2"
    SLURM_CONF=$tmp/slurm.conf
    export SLURM_CONF
    slurmctld -c >"$tmp/start" 2>&1 && slurmd -N n1 >>"$tmp/start" 2>&1 &&
        slurmd -N n2 >>"$tmp/start" 2>&1 && wait_for_nodes
}

wait_for_nodes() {
    for _ in $(seq 60); do
        [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && return 0
        sleep 0.25
    done
    return 1
}

# started_on NODE PATTERN: processes that Slurm runs there for this test
started_on() {
    for pid in $(pgrep "$2"); do
        tr '\0' '\n' 2>/dev/null <"/proc/$pid/environ" >"$tmp/environ" || continue
        grep -qx "SLURM_CONF=$SLURM_CONF" "$tmp/environ" &&
            grep -qx "SLURMD_NODENAME=$1" "$tmp/environ" && echo "$pid"
    done
}

# kill_node NODE: its daemon, and all that it has started; whoever watches over nodes says so
kill_node() {
    tasks=$(started_on "$1" .)
    steps=$(for pid in $tasks; do ps -o ppid= -o comm= -p "$pid"; done |
        while read -r above comm; do
            [ "$(ps -o comm= -p "$above")" = slurmstepd ] && echo "$above"
        done | sort -u)
    # shellcheck disable=SC2086 # numbers are words
    kill -KILL "$(cat "$tmp/slurmd-$1.pid")" $steps $tasks
    scontrol update NodeName="$1" State=DOWN Reason=killed
}

# revive_node NODE
revive_node() {
    slurmd -N "$1" || return 1
    scontrol update NodeName="$1" State=RESUME 2>/dev/null
    wait_for_nodes
}

requeue_task() { scontrol requeue "${id}_2"; }
kill_its_node() { kill_node "$(cat lost)"; }

# of_task: those of parts that are of the second of four tasks
of_task() { sed -n 's|^parts/0*\([0-9]*\)-.*|\1|p' | awk '$1 % 4 == 2' | wc -l; }

# lose_a_task HOW: a task that is lost in the middle is queued again, and goes on
lose_a_task() {
    rm -rf parts report.html
    benchpay plan report shards/*.csv -o plan.json 2>/dev/null
    cat >task.sh <<'END'
#!/bin/sh
of_task() { sed -n 's|^parts/0*\([0-9]*\)-.*|\1|p' | awk '$1 % 4 == 2' | wc -l; }
if [ "$SLURM_ARRAY_TASK_ID" = 2 ] && [ ! -e lost ]; then
    benchpay partial plan.json --task /4 -o parts &
    until [ "$(find parts -name '*.part' | of_task)" -ge 5 ]; do sleep 0.02; done
    kill -STOP $!
    sleep 0.5
    find parts -name '*.part' | of_task >kept
    echo "$SLURMD_NODENAME" >lost
    sleep 60
    exit 1
fi
benchpay partial plan.json --task /4 -o parts 2>"said-$SLURM_ARRAY_TASK_ID"
END
    rm -f lost said-*
    id=$(sbatch --parsable --array=1-4 --requeue task.sh) || return 1
    for _ in $(seq 100); do [ ! -s lost ] || break; sleep 0.2; done
    [ -s lost ] && "$1" || return 1
    for _ in $(seq 60); do
        scontrol update JobId="${id}_2" StartTime=now 2>/dev/null
        [ "$(find parts -name '*.part' | wc -l)" -lt 200 ] || break
        sleep 0.5
    done
    for _ in $(seq 40); do [ -z "$(squeue -h -j "$id" 2>/dev/null)" ] && break; sleep 0.5; done
    kept=$(cat kept)
    again=$(find parts -name '*.part' -newer lost | of_task)
    echo "# a task that was lost kept $kept of its 50 units; $again were read after it" >figures
    cat said-2
    benchpay finish plan.json parts/*.part -o report.html 2>/dev/null
    # It was in one unit, whose part it may yet have put in its place when it was woken to end.
    [ "$kept" -ge 5 ] && [ "$again" -le $((50 - kept)) ] && [ "$again" -ge $((49 - kept)) ] &&
        cmp report.html single.html
}

lose_the_node_of_a_task() {
    lose_a_task kill_its_node && revive_node "$(cat lost)"
}

slurm_as_written() {
    as_written 2 && cmp report.html single.html
}

# srun_ranks N QUESTION...: ranks on both nodes
srun_ranks() {
    n=$1
    shift
    timeout 90 srun --mpi=pmix -N 2 -n "$n" "$build/openmpi/benchpay-mpi" "$@"
}

mpi_by_slurm() {
    rm -f report.json
    srun_ranks 3 report shards/*.csv -o report.json && cmp report.json single-report.json
}

# A node is gone in the middle: the job ends, and goes on from the spool when it is back.
lose_a_node() {
    rm -rf spool report.json
    srun_ranks 4 report shards/*.csv -o report.json --spool spool >"$tmp/said" 2>&1 &
    job=$!
    for _ in $(seq 500); do
        [ "$(spooled)" -lt 2 ] || break
        sleep 0.02
    done
    victims=$(started_on n2 benchpay-mpi)
    # shellcheck disable=SC2086
    kill -STOP $victims || return 1
    kept=0
    while now=$(spooled) && [ "$now" -ne "$kept" ]; do kept=$now; sleep 0.7; done
    start=$(date +%s)
    kill_node n2
    wait "$job"
    code=$?
    took=$(($(date +%s) - start))
    echo "# a node with $(echo "$victims" | wc -w) ranks: $kept of 200 units kept, $took s from kill to exit $code" >figures
    [ "$code" -ne 0 ] && [ "$took" -le 15 ] && [ ! -e report.json ] && [ "$kept" -lt 200 ] || return 1
    revive_node n2 || return 1
    srun_ranks 3 report shards/*.csv -o report.json --spool spool && cmp report.json single-report.json
}

if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
    skip 'the commands of the README for Slurm' 'there is no Slurm'
    skip 'a task that is lost' 'there is no Slurm'
elif ! start_slurm; then
    cat "$tmp/start" "$tmp"/slurm*.log 2>/dev/null | tail -n 5 | sed 's/^/# /'
    skip 'the commands of the README for Slurm' 'its daemons do not start here'
    skip 'a task that is lost' 'its daemons do not start here'
else
    check 'the commands of the README for Slurm' slurm_as_written
    check 'a task that is lost goes on' lose_a_task requeue_task
    cat figures
    check 'a task whose node is killed goes on' lose_the_node_of_a_task
    cat figures
    if [ -x "$build/openmpi/benchpay-mpi" ] && srun --mpi=list 2>&1 | grep -q pmix; then
        check 'ranks that Slurm starts on two nodes' mpi_by_slurm
        check 'a node that is killed ends the job, which goes on when it is back' lose_a_node
        cat figures
    else
        skip 'ranks that Slurm starts on two nodes' 'there is no Open MPI, or no pmix'
        skip 'a node that is killed' 'there is no Open MPI, or no pmix'
    fi
fi

# ---- GNU Parallel ----

# Two hosts, which are addresses of this one.
start_ssh() {
    ssh-keygen -q -t ed25519 -N '' -f "$tmp/host" &&
        ssh-keygen -q -t ed25519 -N '' -f "$tmp/key" || return 1
    cp "$tmp/key.pub" "$tmp/authorized"
    port=$(free_port 26922)
    cat >"$tmp/sshd.conf" <<END
Port $port
ListenAddress 127.0.0.1
ListenAddress 127.0.0.2
HostKey $tmp/host
PidFile $tmp/sshd.pid
AuthorizedKeysFile $tmp/authorized
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
PasswordAuthentication no
SetEnv PATH=$PATH
END
    cat >"$tmp/ssh.conf" <<END
Host node1
    HostName 127.0.0.1
Host node2
    HostName 127.0.0.2
Host *
    Port $port
    User $(id -un)
    IdentityFile $tmp/key
    IdentitiesOnly yes
    StrictHostKeyChecking no
    UserKnownHostsFile $tmp/known
    LogLevel ERROR
END
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
    "$(command -v sshd)" -f "$tmp/sshd.conf" -E "$tmp/sshd.log" || return 1
    PARALLEL_SSH="ssh -F $tmp/ssh.conf" PARALLEL_HOME=$tmp/parallel
    export PARALLEL_SSH PARALLEL_HOME
    mkdir -p "$PARALLEL_HOME"
    touch "$PARALLEL_HOME/will-cite"
    ssh -F "$tmp/ssh.conf" node2 true
}

parallel_as_written() {
    as_written 3 && cmp report.html single.html
}

# A connection that is cut is a unit that is tried again.
cut_a_connection() {
    rm -rf parts report.html
    seq 200 | parallel --sshlogin node1,node2 --workdir "$PWD" --retries 5 --joblog "$tmp/joblog" \
        benchpay partial plan.json --unit {} -o parts >"$tmp/said" 2>&1 &
    job=$!
    cut=0
    for _ in $(seq 600); do
        [ "$(find parts -name '*.part' 2>/dev/null | wc -l)" -gt 20 ] && break
        sleep 0.02
    done
    for pid in $(pgrep -P "$(cat "$tmp/sshd.pid")" 2>/dev/null); do
        kill -KILL "$pid" 2>/dev/null && cut=$((cut + 1))
    done
    wait "$job" || return 1
    echo "# $cut connections were cut" >figures
    benchpay finish plan.json parts/*.part -o report.html 2>/dev/null
    [ "$cut" -gt 0 ] && cmp report.html single.html
}

if ! command -v parallel >/dev/null || ! command -v sshd >/dev/null; then
    skip 'the commands of the README for GNU Parallel' 'there is no GNU Parallel, or no sshd'
    skip 'a connection that is cut' 'there is no GNU Parallel, or no sshd'
elif ! start_ssh >"$tmp/start" 2>&1; then
    tail -n 5 "$tmp/start" "$tmp/sshd.log" 2>/dev/null | sed 's/^/# /'
    skip 'the commands of the README for GNU Parallel' 'sshd does not start here'
    skip 'a connection that is cut' 'sshd does not start here'
else
    check 'the commands of the README for GNU Parallel' parallel_as_written
    check 'a connection that is cut' cut_a_connection
    cat figures
fi
finish
