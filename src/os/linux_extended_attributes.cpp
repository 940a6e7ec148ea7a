// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/extended_attributes.hpp"

#include <sys/xattr.h>

#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>

namespace filelock
{
namespace os
{

namespace
{

constexpr std::string_view access_list = "system.posix_acl_access";
constexpr std::string_view of_users = "user.";

/// What the kernel allows for one value, and for all names of a file.
constexpr std::size_t longest_attribute = 65536;

bool is_to_be_copied(std::string_view name) noexcept
{
    return name == access_list || name.substr(0, of_users.size()) == of_users;
}

/// Not open to attributes, which is no error.
bool means_none(int error) noexcept
{
    return error == ENOTSUP || error == ENODATA;
}

error_code last_attribute_error() noexcept
{
    return {errno, boost::system::system_category()};
}

/// Ended by zeros, one each.
std::string names_of(file const& from, error_code& ec)
{
    std::string names(longest_attribute, '\0');
    ssize_t const length = ::flistxattr(from.handle(), names.data(), names.size());
    if (length == -1 && !means_none(errno))
    {
        ec = last_attribute_error();
    }
    names.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    return names;
}

void copy_one(char const* name, file const& from, file const& to, std::string& value,
              error_code& ec)
{
    ssize_t const length = ::fgetxattr(from.handle(), name, value.data(), value.size());
    if (length == -1
        || ::fsetxattr(to.handle(), name, value.data(), static_cast<std::size_t>(length),
                       0)
            != 0)
    {
        ec = last_attribute_error();
    }
}

/// A new file has the list that its directory gives to new files, if that does.
void remove_access_list(file const& to, error_code& ec)
{
    if (::fremovexattr(to.handle(), access_list.data()) != 0 && !means_none(errno))
    {
        ec = last_attribute_error();
    }
}

}  // namespace

void copy_extended_attributes(file const& from, file const& to, error_code& ec)
{
    ec.clear();
    std::string const names = names_of(from, ec);
    std::string value;
    bool has_list = false;
    for (std::size_t at = 0; !ec && at < names.size();)
    {
        std::string_view const name = names.c_str() + at;
        if (is_to_be_copied(name))
        {
            value.resize(longest_attribute);
            copy_one(name.data(), from, to, value, ec);
            has_list = has_list || name == access_list;
        }
        at += name.size() + 1;
    }
    if (!ec && !has_list)
    {
        remove_access_list(to, ec);
    }
}

}  // namespace os
}  // namespace filelock
