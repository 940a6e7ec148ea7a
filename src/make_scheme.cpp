// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "make_scheme.hpp"

#include <algorithm>
#include <array>
#include <atomic>
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
    scheme_maker make;
};

constexpr std::array<entry, 4> built_in = {{{"hard", &make_hard},
                                            {"link", &make_soft<soft::link_marker>},
                                            {"mkdir", &make_soft<soft::mkdir_marker>},
                                            {"create", &make_soft<soft::create_marker>}}};

/// The schemes that have been registered, the latest first. Only ever added to, and
/// without a mutex, so that a fork finds it whole.
struct registration
{
    std::string const name;
    scheme_maker const make;
    registration const* next;
};

std::atomic<registration const*> registered{nullptr};

scheme_maker find_scheme(std::string_view name)
{
    for (entry const& each : built_in)
    {
        if (each.name == name)
        {
            return each.make;
        }
    }
    for (auto const* each = registered.load(); each != nullptr; each = each->next)
    {
        if (each->name == name)
        {
            return each->make;
        }
    }
    return nullptr;
}

}  // namespace

void register_scheme(std::string const& name, scheme_maker make)
{
    auto latest =
        std::make_unique<registration>(registration{name, make, registered.load()});
    while (find_scheme(name) == nullptr)
    {
        // What has come in between may have this name.
        if (registered.compare_exchange_strong(latest->next, latest.get()))
        {
            static_cast<void>(latest.release());
            return;
        }
    }
}

std::unique_ptr<scheme> make_scheme(std::string_view name, path const& lock_path,
                                    options const& how_to)
{
    scheme_maker const make = find_scheme(name);
    return make != nullptr ? make(lock_path, how_to) : nullptr;
}

std::vector<std::string> scheme_names()
{
    std::vector<std::string> names;
    std::transform(built_in.begin(), built_in.end(), std::back_inserter(names),
                   [](entry const& each) { return std::string(each.name); });
    for (auto const* each = registered.load(); each != nullptr; each = each->next)
    {
        names.push_back(each->name);
    }
    return names;
}

}  // namespace filelock
