// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "files/file_device.hpp"

#include <string_view>

#include <boost/system/system_error.hpp>
#include <boost/throw_exception.hpp>

#include <filelock/error.hpp>

#include "os/content.hpp"

namespace filelock
{
namespace files
{

void file_device::check(error_code const& ec) const
{
    if (ec)
    {
        of_->reason = of_->reason ? of_->reason : ec;
        boost::throw_exception(boost::system::system_error(ec));
    }
}

void file_device::check_whose() const
{
    check(of_->is_ours() ? error_code() : make_error_code(errc::not_my_lock));
}

std::streamsize file_device::read(char* to, std::streamsize size)
{
    check_whose();
    error_code ec;
    std::size_t const length =
        os::read_some(of_->file, to, static_cast<std::size_t>(size), ec);
    check(ec);
    return length == 0 ? -1 : static_cast<std::streamsize>(length);
}

std::streamsize file_device::write(char const* bytes, std::streamsize size)
{
    check_whose();
    // The stream still has in its buffer what was lost, part of which may be in the file,
    // and would write it once more.
    check(of_->has_lost_output ? of_->reason : error_code());
    error_code ec;
    os::write_all(of_->file, std::string_view(bytes, static_cast<std::size_t>(size)), ec);
    of_->has_lost_output = ec.failed();
    check(ec);
    return size;
}

std::streampos file_device::seek(boost::iostreams::stream_offset offset,
                                 std::ios::seekdir way)
{
    check_whose();
    os::seek_from const from = way == std::ios::beg ? os::seek_from::beginning
        : way == std::ios::cur                      ? os::seek_from::here
                                                    : os::seek_from::end;
    error_code ec;
    std::int64_t const stands = os::seek(of_->file, offset, from, ec);
    check(ec);
    return boost::iostreams::offset_to_position(stands);
}

}  // namespace files
}  // namespace filelock
