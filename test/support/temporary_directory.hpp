// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_TEMPORARY_DIRECTORY_HPP_INCLUDED
#define FILELOCK_TEST_TEMPORARY_DIRECTORY_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

namespace test
{

using boost::filesystem::path;

/// A directory of the test case's own, removed in the end.
class temporary_directory
{
public:
    temporary_directory();
    ~temporary_directory();
    temporary_directory(temporary_directory const&) = delete;
    temporary_directory& operator=(temporary_directory const&) = delete;

    path const& name() const { return name_; }
    path operator/(char const* entry) const { return name_ / entry; }

    /// The names of what is in it, sorted.
    std::vector<std::string> entries() const;

private:
    path name_;
};

/// The fixture of most cases.
struct in_directory
{
    temporary_directory directory;
    path const target = directory / "target";
    path const lock_file = directory / "target.lock";
};

std::string bytes_of(path const& file);
void write_bytes(path const& file, std::string const& bytes);

}  // namespace test

#endif
