// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_FAULT_CALLS_HPP_INCLUDED
#define FILELOCK_TEST_FAULT_CALLS_HPP_INCLUDED

#include <array>
#include <atomic>
#include <cerrno>
#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>
#include <boost/interprocess/mapped_region.hpp>

namespace test
{

/// What happens to a process just before one of its file-system operations.
enum class fault
{
    none,
    kill,  ///< SIGKILL
    stop,  ///< SIGSTOP
    fail   ///< The operation is not done, and reports an error.
};

/// Kills or stops a process between any two of its operations on what is in a directory,
/// or has one of them fail.
///
/// A program that links fault_calls.cpp calls the functions there instead of the C
/// library's: they count, strike, and pass the call on. So do the shared libraries that
/// it uses, Boost.Filesystem among them. A plan is made by the test, taken over by fork,
/// and armed by the child; it lies in shared memory, so that the test sees how far the
/// child has come. The armed process has one thread.
class fault_plan
{
public:
    /// Strikes before the operation of that number, counted from one. `error` is what a
    /// failing one reports.
    fault_plan(boost::filesystem::path const& directory, fault what, int at,
               int error = EIO);

    /// Counts from now on. At most one plan of a process is armed.
    void arm() noexcept;

    /// How many operations have been reached, the one that was struck included.
    int reached() const noexcept { return shared().reached; }

    /// The latest of them, such as "unlink target.lock".
    std::string latest() const { return shared().latest.data(); }

    /// All of them, in their order.
    std::vector<std::string> calls() const;

    /// For the sources that stand in for the C library. No file: the call has a
    /// descriptor, of whatever. Returns whether the call is to fail; errno is set then.
    static bool reach(char const* call, char const* file) noexcept;

    /// The same for a descriptor, if it is of something in the directory, or of that
    /// itself, which is called ".".
    static bool reach(char const* call, int descriptor) noexcept;

    /// Whether that is in the directory of an armed plan.
    static bool watches(char const* file) noexcept;

private:
    struct state
    {
        std::atomic<int> reached{0};
        std::array<char, 320> latest{};
        std::array<char, 32768> all{};  ///< A line each.
    };

    state& shared() const noexcept { return *static_cast<state*>(memory_.get_address()); }
    bool count(char const* call, char const* file) noexcept;

    std::string const directory_;
    fault const what_;
    int const at_;
    int const error_;
    boost::interprocess::mapped_region memory_;
};

}  // namespace test

#endif
