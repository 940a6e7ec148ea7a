// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_TEST_ABILITIES_HPP_INCLUDED
#define FILELOCK_TEST_ABILITIES_HPP_INCLUDED

/// What the library can do with the sources of src/os/ that it has been built from. A
/// file of support/ for each system, and one for those that have POSIX, says it: if the
/// library itself were asked, one that has forgotten how would have its tests skipped.

#include <boost/test/unit_test.hpp>

namespace test
{

/// Whether the death of another process can be proved.
bool can_prove_deaths() noexcept;

/// Whether the process sees all others of the machine, so that those that it does not see
/// are dead.
bool sees_every_process() noexcept;

/// Whether a living process is recognized by a record that names no pid namespace.
bool recognizes_the_living() noexcept;

/// How often to do what it takes many times to see wrong: as often as that, or less where
/// each time takes long, as under Wine.
int rounds_for(int often) noexcept;

/// Whether who waits is told of what happens to files and processes, and need not look.
bool is_told_of_events() noexcept;

/// Whether all who have the kernel's lock are known, not only one of them.
bool can_list_holders() noexcept;

/// Whether the process that has the kernel's lock is known.
bool can_name_hard_holders() noexcept;

/// Whether the only reader of the kernel's lock can become its writer.
bool can_upgrade_hard_locks() noexcept;

/// Whether symbolic links can be made.
bool can_make_symbolic_links() noexcept;

/// Whether the name of an open file can be removed, and given to another at once.
bool can_replace_open_files() noexcept;

/// Whether a file that takes another's place gets its extended attributes.
bool can_copy_attributes() noexcept;

/// Whether an open file's name can be told.
bool can_name_open_files() noexcept;

/// The same as preconditions of test cases.
using precondition_result = boost::test_tools::assertion_result;
precondition_result deaths_are_proved(boost::unit_test::test_unit_id);
precondition_result events_are_told(boost::unit_test::test_unit_id);
precondition_result holders_are_listed(boost::unit_test::test_unit_id);
precondition_result hard_holders_are_named(boost::unit_test::test_unit_id);
precondition_result hard_locks_are_upgraded(boost::unit_test::test_unit_id);
precondition_result symbolic_links_are_made(boost::unit_test::test_unit_id);
precondition_result open_files_are_replaced(boost::unit_test::test_unit_id);
precondition_result attributes_are_copied(boost::unit_test::test_unit_id);
precondition_result open_files_have_names(boost::unit_test::test_unit_id);

}  // namespace test

#endif
