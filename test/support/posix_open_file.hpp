// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_POSIX_OPEN_FILE_HPP_INCLUDED
#define FILELOCK_TEST_POSIX_OPEN_FILE_HPP_INCLUDED

#include <fcntl.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include <filelock/lock_mode.hpp>

#include "support/location.hpp"
#include "support/program.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

using filelock::lock_mode;

/// A file that is open once, under a descriptor of its own.
class open_file
{
public:
    explicit open_file(path const& name, int flags = O_CLOEXEC)
        : descriptor_(open(name.c_str(), O_RDWR | O_CREAT | flags, 0666))
    {
        BOOST_REQUIRE(descriptor_ != -1);
    }

    ~open_file() { close(); }
    open_file(open_file const&) = delete;
    open_file& operator=(open_file const&) = delete;

    int handle() const { return descriptor_; }

    void close()
    {
        if (descriptor_ != -1)
        {
            ::close(descriptor_);
        }
        descriptor_ = -1;
    }

private:
    int descriptor_;
};

/// Whether a process that has nothing to do with this one could lock the file: flock(1),
/// of util-linux.
inline bool lets_in(path const& file, lock_mode mode = lock_mode::exclusive,
                    location where = location::here())
{
    char const* const how = mode == lock_mode::shared ? "--shared" : "--exclusive";
    program visitor({"flock", "--nonblock", how, file.string(), "true"});
    program_end const end = visitor.wait();
    BOOST_REQUIRE_MESSAGE(end == exited(0) || end == exited(1),
                          where << ": flock(1) of util-linux: " << end);
    return end == exited(0);
}

/// One file, open twice.
struct opened_twice : in_directory
{
    open_file first{target};
    open_file second{target};

    bool lets_in(lock_mode mode = lock_mode::exclusive,
                 location where = location::here()) const
    {
        return test::lets_in(target, mode, where);
    }
};

}  // namespace test

#endif
