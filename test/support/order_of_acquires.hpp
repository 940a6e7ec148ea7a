// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_ORDER_OF_ACQUIRES_HPP_INCLUDED
#define FILELOCK_TEST_ORDER_OF_ACQUIRES_HPP_INCLUDED

#include <string>
#include <vector>

#include <boost/filesystem/path.hpp>

#include <filelock/observer.hpp>

namespace test
{

/// Which lock files were locked while it lives, in that order.
class order_of_acquires
{
public:
    order_of_acquires()
    {
        filelock::set_observer(
            [this](filelock::event const& told)
            {
                if (told.what == filelock::event::kind::acquired)
                {
                    seen.push_back(told.lock_path.filename().string());
                }
            });
    }

    ~order_of_acquires() { filelock::set_observer({}); }
    order_of_acquires(order_of_acquires const&) = delete;
    order_of_acquires& operator=(order_of_acquires const&) = delete;

    std::vector<std::string> seen;
};

}  // namespace test

#endif
