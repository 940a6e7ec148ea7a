// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_DEADLINE_HPP_INCLUDED
#define FILELOCK_DEADLINE_HPP_INCLUDED

#include <chrono>
#include <cstdint>
#include <ratio>
#include <type_traits>

#include <filelock/config.hpp>

namespace filelock
{

namespace detail
{

/// std::chrono's and Boost.Chrono's durations alike: what has a count and a period.
template <class Type, class = void>
struct is_duration : std::false_type
{
};

template <class Type>
struct is_duration<Type,
                   std::void_t<typename Type::rep, typename Type::period,
                               decltype(std::declval<Type const&>().count())>>
    : std::true_type
{
};

/// Rounds up, so that a wait is never early; saturates at 100 years, which every clock
/// can add; what is not above zero (or no number at all) gives zero.
template <class Duration>
std::chrono::nanoseconds to_nanoseconds(Duration const& duration)
{
    using std::chrono::nanoseconds;
    using rep = typename Duration::rep;
    using period = std::ratio<Duration::period::num, Duration::period::den>;
    using scale = std::ratio_divide<period, std::nano>;
    constexpr nanoseconds longest = std::chrono::hours(100 * 365 * 24);

    rep const count = duration.count();
    if (!(count > rep(0)))
    {
        return nanoseconds::zero();
    }
    long double const rough = static_cast<long double>(count)
        * static_cast<long double>(scale::num) / static_cast<long double>(scale::den);
    if (rough >= static_cast<long double>(longest.count()))
    {
        return longest;
    }
    if constexpr (std::is_floating_point_v<rep>)
    {
        auto const whole = static_cast<std::int64_t>(rough);
        return nanoseconds(whole + (static_cast<long double>(whole) < rough ? 1 : 0));
    }
    else
    {
        // Below the limit, so that neither the product of the quotient nor, the remainder
        // being below the denominator, that of the remainder overflows for any usual
        // period.
        auto const exact = static_cast<std::int64_t>(count);
        std::int64_t const rest = exact % scale::den * scale::num;
        return nanoseconds(exact / scale::den * scale::num + rest / scale::den
                           + (rest % scale::den != 0 ? 1 : 0));
    }
}

}  // namespace detail

/// How long an acquire is willing to wait: not at all, until a point in time, or for
/// ever.
///
/// A value. The point is computed once, on the steady clock, so that neither a clock that
/// is set nor the steps of a long operation shift it. Durations and time points may be
/// those of std::chrono or of Boost.Chrono.
class deadline
{
public:
    using clock = std::chrono::steady_clock;

    /// Does not wait.
    static deadline immediate() noexcept { return {false, clock::time_point::min()}; }

    /// Waits for as long as it takes.
    static deadline never() noexcept { return {true, clock::time_point::max()}; }

    /// Waits for `timeout` from now on, at most 100 years; not at all if it is not above
    /// zero.
    template <class Duration>
    static deadline after(Duration const& timeout)
    {
        auto const length = detail::to_nanoseconds(timeout);
        if (length == length.zero())
        {
            return immediate();
        }
        return {true, clock::now() + length};
    }

    /// Waits until `point` of any clock, read once now; not at all if that is past.
    template <class TimePoint>
    static deadline at(TimePoint const& point)
    {
        auto const now = TimePoint::clock::now();
        if (!(now < point))
        {
            return immediate();
        }
        return after(point - now);
    }

    /// Whether it waits at all.
    bool waits() const noexcept { return waits_; }

    /// Whether the wait ends at point().
    bool is_finite() const noexcept { return point_ != clock::time_point::max(); }

    /// When the wait ends. Precondition: waits() && is_finite().
    clock::time_point point() const noexcept { return point_; }

    /// Whether the time has come.
    bool passed() const noexcept { return is_finite() && clock::now() >= point_; }

private:
    deadline(bool waits, clock::time_point point) noexcept : waits_(waits), point_(point)
    {
    }

    bool waits_;
    clock::time_point point_;
};

}  // namespace filelock

#endif
