// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_WINDOWS_CONSOLE_HPP_INCLUDED
#define FILELOCK_OS_WINDOWS_CONSOLE_HPP_INCLUDED

#include <mutex>
#include <streambuf>
#include <string>

#include <windows.h>

namespace filelock
{
namespace os
{

/// Prints UTF-8 on a console, in whatever code page that is. To change the console's code
/// page instead would change it for the command that is run, too, and for those who use
/// the console later.
class console_buffer : public std::streambuf
{
public:
    explicit console_buffer(HANDLE console) noexcept : console_(console) {}

protected:
    int_type overflow(int_type byte) override;
    std::streamsize xsputn(char const* bytes, std::streamsize count) override;
    int sync() override;

private:
    HANDLE const console_;
    std::mutex mutex_;  ///< The streams of C++ may be used by several threads at a time.
    std::string text_;  ///< Not printed yet.
};

}  // namespace os
}  // namespace filelock

#endif
