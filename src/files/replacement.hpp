// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILES_REPLACEMENT_HPP_INCLUDED
#define FILELOCK_FILES_REPLACEMENT_HPP_INCLUDED

#include <string>
#include <string_view>

#include <boost/filesystem/file_status.hpp>
#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

#include "os/file.hpp"

namespace filelock
{
namespace files
{

/// A private file beside another, which is to take its place: whoever is killed, and
/// whenever the power fails, the other's name stands for all of the old content or for
/// all of the new.
///
/// Whoever makes one holds the other's lock exclusively. Its name is
/// `<target>.<random>.new`; nobody can have guessed it, and it is made by a call that
/// takes nothing that is there already.
class replacement
{
public:
    using path = boost::filesystem::path;
    using error_code = boost::system::error_code;

    explicit replacement(path const& target);

    /// Removes the private file, if it has not taken the other's place.
    ~replacement();
    replacement(replacement const&) = delete;
    replacement& operator=(replacement const&) = delete;

    /// Removes what killed writers have left beside the target, then makes the file with
    /// that content, on the disk. What `old`, if it is open, is to others the new file
    /// is, too; else it has the permissions that are given, cut by the umask.
    /// Precondition: the target's lock is still held.
    void make(std::string_view bytes, os::file const& old,
              boost::filesystem::perms permissions, error_code& ec);

    /// Gives it the target's name. An error while has_taken_place() means that this may
    /// not have come to the disk.
    void take_place(error_code& ec);

    bool has_taken_place() const noexcept { return has_taken_place_; }

private:
    void remove_leftovers() const;

    path target_;
    path directory_name_;
    path name_;
    os::file directory_;
    os::file file_;
    bool exists_ = false;
    bool has_taken_place_ = false;
};

}  // namespace files
}  // namespace filelock

#endif
