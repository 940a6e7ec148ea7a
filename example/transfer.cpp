// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

/// Two accounts in two files, and money that goes both ways at the same time: each
/// transfer needs both locks, and none waits for the other in a circle.

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>

#include <filelock/hard_lock.hpp>
#include <filelock/lock_in_order.hpp>

namespace
{

long balance(std::string const& account)
{
    long amount = 0;
    std::ifstream(account) >> amount;
    return amount;
}

void set_balance(std::string const& account, long amount)
{
    std::ofstream(account) << amount << '\n';
}

void transfer(std::string const& from, std::string const& to, long amount)
{
    filelock::hard_lock from_lock(from);
    filelock::hard_lock to_lock(to);
    filelock::lock_in_order const both({from_lock, to_lock});
    set_balance(from, balance(from) - amount);
    set_balance(to, balance(to) + amount);
}

void transfer_often(std::string const& from, std::string const& to, long amount)
{
    for (int i = 0; i < 200; ++i)
    {
        transfer(from, to, amount);
    }
}

}  // namespace

int main(int argc, char** argv)
{
    std::string const prefix = argc > 1 ? argv[1] : "account";
    std::string const alice = prefix + ".alice";
    std::string const bob = prefix + ".bob";
    set_balance(alice, 1000);
    set_balance(bob, 1000);

    std::thread one([&] { transfer_often(alice, bob, 3); });
    std::thread other([&] { transfer_often(bob, alice, 2); });
    one.join();
    other.join();

    std::cout << "alice " << balance(alice) << ", bob " << balance(bob) << '\n';
    bool const is_right = balance(alice) == 800 && balance(bob) == 1200;
    return is_right ? EXIT_SUCCESS : EXIT_FAILURE;
}
