// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What tells a wait to give up, without a wait.

#include <filelock/cancellation.hpp>

#define BOOST_TEST_MODULE cancel_source_test
#include <boost/test/unit_test.hpp>

using filelock::cancel_source;

BOOST_AUTO_TEST_CASE(copies_of_a_source_are_the_same_source)
{
    cancel_source source;
    cancel_source const copy = source;
    filelock::cancellation const from_it = copy;
    BOOST_TEST(!copy.cancelled());
    BOOST_TEST(!from_it.requested());
    source.cancel();
    source.cancel();
    BOOST_TEST(copy.cancelled());
    BOOST_TEST(from_it.requested());
}

BOOST_AUTO_TEST_CASE(cancellation_knows_what_it_is_made_from)
{
    filelock::cancellation const none;
    BOOST_TEST(!none.possible());
    BOOST_TEST(!none.requested());
    filelock::cancellation const source = cancel_source();
    BOOST_TEST(source.possible());
    BOOST_TEST(!source.must_be_asked());
    filelock::cancellation const callable([] { return true; });
    BOOST_TEST(callable.possible());
    BOOST_TEST(callable.must_be_asked());
    BOOST_TEST(callable.requested());
}

BOOST_AUTO_TEST_CASE(subscription_is_called_once_while_it_lives)
{
    cancel_source source;
    int calls = 0;
    {
        filelock::cancellation::subscription const gone(source, [&] { calls += 100; });
    }
    filelock::cancellation::subscription const here(source, [&] { ++calls; });
    source.cancel();
    source.cancel();
    BOOST_TEST(calls == 1);
    filelock::cancellation::subscription const late(source, [&] { ++calls; });
    BOOST_TEST(calls == 2);
}
