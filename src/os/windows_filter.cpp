// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/filter.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <utility>

#include "os/windows_child.hpp"
#include "os/windows_error.hpp"
#include "os/windows_handle.hpp"

namespace filelock
{
namespace os
{

namespace
{

using boost::system::error_code;

using pipe_part = std::array<char, 65536>;

struct pipe_handles
{
    owned_handle read;
    owned_handle write;
};

pipe_handles make_pipe(error_code& ec)
{
    HANDLE read = nullptr;
    HANDLE write = nullptr;
    if (ec || CreatePipe(&read, &write, nullptr, 0) == 0)
    {
        ec = ec ? ec : last_windows_error();
        return {};
    }
    return {owned_handle(read), owned_handle(write)};
}

/// A thread that blocks in reading or writing, and can be called out of that: closing the
/// other end of the pipe will not do, which the command may have left to a process in the
/// background.
template <class Result>
class pump
{
public:
    /// `work` is told whether it is to come to an end.
    template <class Work>
    explicit pump(Work work)
        : done_(std::async(std::launch::async,
                           [this, work = std::move(work)]() mutable
                           {
                               self_.set_value(handle_of_this_thread());
                               return work(stopping_);
                           }))
        , thread_(self_.get_future().get())
    {
    }

    ~pump()
    {
        if (done_.valid())
        {
            end_waiting();
        }
    }

    pump(pump const&) = delete;
    pump& operator=(pump const&) = delete;

    Result stop()
    {
        end_waiting();
        return done_.get();
    }

private:
    static owned_handle handle_of_this_thread() noexcept
    {
        HANDLE const process = GetCurrentProcess();
        HANDLE self = nullptr;
        DuplicateHandle(process, GetCurrentThread(), process, &self, 0, FALSE,
                        DUPLICATE_SAME_ACCESS);
        return owned_handle(self);
    }

    void end_waiting() noexcept
    {
        stopping_ = true;
        do
        {
            // Again and again: it may be just before the system call.
            CancelSynchronousIo(thread_.get());
        } while (done_.wait_for(std::chrono::milliseconds(1))
                 != std::future_status::ready);
    }

    std::atomic<bool> stopping_{false};
    std::promise<owned_handle> self_;
    std::future<Result> done_;
    owned_handle thread_;
};

/// Writes all of it, if the command reads so much, and closes the pipe.
struct feeding
{
    owned_handle to;
    std::string_view input;

    bool operator()(std::atomic<bool> const& stopping)
    {
        DWORD length = 0;
        while (!input.empty() && !stopping
               && WriteFile(to.get(), input.data(),
                            static_cast<DWORD>(
                                std::min(input.size(), std::tuple_size_v<pipe_part>)),
                            &length, nullptr)
                   != 0)
        {
            input.remove_prefix(length);
        }
        to.reset();
        return input.empty();
    }
};

/// Reads until the other end is closed, or, when it is to come to an end, what has been
/// written.
struct drinking
{
    owned_handle from;

    std::string operator()(std::atomic<bool> const& stopping)
    {
        std::string output;
        pipe_part part;
        while (!stopping || !is_empty())
        {
            DWORD length = 0;
            if (ReadFile(from.get(), part.data(), static_cast<DWORD>(part.size()),
                         &length, nullptr)
                != 0)
            {
                output.append(part.data(), length);
            }
            else if (GetLastError() != ERROR_OPERATION_ABORTED)
            {
                break;
            }
        }
        return output;
    }

    bool is_empty() const noexcept
    {
        DWORD available = 0;
        return PeekNamedPipe(from.get(), nullptr, 0, nullptr, &available, nullptr) == 0
            || available == 0;
    }
};

}  // namespace

child_end run_filter(std::vector<std::string> const& command, std::string_view input,
                     std::string& output, held_signals const& signals, error_code& ec)
{
    ec.clear();
    pipe_handles in = make_pipe(ec);
    pipe_handles out = make_pipe(ec);
    if (ec)
    {
        return {};
    }
    pump<bool> feeder(feeding{std::move(in.write), input});
    pump<std::string> drinker(drinking{std::move(out.read)});
    standard_handles streams = own_standard_handles();
    streams[0] = in.read.get();
    streams[1] = out.write.get();
    child_end const end = run_child_with(streams, command, signals, ec);
    feeder.stop();
    output = drinker.stop();
    return end;
}

std::string read_standard_input(error_code& ec)
{
    ec.clear();
    HANDLE const in = GetStdHandle(STD_INPUT_HANDLE);
    // There, no bytes are what somebody has written, and not the end.
    bool const is_pipe = GetNamedPipeInfo(in, nullptr, nullptr, nullptr, nullptr) != 0;
    std::string bytes;
    pipe_part part;
    DWORD length = 0;
    do
    {
        if (ReadFile(in, part.data(), static_cast<DWORD>(part.size()), &length, nullptr)
            == 0)
        {
            ec = last_windows_error();
            break;
        }
        bytes.append(part.data(), length);
    } while (length > 0 || is_pipe);
    if (ec == error_code(ERROR_BROKEN_PIPE, boost::system::system_category()))
    {
        ec.clear();  // The end of what comes through a pipe.
    }
    return bytes;
}

}  // namespace os
}  // namespace filelock
