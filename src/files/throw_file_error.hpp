// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILES_THROW_FILE_ERROR_HPP_INCLUDED
#define FILELOCK_FILES_THROW_FILE_ERROR_HPP_INCLUDED

#include <filelock/file_error.hpp>

namespace filelock
{
namespace files
{

/// What an exception tells of a file that could not be used.
struct file_failure
{
    char const* operation;  ///< Such as "write_file".
    error_code code;
    path file;
    path lock_path;
    char const* consequence = "";  ///< Such as "the file is as it was".
};

[[noreturn]] void throw_file_error(file_failure const& what);

}  // namespace files
}  // namespace filelock

#endif
