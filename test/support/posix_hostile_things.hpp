// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_POSIX_HOSTILE_THINGS_HPP_INCLUDED
#define FILELOCK_TEST_POSIX_HOSTILE_THINGS_HPP_INCLUDED

/// What may be found where a soft lock has its files, and is not the lock's.

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

#include <filelock/error.hpp>
#include <filelock/lock_base.hpp>

#include "support/every_lock.hpp"
#include "support/expect.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace test
{

/// Those whose marker is a file.
using file_locks = std::tuple<link_kind, create_kind>;

/// Things that are no marker of any kind.
struct thing
{
    char const* what;
    std::function<void(path const& at)> make;
};

inline void make_socket(path const& at)
{
    int const made = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un name = {};
    name.sun_family = AF_UNIX;
    BOOST_REQUIRE(at.size() < sizeof name.sun_path);
    at.string().copy(name.sun_path, sizeof name.sun_path - 1);
    auto const* const address = reinterpret_cast<sockaddr const*>(&name);
    BOOST_REQUIRE(bind(made, address, sizeof name) == 0);
    close(made);
}

inline void make_fifo(path const& at)
{
    BOOST_REQUIRE(mkfifo(at.c_str(), 0666) == 0);
}

/// A directory with a file in it that is dear to somebody.
inline void make_home(path const& at)
{
    boost::filesystem::create_directory(at);
    write_bytes(at / "letters", std::string(5000, 'x'));
}

inline std::vector<thing> const neither_file_nor_directory = {
    {"link to a file",
     [](path const& at)
     {
         write_bytes(at.parent_path() / "precious", "data");
         boost::filesystem::create_symlink("precious", at);
     }},
    {"link to a directory",
     [](path const& at)
     {
         make_home(at.parent_path() / "home");
         boost::filesystem::create_symlink("home", at);
     }},
    {"link to an empty directory",
     [](path const& at)
     {
         boost::filesystem::create_directory(at.parent_path() / "empty");
         boost::filesystem::create_symlink("empty", at);
     }},
    {"dangling link",
     [](path const& at) { boost::filesystem::create_symlink("nothing", at); }},
    {"link to itself",
     [](path const& at) { boost::filesystem::create_symlink(at.filename(), at); }},
    {"FIFO", &make_fifo},
    {"socket", &make_socket}};

/// The lock is held by an owner who does not say who it is; finding that out blocks
/// nobody, and changes nothing.
inline void check_held_by_unknown(filelock::lock_base& lock,
                                  location where = location::here())
{
    worker another;
    another.run(
        [&]
        {
            expect(!lock.try_lock(), "held against writers", where);
            expect(!lock.try_lock_shared(), "held against readers", where);
            filelock::error_code ec;
            lock.acquire(std::chrono::milliseconds(20), ec);
            expect(ec == filelock::errc::lock_timeout,
                   "a wait times out: " + ec.message(), where);
            expect(lock.is_locked(), "locked", where);
            auto const owners = lock.owners();
            expect(owners.size() == 1 && owners.front().pid == 0, "one owner", where);
        },
        where);
}

inline void check_break(filelock::lock_base& lock, filelock::error_code const& expected,
                        location where = location::here())
{
    filelock::error_code ec;
    worker().run([&] { lock.break_lock(ec); }, where);
    BOOST_CHECK_MESSAGE(ec == expected, where << ": " << ec.message());
}

}  // namespace test

#endif
