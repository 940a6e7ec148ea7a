// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_PSEUDO_CONSOLE_HPP_INCLUDED
#define FILELOCK_TEST_PSEUDO_CONSOLE_HPP_INCLUDED

/// Programs as a user of Windows starts them. To be included before other headers:
/// pseudo consoles came with Windows 10 1809, which the system's headers want to be told.
#define NTDDI_VERSION 0x0A000006

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <windows.h>

#include "os/windows_handle.hpp"
#include "path_text.hpp"

namespace test
{

/// A console of the test's own, which has no window.
class pseudo_console
{
public:
    pseudo_console()
    {
        filelock::os::owned_handle const keys = make_pipe(keyboard_, true);
        filelock::os::owned_handle const shown = make_pipe(screen_, false);
        BOOST_REQUIRE(
            SUCCEEDED(CreatePseudoConsole({80, 25}, keys.get(), shown.get(), 0, &made_)));
        SIZE_T size = 0;
        InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory_.resize(size);
        InitializeProcThreadAttributeList(attributes(), 1, 0, &size);
        BOOST_REQUIRE(UpdateProcThreadAttribute(attributes(), 0,
                                                PROC_THREAD_ATTRIBUTE_PSEUDOCONSOLE,
                                                made_, sizeof made_, nullptr, nullptr)
                      != 0);
    }

    ~pseudo_console()
    {
        screen_.reset();  // Else it waits until somebody has read it all.
        ClosePseudoConsole(made_);
        DeleteProcThreadAttributeList(attributes());
    }

    pseudo_console(pseudo_console const&) = delete;
    pseudo_console& operator=(pseudo_console const&) = delete;

    LPPROC_THREAD_ATTRIBUTE_LIST attributes()
    {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.data());
    }

    /// What it has shown so far.
    std::string const& screen()
    {
        DWORD length = 0;
        PeekNamedPipe(screen_.get(), nullptr, 0, nullptr, &length, nullptr);
        std::string part(length, '\0');
        if (length != 0)
        {
            ReadFile(screen_.get(), part.data(), length, &length, nullptr);
        }
        return shown_ += part;
    }

private:
    /// Returns the end that is not kept.
    static filelock::os::owned_handle make_pipe(filelock::os::owned_handle& kept,
                                                bool is_input)
    {
        HANDLE read = nullptr;
        HANDLE write = nullptr;
        BOOST_REQUIRE(CreatePipe(&read, &write, nullptr, 0) != 0);
        kept.reset(is_input ? write : read);
        return filelock::os::owned_handle(is_input ? read : write);
    }

    filelock::os::owned_handle keyboard_;
    filelock::os::owned_handle screen_;
    HPCON made_ = nullptr;
    std::vector<char> memory_;
    std::string shown_;
};

/// A process that is not started by what is tested here.
class started_program
{
public:
    explicit started_program(std::vector<std::string> const& command,
                             pseudo_console* on = nullptr)
    {
        std::wstring line;
        for (std::string const& each : command)
        {
            line += L'"' + filelock::path_of(each).native() + L"\" ";
        }
        STARTUPINFOEXW how = {};
        how.StartupInfo.cb = sizeof how;
        // Not our streams, but those of the console it is on.
        how.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
        how.lpAttributeList = on == nullptr ? nullptr : on->attributes();
        BOOST_REQUIRE(CreateProcessW(nullptr, line.data(), nullptr, nullptr, FALSE,
                                     EXTENDED_STARTUPINFO_PRESENT, nullptr, nullptr,
                                     &how.StartupInfo, &made_)
                      != 0);
        CloseHandle(made_.hThread);
    }

    ~started_program()
    {
        kill();
        CloseHandle(made_.hProcess);
    }

    started_program(started_program const&) = delete;
    started_program& operator=(started_program const&) = delete;

    void kill() const { TerminateProcess(made_.hProcess, 1); }

    int wait() const
    {
        BOOST_REQUIRE(WaitForSingleObject(made_.hProcess, 30'000) == WAIT_OBJECT_0);
        DWORD status = 0;
        GetExitCodeProcess(made_.hProcess, &status);
        return static_cast<int>(status);
    }

private:
    PROCESS_INFORMATION made_ = {};
};

}  // namespace test

#endif
