// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/locked_file.hpp>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <boost/iostreams/stream_buffer.hpp>

#include "files/file_device.hpp"
#include "files/hold.hpp"
#include "files/throw_file_error.hpp"
#include "notify.hpp"
#include "os/content.hpp"
#include "throw_error.hpp"

namespace filelock
{

namespace
{

using std::ios;

struct known_mode
{
    ios::openmode mode;
    os::content_mode means;
};

/// The standard's table of std::filebuf's modes.
constexpr known_mode known_modes[] = {
    {ios::in, {os::content_access::read, false, false, false}},
    {ios::out, {os::content_access::write, true, true, false}},
    {ios::out | ios::trunc, {os::content_access::write, true, true, false}},
    {ios::app, {os::content_access::write, true, false, true}},
    {ios::out | ios::app, {os::content_access::write, true, false, true}},
    {ios::in | ios::out, {os::content_access::both, false, false, false}},
    {ios::in | ios::out | ios::trunc, {os::content_access::both, true, true, false}},
    {ios::in | ios::app, {os::content_access::both, true, false, true}},
    {ios::in | ios::out | ios::app, {os::content_access::both, true, false, true}}};

os::content_mode meaning_of(ios::openmode mode)
{
    auto const* const found =
        std::find_if(std::begin(known_modes), std::end(known_modes),
                     [mode](known_mode const& each)
                     { return each.mode == (mode & ~(ios::ate | ios::binary)); });
    if (found == std::end(known_modes))
    {
        throw std::invalid_argument("a locked_file cannot be opened in that mode");
    }
    return found->means;
}

lock_mode lock_mode_for(os::content_mode how) noexcept
{
    return how.access == os::content_access::read ? lock_mode::shared
                                                  : lock_mode::exclusive;
}

}  // namespace

struct locked_file::impl
{
    /// Stands in for the file when that is closed: everything fails, as with
    /// std::fstream.
    class no_buffer : public std::streambuf
    {
    };

    explicit impl(std::shared_ptr<lock_base> of_file) : lock(std::move(of_file)) {}

    void open(os::content_mode how, bool at_end, boost::filesystem::perms permissions);
    error_code close_file() noexcept;
    std::streambuf* stream_buffer() noexcept;

    std::shared_ptr<lock_base> lock;  ///< Null: not open.
    lock_mode mode = lock_mode::shared;
    files::open_file opened;
    boost::iostreams::stream_buffer<files::file_device> buffer;
    no_buffer closed;
};

void locked_file::impl::open(os::content_mode how, bool at_end,
                             boost::filesystem::perms permissions)
{
    error_code ec;
    opened.file = os::open_content(lock->target(), how, permissions, ec);
    if (!ec && at_end)
    {
        os::seek(opened.file, 0, os::seek_from::end, ec);
    }
    if (ec)
    {
        files::throw_file_error({"open", ec, lock->target(), lock->lock_path()});
    }
    buffer.open(files::file_device(opened));
}

/// Returns why something is not in the file that should be.
error_code locked_file::impl::close_file() noexcept
{
    // The device keeps in mind what is lost here, and writes nothing in a child.
    try
    {
        buffer.close();
    }
    catch (...)  // NOLINT(bugprone-empty-catch)
    {
    }
    error_code ec;
    os::close(std::move(opened.file), ec);
    if (!opened.is_ours())
    {
        return error_code();
    }
    // Also of a stream for reading only, whose buffer takes what the file does not.
    bool const may_lose = mode == lock_mode::exclusive;
    return opened.has_lost_output ? opened.reason : may_lose ? ec : error_code();
}

std::streambuf* locked_file::impl::stream_buffer() noexcept
{
    return lock ? static_cast<std::streambuf*>(&buffer) : &closed;
}

locked_file::locked_file()
    : std::iostream(nullptr)
    , impl_(std::make_unique<impl>(nullptr))
{
    set_rdbuf(impl_->stream_buffer());
}

locked_file::locked_file(std::shared_ptr<lock_base> lock, ios::openmode mode,
                         std::optional<std::chrono::nanoseconds> const& limit,
                         boost::filesystem::perms permissions)
    : std::iostream(nullptr)
    , impl_(std::make_unique<impl>(std::move(lock)))
{
    os::content_mode const how = meaning_of(mode);
    impl_->mode = lock_mode_for(how);
    files::take(*impl_->lock, impl_->mode, limit, "open");
    // The lock's own destructor releases it if this throws.
    impl_->open(how, (mode & ios::ate) != 0, permissions);
    rdbuf(&impl_->buffer);
}

// Like std::fstream's these may allocate. What is moved first is the base alone.
// NOLINTBEGIN(performance-noexcept-move-constructor, bugprone-use-after-move)
locked_file::locked_file(locked_file&& other)
    : std::iostream(std::move(other))
    , impl_(std::exchange(other.impl_, std::make_unique<impl>(nullptr)))
{
    set_rdbuf(impl_->stream_buffer());
    other.set_rdbuf(other.impl_->stream_buffer());
}

locked_file& locked_file::operator=(locked_file&& other)
{
    if (this != &other)
    {
        close_unnoticed();
        std::iostream::operator=(std::move(other));
        impl_.swap(other.impl_);
        set_rdbuf(impl_->stream_buffer());
        other.set_rdbuf(other.impl_->stream_buffer());
    }
    return *this;
}

// NOLINTEND(performance-noexcept-move-constructor, bugprone-use-after-move)

locked_file::~locked_file()
{
    close_unnoticed();
}

bool locked_file::is_open() const noexcept
{
    return impl_->lock != nullptr;
}

error_code locked_file::reason() const noexcept
{
    return impl_->opened.reason;
}

std::shared_ptr<lock_base> locked_file::shut(error_code& lost) noexcept
{
    lost = impl_->close_file();
    auto lock = std::exchange(impl_->lock, nullptr);
    set_rdbuf(impl_->stream_buffer());
    return lock;
}

void locked_file::close()
{
    if (!is_open())
    {
        return;
    }
    error_code lost;
    auto const lock = shut(lost);
    error_code not_released;
    // Not in another thread than the one that opened it: there only the lock's destructor
    // can release it, and does. Nor in a child, which has no lock.
    if (lock->i_am_locking())
    {
        lock->release(not_released);
    }
    if (lost)
    {
        files::throw_file_error({"close", lost, lock->target(), lock->lock_path(),
                                 "what was written is not all in the file"});
    }
    if (not_released)
    {
        throw_unlock_error({"close", not_released, lock->lock_path(), {}, {}});
    }
}

void locked_file::close_unnoticed() noexcept
{
    if (!is_open())
    {
        return;
    }
    error_code lost;
    auto const lock = shut(lost);
    if (lost)
    {
        notify({filelock::event::kind::write_failed, lock->lock_path(),
                lock->scheme_name(), impl_->mode, lost});
    }
}

}  // namespace filelock
