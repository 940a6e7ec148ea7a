// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/peer_process.hpp"

#include <windows.h>

#include <algorithm>
#include <array>
#include <thread>

#include <boost/test/unit_test.hpp>

#include "support/arguments.hpp"

namespace test
{

namespace
{

struct pipe_ends
{
    HANDLE to_read = nullptr;
    HANDLE to_write = nullptr;
};

/// One end is the peer's, and the only one that it inherits.
pipe_ends make_pipe(HANDLE pipe_ends::*inherited)
{
    SECURITY_ATTRIBUTES inheritable = {sizeof inheritable, nullptr, TRUE};
    pipe_ends made;
    BOOST_REQUIRE(CreatePipe(&made.to_read, &made.to_write, &inheritable, 0));
    HANDLE const ours = inherited == &pipe_ends::to_read ? made.to_write : made.to_read;
    SetHandleInformation(ours, HANDLE_FLAG_INHERIT, 0);
    return made;
}

PROCESS_INFORMATION start_program(std::string const& program, HANDLE input, HANDLE output)
{
    STARTUPINFOA how = {};
    how.cb = sizeof how;
    how.dwFlags = STARTF_USESTDHANDLES;
    how.hStdInput = input;
    how.hStdOutput = output;
    how.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    std::string line = '"' + program + '"';
    PROCESS_INFORMATION started = {};
    BOOST_REQUIRE_MESSAGE(CreateProcessA(program.c_str(), line.data(), nullptr, nullptr,
                                         TRUE, 0, nullptr, nullptr, &how, &started),
                          "cannot start " << program << ": error " << GetLastError());
    CloseHandle(started.hThread);
    return started;
}

/// Of ntdll, which alone can stop all threads of a process at a time.
void call_of_process(char const* name, HANDLE process)
{
    using call = long(WINAPI*)(HANDLE);
    HMODULE const library = GetModuleHandleW(L"ntdll.dll");
    auto const function =
        reinterpret_cast<call>(reinterpret_cast<void*>(GetProcAddress(library, name)));
    BOOST_REQUIRE(function != nullptr);
    BOOST_REQUIRE(function(process) == 0);
}

}  // namespace

struct peer_process::process
{
    HANDLE handle = nullptr;
    DWORD id = 0;
    HANDLE to = nullptr;
    HANDLE from = nullptr;
};

peer_process::peer_process() : process_(std::make_unique<process>())
{
    pipe_ends const commands = make_pipe(&pipe_ends::to_read);
    pipe_ends const answers = make_pipe(&pipe_ends::to_write);
    auto const started =
        start_program(argument("--peer"), commands.to_read, answers.to_write);
    process_->handle = started.hProcess;
    process_->id = started.dwProcessId;
    process_->to = commands.to_write;
    process_->from = answers.to_read;
    CloseHandle(commands.to_read);
    CloseHandle(answers.to_write);
    BOOST_REQUIRE(answer() == "ready");
}

peer_process::~peer_process()
{
    kill();
    CloseHandle(process_->to);
    CloseHandle(process_->from);
}

std::int64_t peer_process::pid() const
{
    return process_->id;
}

void peer_process::send(std::string const& command, std::string const& thread)
{
    std::string const line = thread + ' ' + command + '\n';
    DWORD written = 0;
    BOOST_REQUIRE(WriteFile(process_->to, line.data(), static_cast<DWORD>(line.size()),
                            &written, nullptr));
    BOOST_REQUIRE(written == line.size());
}

std::string peer_process::take_output(std::chrono::milliseconds patience)
{
    auto const end = std::chrono::steady_clock::now() + patience;
    for (;;)
    {
        DWORD available = 0;
        BOOST_REQUIRE(
            PeekNamedPipe(process_->from, nullptr, 0, nullptr, &available, nullptr));
        if (available != 0)
        {
            std::array<char, 4096> part;
            DWORD length = 0;
            BOOST_REQUIRE(ReadFile(process_->from, part.data(),
                                   static_cast<DWORD>(part.size()), &length, nullptr));
            std::string output(part.data(), length);
            // The C library of the peer ends its lines with two characters.
            output.erase(std::remove(output.begin(), output.end(), '\r'), output.end());
            return output;
        }
        if (std::chrono::steady_clock::now() >= end)
        {
            return {};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

void peer_process::kill()
{
    if (process_->handle != nullptr)
    {
        TerminateProcess(process_->handle, 1);
        WaitForSingleObject(process_->handle, INFINITE);
        CloseHandle(process_->handle);
        process_->handle = nullptr;
    }
}

void peer_process::stop()
{
    call_of_process("NtSuspendProcess", process_->handle);
}

void peer_process::resume()
{
    call_of_process("NtResumeProcess", process_->handle);
}

}  // namespace test
