// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/file_error.hpp>

#include <string_view>
#include <utility>

#include <boost/throw_exception.hpp>

#include "files/throw_file_error.hpp"
#include "throw_error.hpp"

namespace filelock
{

file_error::file_error(error_code code, std::string message, path file, path lock_path)
    : error(code, std::move(message), std::move(lock_path), {})
    , file_(std::make_shared<path const>(std::move(file)))
{
}

path const& file_error::file() const noexcept
{
    return *file_;
}

namespace files
{

namespace
{

/// What the reason does not say, and what to do.
char const* advice_for(error_code const& reason) noexcept
{
    namespace generic = boost::system::errc;
    if (reason == generic::too_many_symbolic_link_levels)
    {
        return " (a symbolic link, whose lock is not that of the file it points to; name "
               "that file)";
    }
    return reason == generic::not_supported ? " (only regular files are locked so)" : "";
}

}  // namespace

void throw_file_error(file_failure const& what)
{
    std::string const outcome = what.consequence;
    std::string message = std::string(what.operation) + ' ' + quoted(what.file) + ": "
        + what.code.message() + advice_for(what.code) + (outcome.empty() ? "" : "; ")
        + outcome;
    boost::throw_exception(
        file_error(what.code, std::move(message), what.file, what.lock_path));
}

}  // namespace files
}  // namespace filelock
