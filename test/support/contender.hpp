// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_CONTENDER_HPP_INCLUDED
#define FILELOCK_TEST_CONTENDER_HPP_INCLUDED

#include <string>

#include "support/peer_lock.hpp"
#include "support/referee.hpp"

namespace test
{

/// Takes the lock `rounds` times in ways that the seed decides: in both modes; at once,
/// for a moment, for as long as it takes; with conversions now and then. Tells the
/// referee. Returns "ok", or what the lock has answered that it must not.
std::string contend(peer_lock& lock, referee& judge, int rounds, unsigned seed);

}  // namespace test

#endif
