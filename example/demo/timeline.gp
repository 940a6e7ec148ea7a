# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# Draws who did what when: gnuplot -c timeline.gp PICTURE ABOVE TITLE BELOW TITLE
# The data: row, what, from, to (ms), where an overlap is a `clash`.

picture = ARG1

# One scale for both: that they take turns costs time, and this shows how much.
stats ARG2 using 4 name "above" nooutput
stats ARG4 using 4 name "below" nooutput
set xrange [0:(above_max > below_max ? above_max : below_max) * 1.01]

set terminal svg size 1080,680 font "Helvetica,14" rounded background "#ffffff" noenhanced
set output picture

set style line 1 lc rgb "#d9dee4"   # waits
set style line 2 lc rgb "#3b7a9e"   # writes
set style line 3 lc rgb "#8fbf9f"   # reads
set style line 4 lc rgb "#d1495b"   # clashes
set style fill solid 1.0 noborder

set border 1 lc rgb "#9aa3ad"
set tics nomirror scale 0.5 textcolor rgb "#48525c"
set ytics ("writer 1" 7, "writer 2" 6, "writer 3" 5, "writer 4" 4, \
           "reader 1" 3, "reader 2" 2, "reader 3" 1)
set yrange [0.4:7.6]
set grid x lc rgb "#eceff2"

of(what, value) = strcol(2) eq what ? value : NaN

set multiplot layout 2,1 margins 0.09,0.97,0.14,0.92 spacing 0,0.14
do for [panel = 0:1] {
    data = panel == 0 ? ARG2 : ARG4
    set title (panel == 0 ? ARG3 : ARG5) font ",17" textcolor rgb "#1f2933" offset 0,0.3
    set xlabel (panel == 1 ? "milliseconds" : "") textcolor rgb "#48525c" offset 0,0.4
    if (panel == 1) {
        set key at screen 0.53,0.035 center horizontal samplen 1.2 width -5 maxrows 1 textcolor rgb "#48525c"
    } else {
        unset key
    }
    thin = 0.10
    thick = 0.36
    plot data using (of("waits", ($3+$4)/2)):1:3:4:($1-thin):($1+thin) with boxxyerror ls 1 title "waits", \
         data using (of("writes", ($3+$4)/2)):1:3:4:($1-thick):($1+thick) with boxxyerror ls 2 title "writes (alone)", \
         data using (of("reads", ($3+$4)/2)):1:3:4:($1-thick):($1+thick) with boxxyerror ls 3 title "reads (with other readers)", \
         data using (of("clash", ($3+$4)/2)):1:3:4:($1-thick):($1+thick) with boxxyerror ls 4 title "somebody writes, and is not alone"
}
unset multiplot
