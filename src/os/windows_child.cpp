// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_child.hpp"

#include <cstddef>
#include <memory>

#include "os/windows_command.hpp"
#include "os/windows_error.hpp"
#include "os/windows_handle.hpp"
#include "os/windows_signals.hpp"

namespace filelock
{
namespace os
{

namespace
{

using boost::system::error_code;

/// The command, and whatever it starts, as a whole that ends with this process. What asks
/// the system for a way out of it is let go, as if there were none.
class tied_job
{
public:
    explicit tied_job(error_code& ec) : job_(CreateJobObjectW(nullptr, nullptr))
    {
        if (!job_ || !limit(JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE))
        {
            ec = last_windows_error();
        }
    }

    HANDLE handle() const noexcept { return job_.get(); }

    /// What the command has left in the background goes on.
    void untie() noexcept { limit(0); }

private:
    bool limit(DWORD flags) noexcept
    {
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {};
        limits.BasicLimitInformation.LimitFlags = flags | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
        return SetInformationJobObject(job_.get(), JobObjectExtendedLimitInformation,
                                       &limits, sizeof limits)
            != 0;
    }

    owned_handle job_;
};

/// Copies of the standard streams that a child inherits. One that is closed stays so.
class inherited_streams
{
public:
    explicit inherited_streams(standard_handles const& streams)
    {
        HANDLE const self = GetCurrentProcess();
        for (std::size_t i = 0; i != streams.size(); ++i)
        {
            HANDLE copy = nullptr;
            // To this function, the value for "none" is this process.
            if (streams[i] != INVALID_HANDLE_VALUE
                && DuplicateHandle(self, streams[i], self, &copy, 0, TRUE,
                                   DUPLICATE_SAME_ACCESS)
                    != 0)
            {
                copies_[i].reset(copy);
                open_.push_back(copy);
            }
        }
    }

    HANDLE operator[](std::size_t i) const noexcept { return copies_[i].get(); }
    std::vector<HANDLE>& open() noexcept { return open_; }

private:
    std::array<owned_handle, 3> copies_;
    std::vector<HANDLE> open_;
};

/// What CreateProcessW() is to do besides: let the child inherit these streams and
/// nothing else, and have it in the job from its beginning, so that there is no moment
/// when it would outlive us.
class start_attributes
{
public:
    start_attributes(tied_job const& job, inherited_streams& streams, error_code& ec)
        : job_(job.handle())
    {
        SIZE_T size = 0;
        InitializeProcThreadAttributeList(nullptr, 2, 0, &size);
        memory_ = std::make_unique<std::byte[]>(size);
        if (InitializeProcThreadAttributeList(list(), 2, 0, &size) == 0)
        {
            ec = last_windows_error();
            return;
        }
        is_made_ = true;
        add(PROC_THREAD_ATTRIBUTE_JOB_LIST, &job_, 1, ec);
        if (!streams.open().empty())
        {
            add(PROC_THREAD_ATTRIBUTE_HANDLE_LIST, streams.open().data(),
                streams.open().size(), ec);
        }
    }

    ~start_attributes()
    {
        if (is_made_)
        {
            DeleteProcThreadAttributeList(list());
        }
    }

    start_attributes(start_attributes const&) = delete;
    start_attributes& operator=(start_attributes const&) = delete;

    LPPROC_THREAD_ATTRIBUTE_LIST list() const noexcept
    {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.get());
    }

private:
    void add(DWORD_PTR what, HANDLE* handles, std::size_t count, error_code& ec) noexcept
    {
        if (UpdateProcThreadAttribute(list(), 0, what, handles, count * sizeof(HANDLE),
                                      nullptr, nullptr)
            == 0)
        {
            ec = last_windows_error();
        }
    }

    HANDLE job_;
    std::unique_ptr<std::byte[]> memory_;
    bool is_made_ = false;
};

struct suspended_child
{
    owned_handle process;
    owned_handle thread;
};

suspended_child create_suspended(windows_command command, tied_job const& job,
                                 standard_handles const& streams, error_code& ec)
{
    inherited_streams copies(streams);
    start_attributes const attributes(job, copies, ec);
    if (ec)
    {
        return {};
    }
    STARTUPINFOEXW how = {};
    how.StartupInfo.cb = sizeof how;
    how.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    how.StartupInfo.hStdInput = copies[0];
    how.StartupInfo.hStdOutput = copies[1];
    how.StartupInfo.hStdError = copies[2];
    how.lpAttributeList = attributes.list();
    PROCESS_INFORMATION made = {};
    if (CreateProcessW(command.program.c_str(), command.line.data(), nullptr, nullptr,
                       copies.open().empty() ? FALSE : TRUE,
                       CREATE_SUSPENDED | EXTENDED_STARTUPINFO_PRESENT, nullptr, nullptr,
                       &how.StartupInfo, &made)
        == 0)
    {
        ec = last_windows_error();
        return {};
    }
    return {owned_handle(made.hProcess), owned_handle(made.hThread)};
}

}  // namespace

standard_handles own_standard_handles() noexcept
{
    return {GetStdHandle(STD_INPUT_HANDLE), GetStdHandle(STD_OUTPUT_HANDLE),
            GetStdHandle(STD_ERROR_HANDLE)};
}

child_end run_child_with(standard_handles const& streams,
                         std::vector<std::string> const& command,
                         held_signals const& signals, error_code& ec)
{
    windows_command what = windows_command_of(command, ec);
    if (ec)
    {
        return {};
    }
    tied_job job(ec);
    suspended_child const child =
        ec ? suspended_child{} : create_suspended(std::move(what), job, streams, ec);
    if (ec)
    {
        return {};
    }
    if (signals.system_state().first())
    {
        // Came before there was a child that could have got it, too.
        TerminateProcess(child.process.get(), status_of_interrupted);
    }
    ResumeThread(child.thread.get());
    // What asks us to end reaches the child as well, which has the same console.
    WaitForSingleObject(child.process.get(), INFINITE);
    DWORD status = 0;
    GetExitCodeProcess(child.process.get(), &status);
    job.untie();
    return {false, static_cast<int>(status)};
}

child_end run_child(std::vector<std::string> const& command, held_signals const& signals,
                    error_code& ec)
{
    return run_child_with(own_standard_handles(), command, signals, ec);
}

}  // namespace os
}  // namespace filelock
