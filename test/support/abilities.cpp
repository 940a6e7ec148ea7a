// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "support/abilities.hpp"

#include "checked_only_if.hpp"

namespace test
{

precondition_result deaths_are_proved(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_prove_deaths(),
                           "with nothing but POSIX no death is proved");
}

precondition_result events_are_told(boost::unit_test::test_unit_id)
{
    return checked_only_if(is_told_of_events(),
                           "POSIX tells nobody that another has died");
}

precondition_result holders_are_listed(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_list_holders(), "POSIX knows one holder only");
}

precondition_result hard_holders_are_named(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_name_hard_holders(),
                           "Windows does not say who has its lock");
}

precondition_result hard_locks_are_upgraded(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_upgrade_hard_locks(),
                           "on Windows a reader has to let go before it writes");
}

precondition_result symbolic_links_are_made(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_make_symbolic_links(), "Wine makes no symbolic links");
}

precondition_result open_files_are_replaced(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_replace_open_files(),
                           "under Wine an open file keeps its name");
}

precondition_result attributes_are_copied(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_copy_attributes(), "POSIX has no extended attributes");
}

precondition_result open_files_have_names(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_name_open_files(), "POSIX does not name an open file");
}

}  // namespace test
