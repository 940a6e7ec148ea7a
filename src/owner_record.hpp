// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OWNER_RECORD_HPP_INCLUDED
#define FILELOCK_OWNER_RECORD_HPP_INCLUDED

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <filelock/owner.hpp>

namespace filelock
{

/// A longer text is no record; make_record() never makes one.
constexpr std::size_t longest_record = 4096;

/// The owner as lines `key=value` after a first line `filelock 1`; everything but
/// `since`, which the file system knows. Control characters, '%' and bytes that are not
/// UTF-8 are written as %XX. A note is cut so that the record fits. doc/record.adoc has
/// the format.
std::string make_record(owner const& who);

/// The owner that a record names; nothing if the text is no record from its first byte to
/// its last newline. Unknown keys are skipped, so that later versions can add some.
/// Bounded in time and memory by the text's length, whatever it holds.
std::optional<owner> parse_record(std::string_view text);

}  // namespace filelock

#endif
