#!/bin/sh
# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# Runs every example of a page, each by itself in an empty directory, and fails if one does.
# Usage: run_examples.sh PAGE.adoc FILELOCK

set -eu

page=$(realpath "$1")
tool=$(realpath "$2")
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT

mkdir "$directory/bin"
ln -s "$tool" "$directory/bin/filelock"
PATH=$directory/bin:$PATH

# example-1, example-2, …: what stands between the fences of a block [source,sh].
awk -v prefix="$directory/example-" '
    /^\[source,sh\]$/          { wanted = 1; next }
    wanted && /^----$/         { inside = !inside; if (inside) ++count; else wanted = 0; next }
    inside                     { print > (prefix count) }
' "$page"

count=0
for example in "$directory"/example-*; do
    mkdir "$directory/work"
    if ! (cd "$directory/work" && sh -eu "$example" </dev/null); then
        echo "failed:" >&2
        cat "$example" >&2
        exit 1
    fi
    rm -rf "$directory/work"
    count=$((count + 1))
done
echo "$count examples"
