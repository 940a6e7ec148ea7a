// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HARD_HARD_SCHEME_HPP_INCLUDED
#define FILELOCK_HARD_HARD_SCHEME_HPP_INCLUDED

#include <atomic>
#include <optional>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/options.hpp>
#include <filelock/owner.hpp>
#include <filelock/scheme.hpp>

#include "brief_mutex.hpp"
#include "hard/registry.hpp"

namespace filelock
{
namespace hard
{

/// Keeps a lock in the kernel, on a file: one lock object's way to the file's entry, plus
/// the optional owner record. The entry does the work.
///
/// The file is looked up at the first acquire and remembered: to look at it each time
/// would double the cost of a lock. Of a file that replaces it later the object learns
/// nothing.
class hard_scheme final : public scheme
{
public:
    /// `what`: whether to create the file. Touches no disk.
    hard_scheme(boost::filesystem::path const& lock_path, options const& how_to,
                purpose what);

    /// Looks the file up now, rather than at the first acquire.
    void open(error_code& ec);

    bool previous_owner_died() const noexcept { return previous_owner_died_; }

    /// Whether this is the file on which the lock that is held is kept.
    bool is_kept_in(os::file_id const& file) const noexcept;

    /// The record of a holder that is no more; nothing for a file with anything else in
    /// it.
    std::optional<owner> left_behind(error_code& ec);

    char const* name() const noexcept override;
    attempt try_acquire(request const& who, error_code& ec) override;
    wait_end wait(request const& who, wait_limits const& limits, error_code& ec) override;
    void release(request const& who, error_code& ec) override;
    bool is_still_held(request const& who, error_code& ec) override;
    attempt convert(request const& wanted, error_code& ec) override;
    bool is_locked(error_code& ec) override;
    std::vector<owner> owners(error_code& ec) override;
    void break_lock(error_code& ec) override;
    void forget_after_fork() noexcept override;

private:
    entry* to_lock(error_code& ec);
    entry_ref to_probe(error_code& ec);
    attempt arrive(entry& at, request const& who, error_code& ec);
    void write_own_record(entry& at, request const& who, error_code& ec);

    boost::filesystem::path const lock_path_;
    purpose const what_;
    boost::filesystem::perms const permissions_;
    bool const records_;
    std::string const note_;
    std::atomic<bool> previous_owner_died_{false};

    std::atomic<entry*> lockable_{nullptr};  // what ref_ refers to, once it may be locked
    brief_mutex opening_;
    entry_ref ref_;
};

}  // namespace hard
}  // namespace filelock

#endif
