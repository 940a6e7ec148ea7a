// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// Builds where there is what the component sqlite needs: b2 asks by trying.

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

int main()
{
    return SQLite::Database(":memory:").getHandle() != nullptr
            && sqlite3_libversion_number() >= 3031000
        ? 0
        : 1;
}
