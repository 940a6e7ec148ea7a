// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Fair locks of which kinds there may be, and what they keep of their kind.

#include <filelock/fair_lock.hpp>

#define BOOST_TEST_MODULE fair_kinds_test
#include <boost/test/unit_test.hpp>

#include <memory>

#include <filelock/any_lock.hpp>
#include <filelock/custom_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>

#include "support/abilities.hpp"
#include "support/remote_lock.hpp"
#include "support/shared_memory_scheme.hpp"
#include "support/temporary_directory.hpp"
#include "support/watch.hpp"

namespace
{

using namespace test;
using namespace std::chrono_literals;
using filelock::fair_lock;

filelock::options kept_in(path const& file)
{
    filelock::options how;
    how.lock_path = file;
    return how;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(lock_beside_a_passing_process_is_broken_without_complaint,
                        in_directory)
{
    fair_lock<filelock::hard_lock> lock(target);
    filelock::hard_lock gate(target, kept_in(directory / "target.lock.gate"));
    filelock::hard_lock plain(target);
    gate.lock();
    BOOST_CHECK_NO_THROW(lock.break_lock());
    plain.lock();
    BOOST_CHECK_THROW(lock.break_lock(), filelock::lock_failed);
}

BOOST_FIXTURE_TEST_CASE(leftovers_are_those_of_the_gate_too, in_directory,
                        *boost::unit_test::precondition(deaths_are_proved))
{
    fair_lock<filelock::link_lock> lock(target);
    {
        peer_process peer;
        remote_lock gate(peer, "link", directory / "target.lock.gate");
        gate.lock();
        gate.release();
    }
    BOOST_TEST(filelock::link_lock(target).leftovers().empty());
    BOOST_TEST(lock.leftovers().size() == 1);
    BOOST_TEST(lock.remove_leftovers().size() == 1);
    BOOST_TEST(directory.entries().empty());
}

BOOST_FIXTURE_TEST_CASE(what_only_a_kind_has_is_there, in_directory)
{
    filelock::options how;
    how.record_owner = true;
    fair_lock<filelock::hard_lock> lock(target, how);
    {
        peer_process peer;
        remote_lock(peer, "hard", lock_file, "record").lock();
    }
    lock.lock();
    BOOST_TEST(lock.previous_owner_died());
    BOOST_TEST(bytes_of(directory / "target.lock.gate").empty());
}

BOOST_FIXTURE_TEST_CASE(scheme_may_be_chosen_by_name, in_directory)
{
    fair_lock<filelock::any_lock> lock("mkdir", target);
    BOOST_TEST(lock.scheme_name() == "mkdir");
    lock.lock();
    BOOST_TEST(!filelock::make_lock("mkdir", target).try_lock());
}

BOOST_FIXTURE_TEST_CASE(any_two_locks_of_one_type_are_a_lock_and_its_gate, in_directory)
{
    auto const make = [](path const& file)
    {
        return filelock::custom_lock(file, std::make_unique<shared_memory_scheme>(file),
                                     kept_in(file));
    };
    path const gate_file = directory / "elsewhere";
    fair_lock<filelock::custom_lock> lock(make(lock_file), make(gate_file));
    BOOST_TEST(lock.lock_path() == lock_file);
    lock.lock();
    auto gate = make(gate_file);
    BOOST_TEST(!make(lock_file).try_lock());
    BOOST_TEST(gate.try_lock());
    lock.unlock();
    auto const is_kept_out = [&]
    {
        bool const let_in = lock.try_lock();
        if (let_in)
        {
            lock.unlock();
        }
        return !let_in;
    };
    eventually(is_kept_out);
}
