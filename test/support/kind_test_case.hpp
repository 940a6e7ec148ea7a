// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_KIND_TEST_CASE_HPP_INCLUDED
#define FILELOCK_TEST_KIND_TEST_CASE_HPP_INCLUDED

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "support/every_lock.hpp"

namespace test
{

/// Makes a test case of each kind for a function of a kind. Boost.Test's own cases for
/// types or data are templates, whose bodies cost three times as much to compile.
class kind_cases final : public boost::unit_test::test_unit_generator
{
public:
    using body = void (*)(kind const&);

    kind_cases(std::string name, char const* file, std::size_t line, body what,
               std::vector<kind> const& kinds)
        : name_(std::move(name))
        , file_(file)
        , line_(line)
        , what_(what)
        , kinds_(kinds)
    {
    }

    boost::unit_test::test_unit* next() const override
    {
        if (next_ == kinds_.size())
        {
            return nullptr;
        }
        kind const& which = kinds_[next_++];
        return boost::unit_test::make_test_case([what = what_, &which] { what(which); },
                                                name_ + '<' + which.name + '>', file_,
                                                line_);
    }

private:
    std::string const name_;
    char const* const file_;
    std::size_t const line_;
    body const what_;
    std::vector<kind> const& kinds_;
    mutable std::size_t next_ = 0;
};

/// A fixture that is made of a kind, for hard locks only.
template <class Fixture>
struct of_hard : Fixture
{
    of_hard() : Fixture(*find_kind("hard")) {}
};

}  // namespace test

/// Begins a case for each of `kinds`, such as all_kinds(); `which` is the one.
#define FILELOCK_TEST_CASE_OF_KINDS(name, kinds)                    \
    static void name(::test::kind const& which);                    \
    BOOST_AUTO_TU_REGISTRAR(name)                                   \
    (::test::kind_cases(#name, __FILE__, __LINE__, &(name), kinds), \
     ::boost::unit_test::decorator::collector_t::instance());       \
    static void name(::test::kind const& which)

#endif
