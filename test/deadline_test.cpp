// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include <filelock/deadline.hpp>

#define BOOST_TEST_MODULE deadline_test
#include <boost/test/unit_test.hpp>

#include <limits>

#include <boost/chrono/chrono.hpp>

namespace
{

using filelock::deadline;
using filelock::detail::to_nanoseconds;
using namespace std::chrono;
using namespace std::chrono_literals;

constexpr nanoseconds longest = hours(100 * 365 * 24);

template <class Rep, class Period = std::ratio<1>>
std::int64_t rounded(Rep count)
{
    return to_nanoseconds(duration<Rep, Period>(count)).count();
}

struct fixed_clock
{
    using duration = seconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<fixed_clock>;
    [[maybe_unused]] static constexpr bool is_steady = false;

    static time_point now() { return time_point(1000s); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(whole_numbers_are_exact)
{
    struct row
    {
        std::int64_t result;
        std::int64_t expected;
    };
    for (row const& each : {
             row{rounded<int>(0), 0},
             row{rounded<int>(1), 1'000'000'000},
             row{rounded<short>(2), 2'000'000'000},
             row{rounded<unsigned>(3), 3'000'000'000},
             row{rounded<std::int64_t, std::milli>(5), 5'000'000},
             row{rounded<std::int64_t, std::micro>(7), 7'000},
             row{rounded<std::int64_t, std::nano>(9), 9},
             row{rounded<std::int64_t, std::nano>(longest.count() - 1),
                 longest.count() - 1},
             row{rounded<int, std::ratio<3600>>(1), 3'600'000'000'000},
         })
    {
        BOOST_TEST(each.result == each.expected);
    }
}

BOOST_AUTO_TEST_CASE(what_is_finer_than_a_nanosecond_is_rounded_up)
{
    BOOST_TEST((rounded<int, std::pico>(1)) == 1);
    BOOST_TEST((rounded<int, std::pico>(1000)) == 1);
    BOOST_TEST((rounded<int, std::pico>(1001)) == 2);
    BOOST_TEST((rounded<int, std::ratio<1, 3>>(1)) == 333'333'334);
    BOOST_TEST((rounded<int, std::ratio<1, 3>>(3)) == 1'000'000'000);
    BOOST_TEST((rounded<double, std::nano>(0.1)) == 1);
    BOOST_TEST((rounded<double, std::nano>(1.5)) == 2);
    BOOST_TEST((rounded<float>(0.5F)) == 500'000'000);
    BOOST_TEST(rounded<double>(1e-30) == 1);
}

BOOST_AUTO_TEST_CASE(what_is_not_above_zero_is_zero)
{
    BOOST_TEST(rounded<int>(-1) == 0);
    BOOST_TEST(rounded<double>(-0.0) == 0);
    BOOST_TEST(rounded<double>(-1e300) == 0);
    BOOST_TEST(rounded<double>(std::numeric_limits<double>::quiet_NaN()) == 0);
    BOOST_TEST(rounded<double>(-std::numeric_limits<double>::infinity()) == 0);
    BOOST_TEST(to_nanoseconds(hours::min()).count() == 0);
    BOOST_TEST(to_nanoseconds(nanoseconds::min()).count() == 0);
}

BOOST_AUTO_TEST_CASE(what_is_too_long_is_a_hundred_years)
{
    BOOST_TEST(to_nanoseconds(hours::max()).count() == longest.count());
    BOOST_TEST(to_nanoseconds(nanoseconds::max()).count() == longest.count());
    BOOST_TEST(to_nanoseconds(longest).count() == longest.count());
    BOOST_TEST(rounded<double>(std::numeric_limits<double>::infinity())
               == longest.count());
    BOOST_TEST(rounded<double>(1e300) == longest.count());
    BOOST_TEST((rounded<std::int64_t, std::ratio<31556952>>(101)) == longest.count());
    BOOST_TEST(rounded<std::uint64_t>(std::numeric_limits<std::uint64_t>::max())
               == longest.count());
}

BOOST_AUTO_TEST_CASE(boost_durations_are_taken_too)
{
    BOOST_TEST(to_nanoseconds(boost::chrono::milliseconds(4)).count() == 4'000'000);
    BOOST_TEST(to_nanoseconds(boost::chrono::hours::max()).count() == longest.count());
    boost::chrono::duration<double> const half(0.5);
    BOOST_TEST(to_nanoseconds(half).count() == 500'000'000);
}

BOOST_AUTO_TEST_CASE(immediate_does_not_wait)
{
    BOOST_TEST(!deadline::immediate().waits());
    BOOST_TEST(deadline::immediate().passed());
    BOOST_TEST(!deadline::after(0s).waits());
    BOOST_TEST(!deadline::after(-1s).waits());
    BOOST_TEST(!deadline::at(steady_clock::now() - 1ns).waits());
    BOOST_TEST(!deadline::at(system_clock::time_point::min()).waits());
}

BOOST_AUTO_TEST_CASE(never_waits_for_ever)
{
    BOOST_TEST(deadline::never().waits());
    BOOST_TEST(!deadline::never().is_finite());
    BOOST_TEST(!deadline::never().passed());
}

BOOST_AUTO_TEST_CASE(after_is_never_before_its_time)
{
    auto const before = deadline::clock::now();
    deadline const it = deadline::after(10ms);
    BOOST_TEST(it.waits());
    BOOST_TEST(it.is_finite());
    BOOST_TEST((it.point() >= before + 10ms));
    BOOST_TEST((it.point() <= deadline::clock::now() + 10ms));
    BOOST_TEST(deadline::after(hours::max()).is_finite());
    BOOST_TEST(!deadline::after(hours::max()).passed());
}

BOOST_AUTO_TEST_CASE(deadline_passes_when_its_time_has_come)
{
    deadline const it = deadline::after(1ns);
    while (deadline::clock::now() < it.point())
    {
    }
    BOOST_TEST(it.passed());
}

BOOST_AUTO_TEST_CASE(any_clock_may_say_when)
{
    auto const before = deadline::clock::now();
    deadline const it = deadline::at(fixed_clock::time_point(1005s));
    BOOST_TEST((it.point() >= before + 5s));
    BOOST_TEST((it.point() <= deadline::clock::now() + 5s));
    BOOST_TEST(!deadline::at(fixed_clock::time_point(1000s)).waits());
    BOOST_TEST(deadline::at(boost::chrono::steady_clock::now() + boost::chrono::hours(1))
                   .waits());
}

BOOST_AUTO_TEST_CASE(far_time_points_of_any_clock_saturate)
{
    auto const hundred_years = deadline::clock::now() + longest;
    for (deadline const& each : {deadline::at(fixed_clock::time_point::max()),
                                 deadline::at(steady_clock::time_point::max()),
                                 deadline::at(system_clock::time_point::max())})
    {
        BOOST_TEST(each.is_finite());
        BOOST_TEST((each.point() >= hundred_years));
    }
}
