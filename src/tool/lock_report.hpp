// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TOOL_LOCK_REPORT_HPP_INCLUDED
#define FILELOCK_TOOL_LOCK_REPORT_HPP_INCLUDED

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/owner.hpp>

namespace filelock
{
namespace tool
{

/// What can be told of one lock at one moment.
struct lock_report
{
    boost::filesystem::path target;
    boost::filesystem::path lock_path;
    std::string scheme;
    std::ptrdiff_t slots = 0;  ///< Of a semaphore.
    bool is_guess = false;     ///< There is nothing that tells of the scheme.
    bool locked = false;
    std::vector<owner> holders;  ///< May be empty or incomplete, though it is locked.
    std::vector<owner> waiting;  ///< Who keeps others out, though it holds nothing yet.
    std::optional<owner> previous_owner;  ///< Died holding it, and nobody holds it now.
    std::vector<boost::filesystem::path> leftovers;  ///< Of dead processes.
    std::string failure;  ///< Why nothing can be told; else empty.
};

/// Looks, and neither makes a file nor disturbs a lock. An empty `lock_path` is the
/// default, an empty `scheme` what is found there. Throws: usage_error.
lock_report look_at(boost::filesystem::path const& target,
                    boost::filesystem::path const& lock_path, std::string const& scheme);

/// The same of a semaphore: whoever holds one of its slots is a holder.
lock_report look_at_semaphore(boost::filesystem::path const& target,
                              boost::filesystem::path const& lock_path,
                              std::string const& scheme);

/// A line for each holder, or one that says free. Reports of failures are left out.
void print_text(std::vector<lock_report> const& reports, std::ostream& out);

/// One array with an object for each report.
void print_json(std::vector<lock_report> const& reports, std::ostream& out);

}  // namespace tool
}  // namespace filelock

#endif
