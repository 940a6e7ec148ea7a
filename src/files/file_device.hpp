// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_FILES_FILE_DEVICE_HPP_INCLUDED
#define FILELOCK_FILES_FILE_DEVICE_HPP_INCLUDED

#include <ios>

#include <boost/iostreams/categories.hpp>
#include <boost/iostreams/positioning.hpp>
#include <boost/system/error_code.hpp>

#include "fork_guard.hpp"
#include "os/file.hpp"

namespace filelock
{
namespace files
{

/// A file that a stream has open, and what became of it.
struct open_file
{
    os::file file;
    unsigned process = fork_guard::generation();

    /// The first error.
    boost::system::error_code reason;
    bool has_lost_output = false;

    /// In a child the file stands where the parent's stream believes it to stand, and the
    /// buffer holds what the parent will write: it is not to be touched.
    bool is_ours() const noexcept { return process == fork_guard::generation(); }
};

/// What Boost.Iostreams makes a stream of. Boost's own file_descriptor fails when a
/// signal comes in between, keeps no reason, and needs a library of its own.
///
/// A reference: the file must live longer.
class file_device
{
public:
    using char_type = char;
    using category = boost::iostreams::seekable_device_tag;

    explicit file_device(open_file& of) noexcept : of_(&of) {}

    /// Each throws boost::system::system_error, which the stream turns into its badbit.
    std::streamsize read(char* to, std::streamsize size);
    std::streamsize write(char const* bytes, std::streamsize size);
    std::streampos seek(boost::iostreams::stream_offset offset, std::ios::seekdir way);

private:
    void check_whose() const;
    void check(boost::system::error_code const& ec) const;

    open_file* of_;
};

}  // namespace files
}  // namespace filelock

#endif
