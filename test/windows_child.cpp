// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// What child_windows_test.cpp runs, as a command or in the place of `filelock run`:
//
//   words WORD…      prints each word and a zero byte
//   exit STATUS      ends with that status
//   copy             copies standard input to standard output
//   has-handle N     ends with 0 if the handle of that number is an event, else with 1
//   input-is-process ends with 1 if its standard input is the handle of a process
//   die              ends as if Ctrl-C had ended it
//   stay FILE        writes its process id to FILE, and stays until it is ended
//   leave FILE       leaves another one of it, which stays, and ends with 6
//   run WORD…        runs a command as `filelock run` does, and ends with its status
//   run-late WORD…   the same, after it has been asked to end
//   watch FILE       writes FILE, and ends with 40 and what it is asked by then
//   show WORD        prints the word on its console
//   interrupt        asks every process of its console to end, as Ctrl-C does

#include <fstream>
#include <future>
#include <iostream>
#include <string>
#include <vector>

#include <windows.h>

#include "os/child.hpp"
#include "os/filter.hpp"
#include "os/signals.hpp"
#include "os/terminal.hpp"
#include "path_text.hpp"

namespace
{

using namespace filelock;
using boost::system::error_code;
using words = std::vector<std::string>;

void write_process_id(std::string const& file)
{
    auto const name = path_of(file);
    auto const unfinished = path_of(file + ".new");
    std::ofstream(unfinished.string()) << GetCurrentProcessId();
    MoveFileExW(unfinished.c_str(), name.c_str(), 0);  // seen when it is whole
}

int print(words const& what)
{
    for (std::string const& each : what)
    {
        std::cout << each << '\0';
    }
    std::cout.flush();
    return 0;
}

int copy_input()
{
    error_code ec;
    std::cout << os::read_standard_input(ec) << std::flush;
    return ec ? 1 : 0;
}

int look_for_handle(std::string const& number)
{
    auto const event = reinterpret_cast<HANDLE>(std::stoull(number));
    return SetEvent(event) != 0 ? 0 : 1;
}

int leave_another(std::string const& file)
{
    std::wstring program(MAX_PATH, L'\0');
    program.resize(GetModuleFileNameW(nullptr, program.data(), MAX_PATH));
    std::wstring line = L"x stay " + path_of(file).native();
    STARTUPINFOW how = {};
    how.cb = sizeof how;
    PROCESS_INFORMATION made = {};
    CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, 0, nullptr,
                   nullptr, &how, &made);
    while (GetFileAttributesW(path_of(file).c_str()) == INVALID_FILE_ATTRIBUTES)
    {
        Sleep(1);
    }
    std::cout << "left" << std::flush;
    return 6;
}

int run(words const& command, os::held_signals const& signals)
{
    error_code ec;
    int const status = os::run_child(command, signals, ec).number;
    return ec ? 127 : status;
}

bool interrupt()
{
    return GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0) != 0;
}

int wait_for_request(os::held_signals const& signals)
{
    std::promise<void> asked;
    os::signal_watch watching(signals, [&asked] { asked.set_value(); });
    asked.get_future().wait();
    return watching.stop().value_or(-40);
}

int run_late(words const& command)
{
    os::held_signals const signals;
    interrupt();
    wait_for_request(signals);
    return run(command, signals);
}

int watch(std::string const& file)
{
    os::held_signals const signals;
    write_process_id(file);
    return 40 + wait_for_request(signals);
}

int show(std::string const& word)
{
    HANDLE const console = CreateFileW(L"CONOUT$", GENERIC_READ | GENERIC_WRITE,
                                       FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                       OPEN_EXISTING, 0, nullptr);
    SetStdHandle(STD_OUTPUT_HANDLE, console);
    os::prepare_standard_streams();
    std::cout << word << std::flush;
    return std::cout ? 0 : 1;
}

int do_as_told(std::string const& what, words const& with)
{
    if (what == "words")
    {
        return print(with);
    }
    if (what == "exit")
    {
        return static_cast<int>(std::stoul(with.at(0)));
    }
    if (what == "copy")
    {
        return copy_input();
    }
    if (what == "has-handle")
    {
        return look_for_handle(with.at(0));
    }
    if (what == "input-is-process")
    {
        return GetProcessId(GetStdHandle(STD_INPUT_HANDLE)) != 0 ? 1 : 0;
    }
    if (what == "die")
    {
        os::die_of(CTRL_C_EVENT);
    }
    if (what == "stay")
    {
        write_process_id(with.at(0));
        Sleep(INFINITE);
    }
    if (what == "leave")
    {
        return leave_another(with.at(0));
    }
    if (what == "run")
    {
        return run(with, os::held_signals());
    }
    if (what == "run-late")
    {
        return run_late(with);
    }
    if (what == "show")
    {
        return show(with.at(0));
    }
    if (what == "interrupt")
    {
        return interrupt() ? 0 : 1;
    }
    return what == "watch" ? watch(with.at(0)) : 99;
}

}  // namespace

int main(int argc, char** argv)
{
    os::prepare_standard_streams();
    error_code ec;
    words const all = os::arguments_of_main(argc, argv, ec);
    return ec || all.empty() ? 98 : do_as_told(all.front(), {all.begin() + 1, all.end()});
}
