// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/posix_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>

#include <boost/filesystem/directory.hpp>

#include "os/file.hpp"
#include "os/linux_proc.hpp"

namespace filelock
{
namespace os
{

namespace
{

struct process_status
{
    char state;
    std::uint64_t start;
};

/// The first 4096 bytes, which hold the whole of every file that is read here.
std::string read_file(char const* name)
{
    file const opened(::open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    error_code ec;
    return opened.is_open() ? read_start(opened, 4096, ec) : std::string{};
}

std::string first_line_of(char const* name)
{
    std::string text = read_file(name);
    return text.substr(0, text.find('\n'));
}

std::uint64_t inode_of(char const* name) noexcept
{
    struct stat status = {};
    return ::stat(name, &status) == 0 ? status.st_ino : 0;
}

template <class Number>
std::optional<Number> to_number(std::string_view text) noexcept
{
    Number value = 0;
    auto const [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value);
    bool const whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional<Number>(value) : std::nullopt;
}

/// Fields 3 and 22 of proc(5)'s stat, from one read: they belong to the same process.
std::optional<process_status> read_status(std::string const& name)
{
    std::string const text = read_file(name.c_str());
    std::string_view rest = text;
    // Field 2, the program's name, may hold blanks and parentheses itself.
    std::size_t const name_end = rest.rfind(')');
    if (name_end == rest.npos || rest.size() < name_end + 3)
    {
        return std::nullopt;
    }
    rest.remove_prefix(name_end + 2);
    char const state = rest.front();
    for (int field = 3; field < 22; ++field)
    {
        std::size_t const blank = rest.find(' ');
        rest.remove_prefix(blank == rest.npos ? rest.size() : blank + 1);
    }
    auto const start = to_number<std::uint64_t>(rest.substr(0, rest.find(' ')));
    return start ? std::optional<process_status>({state, *start}) : std::nullopt;
}

/// systemd writes "uninitialized" there while the machine is set up.
std::string machine_id()
{
    std::string id = first_line_of("/etc/machine-id");
    bool const is_id =
        id.size() == 32 && id.find_first_not_of("0123456789abcdefABCDEF") == id.npos;
    return is_id ? id : std::string{};
}

bool has_one_task(std::string const& directory)
{
    error_code ec;
    boost::filesystem::directory_iterator task(directory + "/task", ec);
    std::size_t tasks = 0;
    while (!ec && task != boost::filesystem::directory_iterator())
    {
        ++tasks;
        task.increment(ec);
    }
    return !ec && tasks == 1;
}

/// Whether what looks like a zombie is one. A process whose main thread has called
/// pthread_exit() looks the same while its other threads live on.
bool has_exited(std::int64_t pid, std::string const& directory)
{
#ifdef SYS_pidfd_open
    // By number: glibc has no wrapper before 2.36.
    file const process(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (process.is_open())
    {
        pollfd end{process.handle(), POLLIN, 0};
        return ::poll(&end, 1, 0) == 1 && (end.revents & POLLIN) != 0;
    }
    if (errno == ESRCH)
    {
        return true;
    }
#else
    static_cast<void>(pid);
#endif
    return has_one_task(directory);
}

/// PROC_PID_INIT_INO of the kernel's linux/proc_ns.h.
constexpr std::uint64_t initial_pid_namespace = 0xEFFFFFFC;

/// Whether `pid` is one of the further numbers on the line NSpid of proc(5)'s status:
/// those that the process has in nested namespaces.
bool has_inner_pid(std::string const& status, std::int64_t pid)
{
    static constexpr std::string_view key = "\nNSpid:\t";
    std::size_t const begin = status.find(key);
    if (begin == status.npos)
    {
        return false;
    }
    std::string_view rest = std::string_view(status).substr(begin + key.size());
    rest = rest.substr(0, rest.find('\n'));
    for (std::size_t tab = rest.find('\t'); tab != rest.npos; tab = rest.find('\t'))
    {
        rest.remove_prefix(tab + 1);
        if (to_number<std::int64_t>(rest.substr(0, rest.find('\t'))) == pid)
        {
            return true;
        }
    }
    return false;
}

/// Errs on the side of yes.
bool may_be_an_inner_pid(std::int64_t pid)
{
    namespace fs = boost::filesystem;
    error_code ec;
    fs::directory_iterator each("/proc", ec);
    while (!ec && each != fs::directory_iterator())
    {
        std::string const name = each->path().filename().string();
        if (to_number<std::int64_t>(name)
            && has_inner_pid(read_file(("/proc/" + name + "/status").c_str()), pid))
        {
            return true;
        }
        each.increment(ec);
    }
    return bool(ec);
}

}  // namespace

bool proc_is_ours() noexcept
{
    std::array<char, 32> buffer{};
    ssize_t const length = ::readlink("/proc/self", buffer.data(), buffer.size());
    return length > 0
        && to_number<pid_t>({buffer.data(), static_cast<std::size_t>(length)})
        == ::getpid();
}

std::uint64_t pid_namespace() noexcept
{
    return inode_of("/proc/thread-self/ns/pid");
}

process_identity read_identity()
{
    process_identity self;
    self.host = host_name();
    self.pid = ::getpid();
    self.machine_id = machine_id();
    if (proc_is_ours())
    {
        self.boot_id = first_line_of("/proc/sys/kernel/random/boot_id");
        // Not /proc/self, the main thread's: once that has exited it has no namespaces.
        self.pid_namespace = pid_namespace();
        self.time_namespace = inode_of("/proc/thread-self/ns/time");
        auto const status = read_status("/proc/self/stat");
        self.start = status ? status->start : 0;
    }
    return self;
}

process_report look_up_process(std::int64_t pid)
{
    process_report report{find_process(pid), std::nullopt};
    if (report.state != process_state::running || !proc_is_ours())
    {
        return report;
    }
    std::string const directory = "/proc/" + std::to_string(pid);
    auto const status = read_status(directory + "/stat");
    if (!status)
    {
        // Reaped since, or hidden from us by the mount option hidepid.
        report.state = find_process(pid);
        return report;
    }
    report.start = status->start;
    bool const looks_dead = status->state == 'Z' || status->state == 'X';
    if (looks_dead && has_exited(pid, directory))
    {
        report.state = process_state::gone;
    }
    return report;
}

process_state look_up_everywhere(std::int64_t pid, std::uint64_t start)
{
    // The mount option hidepid hides other users' processes, the first one among them.
    bool const sees_all = pid_namespace() == initial_pid_namespace && proc_is_ours()
        && !read_file("/proc/1/stat").empty();
    process_report const here = look_up_process(pid);
    if (!sees_all || here.state == process_state::unreadable)
    {
        return process_state::unreadable;
    }
    if (here.state == process_state::running)
    {
        if (here.start == start)
        {
            return process_state::running;
        }
        // In another time namespace it has another start for itself.
        std::string const clock = "/proc/" + std::to_string(pid) + "/ns/time";
        if (!here.start
            || inode_of(clock.c_str()) != inode_of("/proc/thread-self/ns/time"))
        {
            return process_state::unreadable;
        }
    }
    return may_be_an_inner_pid(pid) ? process_state::unreadable : process_state::gone;
}

}  // namespace os
}  // namespace filelock
