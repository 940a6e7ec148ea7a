// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_EVERY_LOCK_HPP_INCLUDED
#define FILELOCK_TEST_EVERY_LOCK_HPP_INCLUDED

/// The locks that the suites of what holds for all of them run over: a new kind of lock
/// is one more struct here, one word in every_lock, and one case in make_peer_lock().

#include <memory>
#include <tuple>
#include <utility>

#include <boost/filesystem/operations.hpp>
#include <boost/filesystem/path.hpp>

#include <filelock/create_lock.hpp>
#include <filelock/custom_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/mkdir_lock.hpp>
#include <filelock/options.hpp>

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

    static bool proves_death(filelock::lock_mode) { return true; }

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

    /// Its marker, unlike its readers' entries, names no pid namespace: from another than
    /// the initial one, which has this number on every Linux, a death stays unknown.
    static bool proves_death(filelock::lock_mode mode)
    {
        boost::system::error_code unreadable;
        return mode == filelock::lock_mode::shared
            || boost::filesystem::read_symlink("/proc/self/ns/pid", unreadable)
            == "pid:[4026531836]";
    }
};

struct custom_kind
{
    using lock = filelock::custom_lock;

    static constexpr char const* name = "custom";
    static constexpr char const* scheme_name = "shared memory";
    static constexpr bool writers_wait_at_a_gate = false;

    static lock make(boost::filesystem::path const& target, filelock::options how = {})
    {
        boost::filesystem::path file = how.lock_path;
        if (file.empty())
        {
            file = target;
            file += ".lock";
        }
        return lock(target, std::make_unique<shared_memory_scheme>(file), std::move(how));
    }
};

using soft_locks = std::tuple<link_kind, mkdir_kind, create_kind>;
using built_in_locks = std::tuple<hard_kind, link_kind, mkdir_kind, create_kind>;
using every_lock = std::tuple<hard_kind, link_kind, mkdir_kind, create_kind, custom_kind>;

}  // namespace test

#endif
