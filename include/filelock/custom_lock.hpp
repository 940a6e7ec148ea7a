// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_CUSTOM_LOCK_HPP_INCLUDED
#define FILELOCK_CUSTOM_LOCK_HPP_INCLUDED

#include <memory>
#include <utility>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/options.hpp>
#include <filelock/scheme.hpp>

namespace filelock
{

/// A lock that is kept by a scheme of the user's.
///
/// What lock_base promises holds as far as the scheme keeps its own promises. Movable
/// while it is not held.
class FILELOCK_DECL custom_lock : public lock_base
{
public:
    /// Touches no disk by itself. Precondition: `how` is not null.
    custom_lock(boost::filesystem::path target, std::unique_ptr<scheme> how,
                options how_to = {})
        : lock_base(std::move(target), std::move(how_to), std::move(how))
    {
    }

    custom_lock(custom_lock&&) noexcept = default;
    custom_lock& operator=(custom_lock&&) noexcept = default;
};

}  // namespace filelock

#endif
