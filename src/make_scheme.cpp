// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "make_scheme.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <filelock/any_lock.hpp>

#include "hard/hard_scheme.hpp"
#include "soft/create_marker.hpp"
#include "soft/link_marker.hpp"
#include "soft/mkdir_marker.hpp"
#include "soft/soft_scheme.hpp"

namespace filelock
{

namespace
{

using boost::filesystem::path;

template <class Marker>
std::unique_ptr<soft::marker> make_marker(path const& lock_path, options const& how_to)
{
    return std::make_unique<Marker>(lock_path, how_to);
}

template <class Marker>
std::unique_ptr<scheme> make_soft(path const& lock_path, options const& how_to)
{
    return std::make_unique<soft::soft_scheme>(lock_path, how_to, &make_marker<Marker>);
}

std::unique_ptr<scheme> make_hard(path const& lock_path, options const& how_to)
{
    return std::make_unique<hard::hard_scheme>(lock_path, how_to, hard::purpose::lock);
}

struct entry
{
    std::string_view name;
    std::unique_ptr<scheme> (*make)(path const&, options const&);
};

constexpr std::array<entry, 4> built_in = {{{"hard", &make_hard},
                                            {"link", &make_soft<soft::link_marker>},
                                            {"mkdir", &make_soft<soft::mkdir_marker>},
                                            {"create", &make_soft<soft::create_marker>}}};

}  // namespace

std::unique_ptr<scheme> make_scheme(std::string_view name, path const& lock_path,
                                    options const& how_to)
{
    auto const found =
        std::find_if(built_in.begin(), built_in.end(),
                     [name](entry const& each) { return each.name == name; });
    return found != built_in.end() ? found->make(lock_path, how_to) : nullptr;
}

std::vector<std::string> scheme_names()
{
    std::vector<std::string> names;
    std::transform(built_in.begin(), built_in.end(), std::back_inserter(names),
                   [](entry const& each) { return std::string(each.name); });
    return names;
}

}  // namespace filelock
