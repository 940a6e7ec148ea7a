// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_SHARED_MEMORY_SCHEME_HPP_INCLUDED
#define FILELOCK_TEST_SHARED_MEMORY_SCHEME_HPP_INCLUDED

#include <memory>
#include <mutex>

#include <boost/filesystem/path.hpp>

#include <filelock/scheme.hpp>

namespace test
{

/// A user's own scheme: the holders stand in a table in memory that is mapped from a
/// file, and so is shared by all processes. It does not survive the crash of a holder.
class shared_memory_scheme final : public filelock::scheme
{
public:
    explicit shared_memory_scheme(boost::filesystem::path file);
    ~shared_memory_scheme() override;

    char const* name() const noexcept override { return "shared memory"; }
    filelock::attempt try_acquire(filelock::request const& who, error_code& ec) override;
    void release(filelock::request const& who, error_code& ec) override;
    filelock::attempt convert(filelock::request const& wanted, error_code& ec) override;
    bool is_locked(error_code& ec) override;
    std::vector<filelock::owner> owners(error_code& ec) override;
    void break_lock(error_code& ec) override;
    void forget_after_fork() noexcept override {}

private:
    struct table;
    struct mapping;

    table* open(bool create);

    boost::filesystem::path const file_;
    std::mutex opening_;
    std::unique_ptr<mapping> mapping_;
};

}  // namespace test

#endif
