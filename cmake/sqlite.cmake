# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# The optional component sqlite: filelock::sqlite, where SQLiteCpp is to be had.

# A larger project gets nothing that it has not asked for.
if(FILELOCK_IS_TOP_LEVEL)
  set(FILELOCK_WITH_SQLITE_DEFAULT AUTO)
else()
  set(FILELOCK_WITH_SQLITE_DEFAULT OFF)
endif()
set(FILELOCK_WITH_SQLITE ${FILELOCK_WITH_SQLITE_DEFAULT} CACHE STRING "Build the component sqlite: AUTO, ON, OFF")
set_property(CACHE FILELOCK_WITH_SQLITE PROPERTY STRINGS AUTO ON OFF)

if(FILELOCK_WITH_SQLITE STREQUAL "AUTO")
  find_package(SQLiteCpp QUIET)
  find_package(SQLite3 QUIET)
elseif(FILELOCK_WITH_SQLITE)
  find_package(SQLiteCpp REQUIRED)
  find_package(SQLite3 REQUIRED)
else()
  return()
endif()
if(NOT TARGET SQLiteCpp OR NOT TARGET SQLite::SQLite3)
  message(STATUS "filelock: no SQLiteCpp, so no component sqlite")
  return()
endif()

add_library(filelock_sqlite
  src/os/${FILELOCK_SYSTEM}_file_system.cpp
  src/sqlite/connection.cpp
  src/sqlite/database.cpp
  src/sqlite/lookout.cpp
  src/sqlite/row.cpp
  src/sqlite/schema.cpp
  src/sqlite/sqlite_error.cpp
  src/sqlite/sqlite_lock.cpp
  src/sqlite/sqlite_scheme.cpp
  src/sqlite/sqlite_scheme_holds.cpp
  src/sqlite/sqlite_scheme_queries.cpp)
add_library(filelock::sqlite ALIAS filelock_sqlite)
set_target_properties(filelock_sqlite PROPERTIES EXPORT_NAME sqlite)
filelock_compile_options(filelock_sqlite)
target_include_directories(filelock_sqlite PRIVATE src)
target_link_libraries(filelock_sqlite
  PUBLIC filelock
  PRIVATE SQLiteCpp SQLite::SQLite3 Threads::Threads)
get_target_property(FILELOCK_SQLITE_TYPE filelock_sqlite TYPE)
if(FILELOCK_SQLITE_TYPE STREQUAL "SHARED_LIBRARY")
  target_compile_definitions(filelock_sqlite PRIVATE FILELOCK_SQLITE_SOURCE)
  set_target_properties(filelock_sqlite PROPERTIES
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # Its fork handlers stay installed when a program closes it.
    target_link_options(filelock_sqlite PRIVATE LINKER:-z,nodelete)
  endif()
endif()
