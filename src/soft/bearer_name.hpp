// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_SOFT_BEARER_NAME_HPP_INCLUDED
#define FILELOCK_SOFT_BEARER_NAME_HPP_INCLUDED

#include <optional>
#include <string>
#include <string_view>

#include <filelock/owner.hpp>

namespace filelock
{
namespace soft
{

/// The longest name that bearer_name() makes.
constexpr std::size_t longest_bearer_name = 91;

/// 16 hexadecimal digits that stand for the text, the same everywhere and for ever.
std::string digest_of(std::string const& text);

/// This process as an owner with a fresh token: what a new marker bears.
owner new_bearer();

/// A file name that no other bearer has, and from which its bearer can be judged:
/// `<host>.<pid>.<start>.<place>.<boot>.<token>`, of letters, digits, '-' and '_'.
///
/// `place` stands for host, machine, pid and time namespace, `boot` for the boot, both as
/// digests. Two places that differ do not share a digest of 64 bits; two boots that share
/// one of 32 make a dead bearer look alive if another process has its pid and start.
std::string bearer_name(owner const& who);

/// The owner behind a name, as far as probe() in this process needs it: the place's
/// details are given only if they are this process's own. Nothing if the name is none of
/// bearer_name()'s.
std::optional<owner> parse_bearer_name(std::string_view name);

}  // namespace soft
}  // namespace filelock

#endif
