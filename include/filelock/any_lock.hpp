// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_ANY_LOCK_HPP_INCLUDED
#define FILELOCK_ANY_LOCK_HPP_INCLUDED

#include <memory>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>
#include <filelock/scheme.hpp>

namespace filelock
{

/// A lock whose scheme is chosen at run time, by name: "hard", "link", "mkdir" or
/// "create", as scheme_name() says it, or one that register_scheme() has made known. It
/// is the lock that the class of that name is, less what only that class has.
class FILELOCK_DECL any_lock : public lock_base
{
public:
    /// A lock for `target`, kept in `how_to.lock_path`, or in `target` + ".lock". Touches
    /// no disk. Throws: std::invalid_argument if there is no such scheme, which names
    /// those that there are; std::bad_alloc.
    any_lock(std::string const& scheme_name, boost::filesystem::path const& target,
             options const& how_to = {});

    any_lock(any_lock&&) noexcept = default;
    any_lock& operator=(any_lock&&) noexcept = default;
};

/// The same, as a function.
FILELOCK_DECL any_lock make_lock(std::string const& scheme_name,
                                 boost::filesystem::path const& target,
                                 options const& how_to = {});

/// Makes one object's hands on a lock. Touches no disk.
using scheme_maker = std::unique_ptr<scheme> (*)(boost::filesystem::path const& lock_path,
                                                 options const& how_to);

/// Makes any_lock know one scheme more, for the rest of the process's life. Does nothing
/// if there is one of that name. Any thread may call it. Throws: std::bad_alloc.
FILELOCK_DECL void register_scheme(std::string const& name, scheme_maker make);

/// The names that any_lock knows. Throws: std::bad_alloc.
FILELOCK_DECL std::vector<std::string> scheme_names();

}  // namespace filelock

#endif
