// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// What happens to a program's locks, in its log: an observer for Boost.Log.

#include <mutex>

#include <boost/log/trivial.hpp>

#include <filelock/hard_lock.hpp>
#include <filelock/observer.hpp>

namespace
{

void write_to_log(filelock::event const& what)
{
    using kind = filelock::event::kind;
    bool const is_trouble = what.what == kind::timed_out || what.what == kind::lock_lost
        || what.what == kind::unlock_failed || what.what == kind::stale_lock_broken;
    auto const level =
        is_trouble ? boost::log::trivial::warning : boost::log::trivial::debug;
    BOOST_LOG_STREAM_WITH_PARAMS(boost::log::trivial::logger::get(),
                                 (boost::log::keywords::severity = level))
        << "lock " << what.lock_path << " (" << what.scheme << ", "
        << to_string(what.mode) << "): " << to_string(what.what)
        << (what.reason ? ": " + what.reason.message() : "");
}

}  // namespace

int main(int argc, char** argv)
{
    filelock::set_observer(write_to_log);

    filelock::hard_lock lock(argc > 1 ? argv[1] : "observed");
    std::scoped_lock const alone(lock);
    return 0;
}
