// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_scene.hpp"

#include <signal.h>

#include <algorithm>

#include <boost/filesystem/operations.hpp>

#include "support/every_lock.hpp"
#include "support/expect.hpp"

namespace test
{

using filelock::lock_mode;

void fault_scene::add_dead(lock_mode mode, int holds)
{
    for (int i = 0; i < holds; ++i)
    {
        fault_process(
            [&]
            {
                auto const lock = make();
                mode == lock_mode::shared ? lock->lock_shared() : lock->lock();
                raise(SIGKILL);
            })
            .wait();
    }
}

void fault_scene::add_nameless()
{
    has_nameless_ = true;
    if (make()->scheme_name() == std::string(mkdir_kind::scheme_name))
    {
        boost::filesystem::create_directory(place.lock_file);
    }
    else
    {
        write_bytes(place.lock_file, "");
    }
}

void fault_scene::add_living(lock_mode mode)
{
    living_ = std::make_unique<neighbour>();
    baton taken;
    living_->process = std::make_unique<fault_process>(
        [&]
        {
            auto const lock = make();
            judged_lock judged(*lock, judge, neighbour_seat);
            expect(judged.take(mode), "a free lock");
            taken.pass();
            living_->told.take();
            judged.give_back();
            living_->left.pass();
            living_->left.pass();
            living_->dismissed.take();
        });
    taken.take();
}

void fault_scene::have_living_leave()
{
    living_->told.pass();
    living_->left.take();
}

void fault_scene::dismiss_living()
{
    living_->dismissed.pass();
    living_->process->wait();
    living_.reset();
}

bool fault_scene::has_entry(std::string const& part_of_name) const
{
    auto const found = place.directory.entries();
    return std::any_of(found.begin(), found.end(),
                       [&](std::string const& each)
                       { return each.find(part_of_name) != each.npos; });
}

}  // namespace test
