// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_SIDE_NAMES_HPP_INCLUDED
#define FILELOCK_SOFT_SIDE_NAMES_HPP_INCLUDED

#include <optional>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/system/error_code.hpp>

namespace filelock
{
namespace soft
{

/// `name` itself if it is not longer than that, else what stands for it: its beginning
/// and a digest.
std::string stem_of(std::string const& name, std::size_t longest);

/// The directory in which `name` is, by a name that can be opened.
boost::filesystem::path directory_of(boost::filesystem::path const& name);

/// The names beside a lock path X that belong to it:
///
/// - `X.readers`, `X.guard`;
/// - `X.<bearer>.<number>`: the bearer's private file;
/// - `X.<bearer>.claim.<claimant>`: one that is being broken.
///
/// Every name fits into the 255 bytes that file systems allow: where X's own is long, its
/// beginning and a digest stand for it.
class side_names
{
public:
    using path = boost::filesystem::path;

    explicit side_names(path const& lock_path);

    path const& readers() const noexcept { return readers_; }
    path const& guard() const noexcept { return guard_; }
    path private_file(std::string const& bearer, unsigned long number) const;
    path claim(std::string const& bearer, std::string const& claimant) const;

    struct found_file
    {
        path name;
        std::string bearer;
        std::string claimant;  ///< Empty: nobody claims it.
    };

    /// The private files and claims that there are now.
    std::vector<found_file> list(boost::system::error_code& ec) const;

private:
    std::optional<found_file> parse(path const& name) const;

    path directory_;
    std::string stem_;
    path readers_;
    path guard_;
};

}  // namespace soft
}  // namespace filelock

#endif
