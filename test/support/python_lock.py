# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

"""A lock of Python's, as told over the standard input: python_lock.py KIND TARGET

One command a line, one answer a line. The lock is kept in TARGET.lock. KIND names the lock
of ours that is like it: link and mkdir are the package lockfile's, create is filelock's.
"""

import os
import socket
import sys

import filelock
import lockfile.linklockfile
import lockfile.mkdirlockfile


class OfLockfile:
    """LinkLockFile or MkdirLockFile."""

    def __init__(self, lock):
        self.lock = lock

    def take(self, timeout):
        try:
            self.lock.acquire(timeout)
        except (lockfile.AlreadyLocked, lockfile.LockTimeout):
            return "busy"
        return "taken"

    def release(self):
        try:
            self.lock.release()
        except lockfile.UnlockError as error:
            return type(error).__name__
        return "ok"

    def locked(self):
        return "yes" if self.lock.is_locked() else "no"

    def break_it(self):
        self.lock.break_lock()
        return "ok"


class OfFilelock:
    """SoftFileLock, which breaks nobody's lock: users do that with rm."""

    def __init__(self, path):
        self.path = path
        self.lock = filelock.SoftFileLock(path)

    def take(self, timeout):
        try:
            self.lock.acquire(timeout)
        except filelock.Timeout:
            return "busy"
        return "taken"

    def release(self):
        self.lock.release()
        return "ok"

    def locked(self):
        return "yes" if os.path.exists(self.path) else "no"

    def break_it(self):
        os.remove(self.path)
        return "ok"


def start_of(pid):
    """What versions from 3.30 on write for a process's start on Linux."""
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        boot = int(file.read().replace("-", ""), base=16)
    with open("/proc/%s/stat" % pid, "rb") as file:
        return boot * 2**64 + int(file.read().rpartition(b")")[2].split()[19])


def record_of(pid, lines):
    """The record of that process, of so many lines: 2 is that of older versions."""
    return "".join("%s\n" % line for line in (pid, socket.gethostname(), start_of(pid))[:lines])


def write_record(path, lines):
    """What a version does that writes records; the one installed may not."""
    with open(path, "x", encoding="ascii") as file:
        file.write(record_of(os.getpid(), lines))
    return str(os.getpid())


def main():
    kind, target = sys.argv[1:]
    path = target + ".lock"
    if kind == "link":
        lock = OfLockfile(lockfile.linklockfile.LinkLockFile(target))
    elif kind == "mkdir":
        lock = OfLockfile(lockfile.mkdirlockfile.MkdirLockFile(target))
    else:
        lock = OfFilelock(path)
    commands = {
        "try": lambda: lock.take(0),
        "wait": lambda: lock.take(25),
        "release": lock.release,
        "locked": lock.locked,
        "break": lock.break_it,
        "record": lambda pid: repr(record_of(int(pid), 3)),
        "write": lambda lines: write_record(path, int(lines)),
    }
    for line in sys.stdin:
        verb, *arguments = line.split()
        print(commands[verb](*arguments), flush=True)


main()
