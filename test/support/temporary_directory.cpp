// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/temporary_directory.hpp"

#include <algorithm>
#include <iterator>

#include <boost/filesystem/directory.hpp>
#include <boost/filesystem/fstream.hpp>
#include <boost/filesystem/operations.hpp>

namespace test
{

namespace fs = boost::filesystem;

temporary_directory::temporary_directory()
    : name_(fs::canonical(fs::temp_directory_path())
            / fs::unique_path("filelock-%%%%-%%%%-%%%%"))
{
    fs::create_directory(name_);
}

temporary_directory::~temporary_directory()
{
    boost::system::error_code ignored;
    fs::remove_all(name_, ignored);
}

std::vector<std::string> temporary_directory::entries() const
{
    std::vector<std::string> found;
    for (auto const& entry : fs::directory_iterator(name_))
    {
        found.push_back(entry.path().filename().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string bytes_of(path const& file)
{
    fs::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_bytes(path const& file, std::string const& bytes)
{
    fs::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace test
