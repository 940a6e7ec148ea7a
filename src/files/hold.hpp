// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILES_HOLD_HPP_INCLUDED
#define FILELOCK_FILES_HOLD_HPP_INCLUDED

#include <filelock/file_content.hpp>
#include <filelock/lock_base.hpp>

namespace filelock
{
namespace files
{

/// Takes the lock of its target, in order to open that next.
///
/// Throws: what detail::require_lockable() throws, before anything is changed; what the
/// acquire throws.
void take(lock_base& lock, lock_mode mode, detail::time_limit const& limit,
          char const* operation);

/// Releases on the way out of an exception what take() took; otherwise give_back() does,
/// which may throw.
class hold
{
public:
    hold(lock_base& lock, lock_mode mode, detail::time_limit const& limit,
         char const* operation);
    ~hold();
    hold(hold const&) = delete;
    hold& operator=(hold const&) = delete;

    void give_back();

private:
    lock_base& lock_;
    lock_mode const mode_;
    bool is_held_ = true;
};

}  // namespace files
}  // namespace filelock

#endif
