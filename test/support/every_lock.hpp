// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_EVERY_LOCK_HPP_INCLUDED
#define FILELOCK_TEST_EVERY_LOCK_HPP_INCLUDED

/// The locks that the suites of what holds for all of them run over: a new kind of lock
/// is one more struct here, and one line in every_lock.cpp, which gives it to the suites
/// and to the peers.

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/filesystem/operations.hpp>
#include <boost/filesystem/path.hpp>

#include <filelock/create_lock.hpp>
#include <filelock/custom_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>
#include <filelock/options.hpp>

#include "support/abilities.hpp"
#include "support/peer_process.hpp"
#include "support/remote_lock.hpp"
#include "support/shared_memory_scheme.hpp"

namespace test
{

/// The library's own, which are made alike.
template <class Lock>
struct built_in_kind
{
    using lock = Lock;

    static lock make(boost::filesystem::path const& target, filelock::options how = {})
    {
        return lock(target, std::move(how));
    }
};

struct hard_kind : built_in_kind<filelock::hard_lock>
{
    /// What a peer calls it.
    static constexpr char const* name = "hard";

    /// Whether a waiting writer keeps readers from becoming writers.
    static constexpr bool writers_wait_at_a_gate = false;
    static constexpr char const* scheme_name = "hard";

    /// Whether it is kept by names in the file system: these outlive their maker, also
    /// when that becomes another program, and may be broken while it lives.
    static constexpr bool is_soft = false;

    /// Whether others see from here that a killed holder is dead.
    static bool proves_death(filelock::lock_mode) { return true; }

    /// Whether the process that has it is known, without a record.
    static bool names_holders() { return can_name_hard_holders(); }

    /// Whether its only reader can become its writer.
    static bool can_upgrade() { return can_upgrade_hard_locks(); }

    /// Whether nobody holds it against that mode, asked without this process's objects.
    static bool is_free(boost::filesystem::path const& lock_file,
                        filelock::lock_mode mode = filelock::lock_mode::exclusive,
                        location where = location::here())
    {
        return test::is_free(lock_file, mode, where);
    }
};

template <class Lock>
struct soft_kind : built_in_kind<Lock>
{
    static constexpr bool writers_wait_at_a_gate = true;
    static constexpr bool is_soft = true;

    static bool proves_death(filelock::lock_mode) { return can_prove_deaths(); }
    static bool names_holders() { return true; }
    static bool can_upgrade() { return true; }

    /// By what is on disk.
    static bool is_free(boost::filesystem::path const& lock_file,
                        filelock::lock_mode mode = filelock::lock_mode::exclusive)
    {
        namespace fs = boost::filesystem;
        fs::path readers = lock_file;
        readers += ".readers";
        boost::system::error_code missing;
        bool const has_marker = fs::exists(fs::symlink_status(lock_file));
        bool const has_readers = !fs::is_empty(readers, missing) && !missing;
        return !has_marker && (mode == filelock::lock_mode::shared || !has_readers);
    }
};

struct link_kind : soft_kind<filelock::link_lock>
{
    static constexpr char const* name = "link";
    static constexpr char const* scheme_name = "link";
};

struct mkdir_kind : soft_kind<filelock::mkdir_lock>
{
    static constexpr char const* name = "mkdir";
    static constexpr char const* scheme_name = "mkdir";
};

struct create_kind : soft_kind<filelock::create_lock>
{
    static constexpr char const* name = "create";
    static constexpr char const* scheme_name = "create";

    /// Its marker, unlike its readers' entries, names no pid namespace.
    static bool proves_death(filelock::lock_mode mode)
    {
        return can_prove_deaths()
            && (mode == filelock::lock_mode::shared || sees_every_process());
    }
};

/// Where a lock is kept by default, for schemes that are not told.
boost::filesystem::path lock_path_of(boost::filesystem::path const& target,
                                     filelock::options const& how);

struct custom_kind
{
    using lock = filelock::custom_lock;

    static constexpr char const* name = "custom";
    static constexpr char const* scheme_name = "shared memory";
    static constexpr bool writers_wait_at_a_gate = false;

    static lock make(boost::filesystem::path const& target, filelock::options how = {})
    {
        auto const file = lock_path_of(target, how);
        return lock(target, std::make_unique<shared_memory_scheme>(file), std::move(how));
    }
};

using soft_locks = std::tuple<link_kind, mkdir_kind, create_kind>;
using built_in_locks = std::tuple<hard_kind, link_kind, mkdir_kind, create_kind>;
using every_lock = std::tuple<hard_kind, link_kind, mkdir_kind, create_kind, custom_kind>;

/// A lock of any kind, so that a suite is compiled once for all of them: what makes one
/// kind different from another is inside a lock_base, which moves.
class some_lock : public filelock::lock_base
{
public:
    /// Precondition: `made`, which is used up, is not held.
    explicit some_lock(filelock::lock_base&& made) : lock_base(std::move(made)) {}

    some_lock(some_lock&&) noexcept = default;
    some_lock& operator=(some_lock&&) noexcept = default;
};

/// What a suite has to know of a kind; see the structs above.
struct kind
{
    std::string name;
    std::string scheme_name;
    bool is_soft = false;
    bool writers_wait_at_a_gate = false;

    /// Whether who waits keeps out all who come later, also such as would not be in its
    /// way.
    bool keeps_an_order = false;

    /// Whether a thread may take again what it has.
    bool is_recursive = false;

    bool names_holders = true;
    bool can_upgrade = true;

    std::function<some_lock(boost::filesystem::path const&, filelock::options const&)>
        maker;
    std::function<bool(filelock::lock_mode)> proves_death;
    std::function<bool(boost::filesystem::path const&, filelock::lock_mode)> free_test;

    some_lock make(boost::filesystem::path const& target,
                   filelock::options const& how = {}) const
    {
        return maker(target, how);
    }

    /// Whose process others are told to have it.
    std::int64_t pid_shown_of(peer_process const& holder) const
    {
        return names_holders ? holder.pid() : 0;
    }

    bool is_free(boost::filesystem::path const& lock_file,
                 filelock::lock_mode mode = filelock::lock_mode::exclusive) const
    {
        return free_test(lock_file, mode);
    }
};

std::ostream& operator<<(std::ostream& out, kind const& which);

/// All of them, those of users' own schemes too.
std::vector<kind> const& all_kinds();

/// Those that the library brings: their crashes, waits and messages are its business.
std::vector<kind> const& library_kinds();

/// Those of them whose threads cannot take again what they have.
std::vector<kind> const& kinds_that_lock_once();

/// Those of all whose only reader can become their writer, and the others.
std::vector<kind> const& kinds_that_upgrade();
std::vector<kind> const& kinds_that_do_not_upgrade();

/// Those that may be broken while their holder lives.
std::vector<kind> const& soft_kinds();

/// Those that may not.
std::vector<kind> const& unbreakable_kinds();

/// The one of that name; null if there is none.
kind const* find_kind(std::string const& name);

}  // namespace test

#endif
