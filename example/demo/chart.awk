# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# Draws the rows of rows.awk as text, 80 columns wide. A column is one moment out of its span of
# time, so that what stands in one column really was at the same time.

BEGIN {
    width = 48
    mark["waits"] = "."
    mark["reads"] = "r"
    mark["writes"] = "W"
    mark["clash"] = "!"
}

{
    what[NR] = $2
    row[NR] = $1
    from[NR] = $3
    to[NR] = $4
    if ($4 > last) {
        last = $4
    }
    if ($2 == "reads" || $2 == "writes") {
        visits[$1]++
        held[$1] += $4 - $3
    }
}

# While the shortest visit lasts, which no other moment would show.
function moment_of(begin, end,    i, a, b, is_visit, shortest, middle) {
    middle = (begin + end) / 2
    for (i = 1; i <= NR; ++i) {
        a = from[i] > begin ? from[i] : begin
        b = to[i] < end ? to[i] : end
        is_visit = what[i] == "reads" || what[i] == "writes"
        if (is_visit && a < b && (!shortest || to[i] - from[i] < shortest)) {
            shortest = to[i] - from[i]
            middle = (a + b) / 2
        }
    }
    return middle
}

function cell(r, when,    i, seen) {
    seen = " "
    for (i = 1; i <= NR; ++i) {
        # Clashes come last, after what they are a part of.
        if (row[i] == r && from[i] <= when && when < to[i]) {
            seen = mark[what[i]]
        }
    }
    return seen
}

END {
    for (c = 0; c < width; ++c) {
        moment[c] = moment_of(c / width * last, (c + 1) / width * last)
    }
    for (r = 7; r >= 1; --r) {
        line = ""
        for (c = 0; c < width; ++c) {
            line = line cell(r, moment[c])
        }
        is_writer = r > 3
        name = is_writer ? "writer " (8 - r) : "reader " (4 - r)
        printf "  %s |%s|%3d times%6.0f ms\n", name, line, visits[r], held[r]
    }
    scale = sprintf("%.0f ms", last)
    printf "            0%" (width - 1) "s\n", scale
}
