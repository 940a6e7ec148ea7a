# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# Turns the workers' diaries into rows: number, what, from and to, in milliseconds from the first
# event on. Where somebody writes and is not alone, both have a row with `clash` for that time.
#
# The rows are numbered as gnuplot counts, from the bottom: readers 3 to 1, then writers 4 to 1.

{
    split($1, name, "-")
    row[NR] = name[1] == "writer" ? 8 - name[2] : 4 - name[2]
    what[NR] = $2
    from[NR] = $3
    to[NR] = $4
    if (NR == 1 || $3 < first) {
        first = $3
    }
}

function show(i, kind, begin, end) {
    printf "%d %s %.3f %.3f\n", row[i], kind, (begin - first) / 1000, (end - first) / 1000
}

function is_clash(i, j) {
    return what[i] == "writes" && what[j] != "waits" && row[i] != row[j] &&
        from[i] < to[j] && from[j] < to[i]
}

END {
    for (i = 1; i <= NR; ++i) {
        show(i, what[i], from[i], to[i])
    }
    for (i = 1; i <= NR; ++i) {
        for (j = 1; j <= NR; ++j) {
            if (is_clash(i, j)) {
                begin = from[i] > from[j] ? from[i] : from[j]
                end = to[i] < to[j] ? to[i] : to[j]
                show(i, "clash", begin, end)
                show(j, "clash", begin, end)
            }
        }
    }
}
