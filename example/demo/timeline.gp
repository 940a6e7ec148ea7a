# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# Draws what rows.awk prints, two runs one above the other:
#     gnuplot -c timeline.gp PICTURE TITLE ABOVE TITLE_ABOVE BELOW TITLE_BELOW

picture = ARG1
rows(panel) = panel == 1 ? ARG3 : ARG5
title_of(panel) = panel == 1 ? ARG4 : ARG6

ink = "#1f2933"
pale_ink = "#52606d"
writes = "#35739b"
writer_waits = "#bcd3e3"
reads = "#5fa77c"
reader_waits = "#c5e0cf"
clash = "#d64550"

set terminal svg size 1120,740 font "Helvetica,14" background "#ffffff" noenhanced
set output picture

# Each run has a scale of its own: the one that loses words has less to write, and so says
# nothing about what taking turns costs.
stats ARG3 using 4 name "above" nooutput
stats ARG5 using 4 name "below" nooutput

set style fill solid 1.0 noborder
set border 0
set tics nomirror scale 0 textcolor rgb pale_ink
set grid xtics ytics lt 1 lw 1 lc rgb "#e8ecf0"
set yrange [0.4:7.6]
set ytics ("writer 1" 7, "writer 2" 6, "writer 3" 5, "writer 4" 4, \
           "reader 1" 3, "reader 2" 2, "reader 3" 1)
set format x "%g ms"
unset key

set label 1 ARG2 at screen 0.085,0.960 font ",20" textcolor rgb ink

# The legend, a row of samples: gnuplot's own would put them in columns of equal width.
legend_y = 0.905
set style rectangle fs solid noborder
set object 1 rectangle at screen 0.093,legend_y size screen 0.016,0.024 fc rgb writes
set label 11 "writes" at screen 0.107,legend_y textcolor rgb pale_ink
set object 2 rectangle at screen 0.191,legend_y size screen 0.016,0.024 fc rgb reads
set label 12 "reads" at screen 0.205,legend_y textcolor rgb pale_ink
set object 3 rectangle at screen 0.286,legend_y size screen 0.020,0.007 fc rgb writer_waits
set object 4 rectangle at screen 0.306,legend_y size screen 0.020,0.007 fc rgb reader_waits
set label 13 "waits for the lock" at screen 0.322,legend_y textcolor rgb pale_ink
set object 5 rectangle at screen 0.492,legend_y size screen 0.016,0.024 fc rgb clash
set label 14 "somebody writes, and is not alone" at screen 0.506,legend_y textcolor rgb pale_ink

# A box around the row's height `y`, if the row is one of `what` done by a writer (or not).
is_writer(y) = y > 3
only(what, shown) = strcol(2) eq what && shown ? ($3 + $4) / 2 : NaN
thin = 0.07
thick = 0.34

set multiplot layout 2,1 margins 0.085,0.970,0.055,0.81 spacing 0,0.135
do for [panel = 1:2] {
    set label 20 title_of(panel) at graph 0,1.09 font ",16" textcolor rgb ink
    set xrange [0:(panel == 1 ? above_max : below_max) * 1.005]
    plot rows(panel) using (only("waits", is_writer($1))):1:3:4:($1-thin):($1+thin) \
             with boxxyerror lc rgb writer_waits, \
         "" using (only("waits", !is_writer($1))):1:3:4:($1-thin):($1+thin) \
             with boxxyerror lc rgb reader_waits, \
         "" using (only("writes", 1)):1:3:4:($1-thick):($1+thick) \
             with boxxyerror lc rgb writes, \
         "" using (only("reads", 1)):1:3:4:($1-thick):($1+thick) \
             with boxxyerror lc rgb reads, \
         "" using (only("clash", 1)):1:3:4:($1-thick):($1+thick) \
             with boxxyerror lc rgb clash
    # The title and the legend are drawn once.
    unset label
    unset object
}
unset multiplot
