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

precondition_result attributes_are_copied(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_copy_attributes(), "POSIX has no extended attributes");
}

precondition_result open_files_have_names(boost::unit_test::test_unit_id)
{
    return checked_only_if(can_name_open_files(), "POSIX does not name an open file");
}

}  // namespace test
