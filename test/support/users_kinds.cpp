// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/users_kinds.hpp"

#include "support/peer_process.hpp"
#include "support/remote_lock.hpp"

namespace test
{

bool is_free_to_a_peer(std::string const& name, boost::filesystem::path const& lock_file,
                       filelock::lock_mode mode)
{
    peer_process independent;
    return remote_lock(independent, name, lock_file).try_lock(mode);
}

}  // namespace test
