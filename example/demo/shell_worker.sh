#!/usr/bin/env bash
# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

set -euo pipefail

usage() {
    cat <<END
usage: asked=MICROSECONDS shell_worker.sh write INDEX NAME DIARY TEXT
       asked=MICROSECONDS shell_worker.sh read  INDEX NAME DIARY

The same as the C++ worker in plain shell: adds the words of a text to the index, or prints
1 if the index is not in order and 0 if it is. It knows nothing of locks: its caller holds one.
What it did goes to the diary; \`asked\` is when it was asked to.
END
}

export LC_ALL=C

words_of() { # TEXT: lines of word, text and count
    tr -cs '[:alpha:]' '\n' <"$1" | tr '[:upper:]' '[:lower:]' | grep . | sort | uniq -c |
        awk -v text="$1" '{ print $2, text, $1 }'
}

# Reads the index, merges the words of one text, rewrites the index, and appends to it.
write() { # INDEX TEXT
    local before='' entries
    if [[ -e $1 ]]; then
        before=$(<"$1")
    fi
    entries=$({
        sed '/^==/,$d' <<<"$before"
        words_of "$2"
    } | grep . | sort)
    {
        printf '%s\n' "$entries"
        awk '{ sum += $3 } END { print "==", sum }' <<<"$entries"
        sed '1,/^==/d' <<<"$before"
    } >"$1"
    printf '%s\n' "$2" >>"$1"
}

# Whether the sum is that of the counts, or there is no index yet.
is_whole() { # INDEX
    [[ ! -e $1 ]] ||
        awk '$1 == "==" { whole = $2 == sum; exit } { sum += $3 } END { exit !whole }' "$1"
}

# Looks twice: the index has to stay as it is, too.
read_index() { # INDEX
    local before after
    before=$(cksum "$1" 2>&1 || true)
    if is_whole "$1" && after=$(cksum "$1" 2>&1 || true) && [[ $before == "$after" ]]; then
        echo 0
    else
        echo 1
    fi
}

now() { printf '%s\n' "${EPOCHREALTIME/[.,]/}"; }

note() { # NAME WHAT FROM TO
    printf '%s %s %s %s\n' "$@" >>"$diary"
}

if [[ $# -lt 4 || ! -v asked ]]; then
    usage >&2
    exit 64
fi
verb=$1 index=$2 name=$3 diary=$4

began=$(now)
note "$name" waits "$asked" "$began"
case $verb in
write)
    write "$index" "$5"
    note "$name" writes "$began" "$(now)"
    ;;
read)
    read_index "$index"
    note "$name" reads "$began" "$(now)"
    ;;
*)
    usage >&2
    exit 64
    ;;
esac
