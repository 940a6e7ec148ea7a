// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_OS_PATIENCE_HPP_INCLUDED
#define FILELOCK_OS_PATIENCE_HPP_INCLUDED

#include <chrono>

#include <boost/system/error_code.hpp>

namespace filelock
{
namespace os
{

/// How long to put up with refusals that pass by themselves. On Windows the name of a
/// file that has been removed is in the way until the last handle to it is closed, and
/// virus scanners and indexers open for a moment what has just been written, keeping
/// others out. POSIX systems have nothing of the kind.
class patience
{
public:
    /// After a call by this thread that has failed with `ec`: whether to make it again.
    /// Then it has slept a little.
    bool allows_another(boost::system::error_code const& ec);

private:
    std::chrono::milliseconds slept_{0};
    std::chrono::milliseconds nap_{1};
};

/// Makes the call, which takes an error code, until it succeeds, or fails for good.
template <class Call>
void with_patience(boost::system::error_code& ec, Call call)
{
    patience left;
    do
    {
        ec.clear();
        call(ec);
    } while (ec && left.allows_another(ec));
}

}  // namespace os
}  // namespace filelock

#endif
