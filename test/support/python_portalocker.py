# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

"""portalocker's lock, as told over the standard input: python_portalocker.py FILE

One command a line, one answer a line: try MODE, wait MODE, unlock. MODE is one of the names
of portalocker's flags, SHARED and EXCLUSIVE.
"""

import sys

import portalocker


def take(file, flags):
    try:
        portalocker.lock(file, flags)
    except portalocker.exceptions.BaseLockException:
        return "busy"
    return "taken"


def main():
    with open(sys.argv[1], "r+b") as file:
        for line in sys.stdin:
            verb, *mode = line.split()
            if verb == "unlock":
                portalocker.unlock(file)
                answer = "ok"
            else:
                flags = portalocker.LockFlags[mode[0]]
                if verb == "try":
                    flags |= portalocker.LockFlags.NON_BLOCKING
                answer = take(file, flags)
            print(answer, flush=True)


main()
