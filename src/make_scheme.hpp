// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_MAKE_SCHEME_HPP_INCLUDED
#define FILELOCK_MAKE_SCHEME_HPP_INCLUDED

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/options.hpp>
#include <filelock/scheme.hpp>

namespace filelock
{

/// The scheme of that name, built in or registered, for one lock object; null if there is
/// none.
std::unique_ptr<scheme> make_scheme(std::string_view name,
                                    boost::filesystem::path const& lock_path,
                                    options const& how_to);

}  // namespace filelock

#endif
