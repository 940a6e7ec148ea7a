// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/fault_calls.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <new>
#include <sstream>

#include <boost/interprocess/anonymous_shared_memory.hpp>

namespace test
{

namespace
{

fault_plan* armed = nullptr;

}  // namespace

fault_plan::fault_plan(boost::filesystem::path const& directory, fault what, int at,
                       int error)
    : directory_(directory.string() + '/')
    , what_(what)
    , at_(at)
    , error_(error)
    , memory_(boost::interprocess::anonymous_shared_memory(sizeof(state)))
{
    new (memory_.get_address()) state;
}

void fault_plan::arm() noexcept
{
    armed = this;
}

std::vector<std::string> fault_plan::calls() const
{
    std::istringstream lines(shared().all.data());
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);)
    {
        found.push_back(line);
    }
    return found;
}

bool fault_plan::watches(char const* file) noexcept
{
    return armed != nullptr
        && std::strncmp(file, armed->directory_.data(), armed->directory_.size()) == 0;
}

bool fault_plan::reach(char const* call, char const* file) noexcept
{
    if (armed == nullptr || (file != nullptr && !watches(file)))
    {
        return false;
    }
    return armed->count(call, file != nullptr ? file + armed->directory_.size() : "");
}

bool fault_plan::reach(char const* call, int descriptor) noexcept
{
    if (armed == nullptr)
    {
        return false;
    }
    std::array<char, 64> link{};
    std::array<char, 4096> file{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    ssize_t const length = readlink(link.data(), file.data(), file.size() - 2);
    if (length <= 0)
    {
        return false;
    }
    file[static_cast<std::size_t>(length)] = '/';
    if (armed->directory_ == file.data())
    {
        return armed->count(call, ".");
    }
    file[static_cast<std::size_t>(length)] = '\0';
    return reach(call, file.data());
}

bool fault_plan::count(char const* call, char const* file) noexcept
{
    state& it = shared();
    std::snprintf(it.latest.data(), it.latest.size(), "%s%s%s", call,
                  *file != '\0' ? " " : "", file);
    std::size_t const used = std::strlen(it.all.data());
    std::snprintf(it.all.data() + used, it.all.size() - used, "%s\n", it.latest.data());
    if (++it.reached != at_ || what_ == fault::none)
    {
        return false;
    }
    if (what_ != fault::fail)
    {
        ::kill(getpid(), what_ == fault::kill ? SIGKILL : SIGSTOP);
        return false;
    }
    errno = error_;
    return true;
}

}  // namespace test
