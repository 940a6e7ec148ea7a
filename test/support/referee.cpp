// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/referee.hpp"

#include <atomic>
#include <cstdint>
#include <fstream>

#include <boost/filesystem/operations.hpp>
#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>

namespace test
{

struct referee::table
{
    // Of the same size everywhere: processes of two systems may share the table.
    std::atomic<std::int64_t> writers;
    std::atomic<std::int64_t> readers;
    std::atomic<std::int64_t> entries;
    std::atomic<std::int64_t> overlaps;
};

namespace
{

/// A file of zeros is a table in which nobody is.
boost::filesystem::path const& made_if_missing(boost::filesystem::path const& file,
                                               std::size_t size)
{
    if (!boost::filesystem::exists(file))
    {
        std::ofstream(file.string()) << std::string(size, '\0');
    }
    return file;
}

}  // namespace

struct referee::mapping
{
    explicit mapping(boost::filesystem::path const& file)
        : mapped(made_if_missing(file, sizeof(table)).string().c_str(),
                 boost::interprocess::read_write)
        , region(mapped, boost::interprocess::read_write, 0, sizeof(table))
    {
    }

    table& content() const { return *static_cast<table*>(region.get_address()); }

    boost::interprocess::file_mapping mapped;
    boost::interprocess::mapped_region region;
};

referee::referee(boost::filesystem::path const& file)
    : mapping_(std::make_unique<mapping>(file))
{
}

referee::~referee() = default;

void referee::enter(filelock::lock_mode mode)
{
    table& it = mapping_->content();
    ++it.entries;
    ++(mode == filelock::lock_mode::exclusive ? it.writers : it.readers);
    check(mode);
}

void referee::leave(filelock::lock_mode mode)
{
    table& it = mapping_->content();
    check(mode);
    --(mode == filelock::lock_mode::exclusive ? it.writers : it.readers);
}

void referee::check(filelock::lock_mode mode)
{
    table& it = mapping_->content();
    bool const writes = mode == filelock::lock_mode::exclusive;
    if (it.writers != (writes ? 1 : 0) || (writes && it.readers != 0))
    {
        ++it.overlaps;
    }
}

long referee::entries() const
{
    return static_cast<long>(mapping_->content().entries);
}

long referee::overlaps() const
{
    return static_cast<long>(mapping_->content().overlaps);
}

}  // namespace test
