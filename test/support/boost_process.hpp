// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_BOOST_PROCESS_HPP_INCLUDED
#define FILELOCK_TEST_BOOST_PROCESS_HPP_INCLUDED

/// The first of Boost.Process's two interfaces, the only one that all Boosts have which
/// will do here. The newer of them have moved it.

#if __has_include(<boost/process/v1/child.hpp>)
#include <boost/process/v1/args.hpp>
#include <boost/process/v1/child.hpp>
#include <boost/process/v1/io.hpp>
#include <boost/process/v1/pipe.hpp>
#include <boost/process/v1/search_path.hpp>
#else
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>
#include <boost/process/search_path.hpp>
#endif

namespace test
{

#if __has_include(<boost/process/v1/child.hpp>)
namespace process = boost::process::v1;
#else
namespace process = boost::process;
#endif

}  // namespace test

#endif
