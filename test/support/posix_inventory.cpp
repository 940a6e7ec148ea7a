// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/posix_inventory.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <sstream>

#include <boost/filesystem/directory.hpp>
#include <boost/filesystem/operations.hpp>
#include <boost/test/unit_test.hpp>

namespace test
{

namespace
{

namespace fs = boost::filesystem;

void describe(path const& directory, std::vector<std::string>& lines)
{
    boost::system::error_code unreadable;
    for (auto const& entry : fs::directory_iterator(directory, unreadable))
    {
        struct stat status = {};
        BOOST_REQUIRE(lstat(entry.path().c_str(), &status) == 0);
        std::ostringstream line;
        line << entry.path() << " inode " << status.st_ino << " mode " << std::oct
             << status.st_mode << std::dec << " links " << status.st_nlink << " owner "
             << status.st_uid << " size " << status.st_size;
        if (S_ISREG(status.st_mode) && status.st_size < 10000)
        {
            line << ' ' << bytes_of(entry.path());
        }
        lines.push_back(line.str());
        if (S_ISDIR(status.st_mode))
        {
            describe(entry.path(), lines);
        }
    }
}

}  // namespace

std::vector<std::string> inventory(path const& directory)
{
    std::vector<std::string> lines;
    describe(directory, lines);
    std::sort(lines.begin(), lines.end());
    return lines;
}

unchanged::unchanged(path const& directory, location where)
    : directory_(directory)
    , before_(inventory(directory))
    , where_(where)
{
}

unchanged::~unchanged()
{
    BOOST_TEST_CONTEXT(where_)
    {
        BOOST_TEST(inventory(directory_) == before_, boost::test_tools::per_element());
    }
}

}  // namespace test
