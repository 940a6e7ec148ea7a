#!/usr/bin/env bash
# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

set -euo pipefail

usage() {
    cat <<END
usage: test/model/check.sh MODEL.pml [DIRECTORY]

Checks a model of a lock protocol exhaustively with spin, as comments in the model say:

  /* proof: MACRO... */                  no assertion fails and no state is a deadlock
  /* liveness: MACRO... */               no run goes on for ever, under weak fairness
  /* control: MACRO... finds PATTERN */  the macros break a rule, and spin finds the
                                         assertion that matches PATTERN, or the deadlock
                                         (an "invalid end state")
  /* livelock: MACRO... */               ... and finds a run that goes on for ever

Prints a line for each. Fails unless all of them come out so. In DIRECTORY, which must be
empty, it leaves what spin and the compiler wrote, counterexamples included.
Exits with 77 where there is no spin.
END
}

case ${1-} in
'') usage >&2 && exit 64 ;;
-h | --help) usage && exit ;;
esac
if ! command -v spin >/dev/null; then
    echo 'spin is not installed.' >&2
    exit 77
fi

model=$(realpath "$1")
if [[ $# -gt 1 ]]; then
    mkdir -p "$2"
    work=$(realpath "$2")
else
    work=$(mktemp -d "${TMPDIR:-/tmp}/filelock-model.XXXXXX")
    trap 'rm -rf "$work"' EXIT
fi

readonly depth=100000
readonly memory=2048 # MB

failed=0

# MACRO is NAME or NAME=VALUE. The model is copied to a name without spaces: spin hands it
# to a shell.
search() { # OPTIMISATION SAFETY|NP MACRO...
    local optimisation=$1 kind=$2 macros=("${@:3}") options=()
    if [[ $kind == NP ]]; then
        options=(-l -f)
    fi
    macros=("${macros[@]/#/-D}")
    mkdir "$run"
    cd "$run"
    cp "$model" model.pml
    spin -a "${macros[@]}" model.pml >spin.log
    # No partial order reduction: it does not know that a death may end any statement.
    "${CC:-cc}" "$optimisation" -w "-D$kind" -DNOREDUCE -DNFAIR=3 "-DMEMLIM=$memory" \
        -o pan pan.c
    ./pan "${options[@]}" -m"$depth" >pan.log 2>&1 || true
    if [[ -e model.pml.trail ]]; then
        spin -t -p "${macros[@]}" model.pml >trail.log 2>&1 || true
    fi
}

# What was found: the rule that was broken, or pan's own words.
finding() {
    if ! grep -q '^State-vector' "$run/pan.log"; then
        echo 'the search came to no end'
    elif grep -q '^pan:1: assertion violated' "$run/pan.log"; then
        sed -n "s/.*\[printf('\(.*\)')\].*/\1/p" "$run/trail.log" | tail -n 1
    elif ! sed -n 's/^pan:1: \(.*\) (at depth .*/\1/p' "$run/pan.log" | grep .; then
        if grep -q 'max search depth too small\|Search not completed\|out of memory' \
            "$run/pan.log" || ! grep -q 'errors: 0$' "$run/pan.log"; then
            echo 'the search came to no end'
        fi
    fi
}

report() { # RESULT EXPECTATION
    local states seconds
    states=$(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' "$run/pan.log")
    seconds=$(sed -n 's/^pan: elapsed time \([0-9.e+-]*\) seconds.*/\1/p' "$run/pan.log")
    printf '%-6s %-70s %10s states %6s s  %s\n' "$1" "$2" "${states:-?}" "${seconds:-?}" \
        "$found"
    if [[ $1 != ok ]]; then
        failed=1
    fi
}

check() { # KIND SPECIFICATION
    local kind=$1 macros=() pattern='' found
    read -r -a macros <<<"${2%% finds *}"
    case $kind in
    proof) (search -O1 SAFETY "${macros[@]}") ;;
    liveness) (search -O1 NP "${macros[@]}") ;;
    control) pattern=${2##* finds } && (search -O0 SAFETY "${macros[@]}") ;;
    livelock) pattern='non-progress cycle' && (search -O0 NP "${macros[@]}") ;;
    esac
    found=$(finding)
    if [[ -z $pattern && -z $found ]] || [[ -n $pattern && $found =~ $pattern ]]; then
        report ok "$kind: ${macros[*]}"
    else
        report WRONG "$kind: ${macros[*]}"
    fi
}

printf '%s\n' "${model##*/}"
count=0
while read -r kind specification; do
    run=$work/$((++count))
    check "${kind%:}" "$specification"
done < <(sed -nE 's|^/\* ((proof\|liveness\|control\|livelock): .*) \*/$|\1|p' "$model")
if [[ $count -eq 0 ]]; then
    echo 'The model does not say what is to be checked.' >&2
    exit 1
fi
exit "$failed"
