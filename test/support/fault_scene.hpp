// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FAULT_SCENE_HPP_INCLUDED
#define FILELOCK_TEST_FAULT_SCENE_HPP_INCLUDED

#include <memory>
#include <string>

#include <filelock/marker_lock.hpp>
#include <filelock/options.hpp>

#include "support/fault_process.hpp"
#include "support/fault_referee.hpp"
#include "support/posix_child.hpp"
#include "support/temporary_directory.hpp"

namespace test
{

/// A directory with a soft lock, those around the one who is going to be struck, and the
/// referee who sees them all. The test's own process has seat 0.
class fault_scene
{
public:
    static constexpr int own_seat = 0;
    static constexpr int victim_seat = 1;
    static constexpr int rival_seat = 2;
    static constexpr int neighbour_seat = 3;

    using kind_maker =
        std::shared_ptr<filelock::marker_lock> (*)(path const&, filelock::options const&);

    explicit fault_scene(kind_maker maker) : make_(maker) {}

    std::shared_ptr<filelock::marker_lock> make(filelock::options const& how = {}) const
    {
        return make_(place.target, how);
    }

    /// Somebody takes the lock, several times if shared, and is killed with it.
    void add_dead(filelock::lock_mode mode, int holds = 1);

    /// A program of another kind takes the lock, and does not say who it is.
    void add_nameless();
    bool has_nameless() const noexcept { return has_nameless_; }

    /// Somebody takes the lock and lives on. Told to leave, it gives the lock back, and
    /// goes on living until it is dismissed.
    void add_living(filelock::lock_mode mode);
    bool has_living() const noexcept { return living_ != nullptr; }

    /// Has it leave. The victim may do that, and the test; each once.
    void have_living_leave();

    /// Everything must have been well with it.
    void dismiss_living();

    bool has_entry(std::string const& part_of_name) const;

    in_directory const place;
    fault_referee judge;

private:
    struct neighbour
    {
        baton told;
        baton left;
        baton dismissed;
        std::unique_ptr<fault_process> process;
    };

    kind_maker const make_;
    std::unique_ptr<neighbour> living_;
    bool has_nameless_ = false;
};

}  // namespace test

#endif
