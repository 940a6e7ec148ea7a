// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_BOOST_NEIGHBOURS_HPP_INCLUDED
#define FILELOCK_TEST_BOOST_NEIGHBOURS_HPP_INCLUDED

#include <boost/date_time/posix_time/posix_time.hpp>
#include <boost/interprocess/exceptions.hpp>

#include <filelock/lock_mode.hpp>

#include "support/peer_process.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

using filelock::lock_mode;

/// The user's own file, and two processes with Boost's lock on it.
struct data_file : in_directory
{
    data_file() { write_bytes(data, "precious"); }

    path const data = directory / "data";
    peer_process first;
    peer_process second;

    remote_lock boost_lock() { return {first, "boost", data}; }

    bool lets_in(lock_mode mode)
    {
        remote_lock visitor(second, "boost", data);
        bool const let_in = visitor.try_lock(mode);
        if (let_in)
        {
            visitor.release();
        }
        return let_in;
    }
};

inline boost::posix_time::ptime in_milliseconds(int count)
{
    return boost::posix_time::microsec_clock::universal_time()
        + boost::posix_time::milliseconds(count);
}

/// The system's number in the exception that `what` throws; zero if it throws none.
template <class Function>
int native_error_of(Function what)
{
    try
    {
        what();
    }
    catch (boost::interprocess::interprocess_exception const& e)
    {
        return e.get_native_error();
    }
    return 0;
}

}  // namespace test

#endif
