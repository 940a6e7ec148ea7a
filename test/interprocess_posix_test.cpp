// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The two file_lock types where POSIX has a say.

#include <filelock/interprocess.hpp>

#define BOOST_TEST_MODULE interprocess_posix_test
#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tuple>

#include <boost/filesystem/operations.hpp>
#include <boost/interprocess/sync/file_lock.hpp>

#include "support/expect.hpp"
#include "support/posix_child.hpp"
#include "support/remote_lock.hpp"
#include "support/temporary_directory.hpp"
#include "support/worker.hpp"

namespace
{

using namespace test;
namespace bi = boost::interprocess;
namespace fs = boost::filesystem;
using ours = filelock::interprocess::file_lock;

using both_types = std::tuple<bi::file_lock, ours>;

template <class Lock>
int error_of_opening(path const& file)
{
    try
    {
        Lock lock(file.c_str());
    }
    catch (bi::interprocess_exception const& e)
    {
        return e.get_native_error();
    }
    return 0;
}

struct data_file : in_directory
{
    data_file() { write_bytes(data, "precious"); }

    path const data = directory / "data";
};

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(file_that_may_not_be_written_is_permission_denied, Lock,
                              both_types)
{
    data_file here;
    fs::permissions(here.data, fs::owner_read | fs::others_read);
    as_unprivileged(
        [&]
        { expect(error_of_opening<Lock>(here.data) == EACCES, "permission denied"); });
}

BOOST_FIXTURE_TEST_SUITE(interprocess_posix, data_file)

BOOST_AUTO_TEST_CASE(fifo_is_refused_and_not_blocked_on)
{
    path const fifo = directory / "fifo";
    BOOST_REQUIRE(mkfifo(fifo.c_str(), 0666) == 0);
    worker thread;
    BOOST_TEST(thread.run([&] { return error_of_opening<ours>(fifo); }) != 0);
    BOOST_TEST(thread.run([&] { return error_of_opening<ours>("/dev/null"); }) != 0);
}

BOOST_AUTO_TEST_CASE(forked_child_holds_nothing)
{
    ours lock(data.c_str());
    lock.lock();
    in_child(
        [&]
        {
            expect(!lock.try_lock_sharable(), "held by the parent");
            ours const other(data.c_str());
        });
    BOOST_TEST(!is_free(data));
    lock.unlock();
    in_child([&] { expect(lock.try_lock(), "locked"); });
}

BOOST_AUTO_TEST_CASE(killed_holder_s_lock_is_free)
{
    peer_process peer;
    remote_lock(peer, "interprocess", data).lock();
    ours lock(data.c_str());
    BOOST_TEST(!lock.try_lock());
    peer.kill();
    BOOST_TEST(lock.try_lock());
}

/// Not wanted, but POSIX says so, and the documentation, too.
BOOST_AUTO_TEST_CASE(own_close_of_the_file_drops_the_lock)
{
    ours lock(data.c_str());
    lock.lock();
    close(open(data.c_str(), O_RDONLY));
    BOOST_TEST(is_free(data));
}

BOOST_AUTO_TEST_SUITE_END()
