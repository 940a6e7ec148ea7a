// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILE_ERROR_HPP_INCLUDED
#define FILELOCK_FILE_ERROR_HPP_INCLUDED

#include <memory>
#include <string>

#include <boost/filesystem/path.hpp>

#include <filelock/config.hpp>
#include <filelock/error.hpp>

namespace filelock
{

/// A file whose lock was had could not be opened, read, written or replaced. code() is
/// the system's reason, what() reads like
/// `write_file "/data/x": No space left on device; the file is as it was`.
///
/// Copies share their content and do not throw.
class FILELOCK_DECL file_error : public error
{
public:
    /// `message` is what what() returns.
    file_error(error_code code, std::string message, path file, path lock_path);

    /// The file that could not be used.
    path const& file() const noexcept;

private:
    std::shared_ptr<path const> file_;
};

}  // namespace filelock

#endif
