#!/usr/bin/env bash
# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

set -euo pipefail

usage() {
    cat <<END
usage: test/wine_company.sh PEER PEER.EXE

Two processes of this system and two of Wine's contend for locks of each scheme, readers and
writers, as test/contention_test.cpp has them do. Fails if a writer was ever in with anybody
else, or if somebody did not get through.
END
}
[[ $# -eq 2 ]] || { usage >&2 && exit 64; }
here=$1
there=$2
rounds=30
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT

# play SEED COMMAND...: one peer; its last line of output says how it went.
play() {
    local seed=$1
    shift
    {
        printf 'main open lock %s "%s/lock"\n' "$scheme" "$directory"
        printf 'main contend lock "%s/table" %s %s\n' "$directory" "$rounds" "$seed"
        # The peer ends with its input.
        while [[ ! -e $directory/ended.$seed ]]; do sleep 0.1; done
    } | "$@" | sed -u 's|\r$||' | while read -r thread answer; do
        [[ $answer == ready ]] && continue
        printf '%s %s\n' "$thread" "$answer" >>"$directory/answers.$seed"
        if [[ $(wc -l <"$directory/answers.$seed") -eq 2 ]]; then
            touch "$directory/ended.$seed"
        fi
    done
}

# number OFFSET: of the table, see test/support/referee.cpp.
number() {
    od -An -td8 -j "$1" -N 8 "$directory/table" | tr -d ' '
}

failed=0
for scheme in hard link mkdir create; do
    rm -rf "${directory:?}"/*
    head -c 4096 /dev/zero >"$directory/table"
    play 1 "$here" &
    play 2 "$here" &
    play 3 wine "$there" &
    play 4 wine "$there" &
    wait
    good=$(cat "$directory"/answers.* | grep -c '^main ok$' || true)
    entries=$(number 16)
    overlaps=$(number 24)
    printf '%s: %s answers, %s entries, %s overlaps\n' \
        "$scheme" "$good" "$entries" "$overlaps"
    if [[ $good -ne 8 || $entries -eq 0 || $overlaps -ne 0 ]]; then
        cat "$directory"/answers.*
        failed=1
    fi
done
exit "$failed"
