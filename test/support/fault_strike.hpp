// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FAULT_STRIKE_HPP_INCLUDED
#define FILELOCK_TEST_FAULT_STRIKE_HPP_INCLUDED

#include <functional>
#include <memory>
#include <string>

#include "support/every_lock.hpp"
#include "support/fault_calls.hpp"
#include "support/fault_process.hpp"
#include "support/fault_scene.hpp"
#include "support/fault_sequences.hpp"

namespace test
{

/// A victim that has been struck in a sequence, or has come to its end.
class strike
{
public:
    strike(fault_scene::kind_maker make, sequence const& what, fault how, int at);

    bool is_struck() const noexcept { return outcome_ != fault_process::news::ended; }

    fault_scene scene;
    fault_plan plan;
    std::unique_ptr<fault_process> victim;

private:
    void suffer(sequence const& what);

    fault_process::news outcome_;
};

/// Strikes before each operation of each sequence, and checks what has become of it.
void strike_everywhere(fault_scene::kind_maker make, fault how,
                       std::function<void(strike&, sequence const&)> const& check);

/// Takes the lock, which can be had, and gives it back.
void hold_once(fault_scene& scene, filelock::options const& how, int seat);

/// Two take the lock at the same time, as whatever is there lets them, once the living
/// have left.
void check_recovery(fault_scene& scene, filelock::options const& how = {});

/// After break_lock() there is nothing but, perhaps, the guard of one who was killed with
/// it. The next breaker uses it, and removes it.
void check_that_nothing_is_left(fault_scene& scene);

/// Only a process of the initial pid namespace can prove that the owner of a create lock
/// is dead: says whether this one is, and if not that this is not checked.
bool can_prove_death(std::string const& kind);

template <class Kind>
std::shared_ptr<filelock::marker_lock> make_lock(path const& target,
                                                 filelock::options const& how)
{
    return std::make_shared<typename Kind::lock>(target, how);
}

}  // namespace test

#endif
