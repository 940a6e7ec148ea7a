// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "files/replacement.hpp"

#include <boost/filesystem/directory.hpp>
#include <boost/filesystem/operations.hpp>
#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "os/content.hpp"
#include "os/patience.hpp"
#include "path_text.hpp"
#include "soft/side_names.hpp"

namespace filelock
{
namespace files
{

namespace
{

namespace fs = boost::filesystem;

constexpr std::size_t longest_file_name = 255;
constexpr std::size_t random_length = 36;  // of a UUID's text
constexpr std::string_view ending = ".new";

/// What the names of all private files of that target begin with.
std::string beginning_of(fs::path const& target)
{
    constexpr std::size_t longest = longest_file_name - 1 - random_length - ending.size();
    return soft::stem_of(text_of(target.filename()), longest) + '.';
}

fs::path fresh_name(fs::path const& target)
{
    boost::uuids::random_generator generate;
    return soft::directory_of(target)
        / path_of(beginning_of(target) + to_string(generate()) + std::string(ending));
}

bool is_private(std::string_view name, std::string_view beginning) noexcept
{
    if (name.size() != beginning.size() + random_length + ending.size()
        || name.substr(0, beginning.size()) != beginning)
    {
        return false;
    }
    name.remove_prefix(beginning.size());
    return name.substr(random_length) == ending
        && name.find_first_not_of("0123456789abcdef-") == random_length;
}

}  // namespace

replacement::replacement(path const& target)
    : target_(os::of_any_length(target))
    , directory_name_(soft::directory_of(target_))
    , name_(fresh_name(target_))
{
}

replacement::~replacement()
{
    if (exists_ && !has_taken_place_)
    {
        // Killed before this, we leave it to the next writer.
        error_code ignored;
        os::remove_file(name_, ignored);
    }
}

void replacement::remove_leftovers() const
{
    // Whoever made them held the lock that we hold now, and is dead or was robbed of it:
    // one who was paused, and goes on after its soft lock was broken, does not find its
    // file any more, fails, and changes nothing. We have made regular files only.
    std::string const beginning = beginning_of(target_);
    error_code ignored;
    fs::directory_iterator each(directory_name_, ignored);
    while (!ignored && each != fs::directory_iterator())
    {
        error_code unknown;
        if (is_private(text_of(each->path().filename()), beginning)
            && each->symlink_status(unknown).type() == fs::regular_file)
        {
            error_code not_removed;
            os::remove_file(each->path(), not_removed);
        }
        each.increment(ignored);
    }
}

void replacement::make(std::string_view bytes, os::file const& old, fs::perms permissions,
                       error_code& ec)
{
    // Opened before anything is changed: without it nothing could be promised.
    directory_ = os::open_directory(directory_name_, ec);
    if (ec)
    {
        return;
    }
    remove_leftovers();
    // Until it has the old file's permissions it is nobody else's.
    auto const at_first = old.is_open() ? fs::owner_read | fs::owner_write : permissions;
    file_ = os::open(name_, os::open_mode::create, at_first, ec);
    exists_ = !ec;
    if (!ec)
    {
        os::write_all(file_, bytes, ec);
    }
    if (!ec && old.is_open())
    {
        os::copy_access(old, file_, ec);
    }
    if (!ec)
    {
        // Before the name is given: else a loss of power may leave the name with nothing
        // or with half of it behind, as the order of the two on disk is anybody's guess.
        os::sync(file_, ec);
    }
}

void replacement::take_place(error_code& ec)
{
    // On the disk it is; and Windows does not rename what is open.
    file_.close();
    os::with_patience(ec,
                      [this](error_code& failed) { fs::rename(name_, target_, failed); });
    if (ec)
    {
        return;
    }
    has_taken_place_ = true;
    // Killed here, we have done what was asked; only a loss of power may yet undo it, and
    // would then bring back all of the old.
    os::sync(directory_, ec);
}

}  // namespace files
}  // namespace filelock
