# Copyright 2026 The filelock authors.
# Distributed under the Boost Software License, Version 1.0.
# (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

# What `cmake --install` puts where, and how other builds find it there.

include(CMakePackageConfigHelpers)

set(FILELOCK_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/filelock)

install(TARGETS filelock EXPORT filelock
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET filelock_sqlite)
  install(TARGETS filelock_sqlite EXPORT filelock_sqlite
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  # Finds the shared library that it needs beside itself.
  set_target_properties(filelock_sqlite PROPERTIES INSTALL_RPATH "$ORIGIN")
  install(EXPORT filelock_sqlite
    NAMESPACE filelock::
    FILE filelock_sqliteTargets.cmake
    DESTINATION ${FILELOCK_CMAKE_DIR})
endif()
if(TARGET filelock_tool)
  # Finds a shared library of its own prefix, wherever that is moved.
  file(RELATIVE_PATH FILELOCK_BIN_TO_LIB
       ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(filelock_tool PROPERTIES
    INSTALL_RPATH "$ORIGIN/${FILELOCK_BIN_TO_LIB}")
  install(TARGETS filelock_tool RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT filelock
  NAMESPACE filelock::
  FILE filelockTargets.cmake
  DESTINATION ${FILELOCK_CMAKE_DIR})
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/filelockConfig.cmake.in
  ${PROJECT_BINARY_DIR}/filelockConfig.cmake
  INSTALL_DESTINATION ${FILELOCK_CMAKE_DIR})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/filelockConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/filelockConfig.cmake
  ${PROJECT_BINARY_DIR}/filelockConfigVersion.cmake
  DESTINATION ${FILELOCK_CMAKE_DIR})

# A static library cannot say what it needs: then pkg-config does, asked for --static or
# not. The public headers use Boost.Filesystem, so that even users of a shared one link it.
set(FILELOCK_PC_LIBS -lboost_filesystem)
set(FILELOCK_PC_LIBS_PRIVATE ${CMAKE_THREAD_LIBS_INIT} ${CMAKE_DL_LIBS})
list(TRANSFORM FILELOCK_PC_LIBS_PRIVATE REPLACE "^([^-].*)$" "-l\\1")
get_target_property(FILELOCK_TYPE filelock TYPE)
if(FILELOCK_TYPE STREQUAL "SHARED_LIBRARY")
  set(FILELOCK_PC_CFLAGS -DFILELOCK_DYN_LINK)
else()
  set(FILELOCK_PC_CFLAGS "")
  list(APPEND FILELOCK_PC_LIBS ${FILELOCK_PC_LIBS_PRIVATE})
  set(FILELOCK_PC_LIBS_PRIVATE "")
endif()
list(JOIN FILELOCK_PC_LIBS " " FILELOCK_PC_LIBS)
list(JOIN FILELOCK_PC_LIBS_PRIVATE " " FILELOCK_PC_LIBS_PRIVATE)

# Relative to the file, so that an installed tree may be moved, unless a directory was
# given as an absolute one.
set(FILELOCK_PC_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH FILELOCK_PC_TO_PREFIX
     ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
foreach(directory IN ITEMS INCLUDEDIR LIBDIR)
  if(IS_ABSOLUTE ${CMAKE_INSTALL_${directory}})
    set(FILELOCK_PC_${directory} ${CMAKE_INSTALL_${directory}})
  else()
    set(FILELOCK_PC_${directory} "\${prefix}/${CMAKE_INSTALL_${directory}}")
  endif()
endforeach()
if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  set(FILELOCK_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
else()
  set(FILELOCK_PC_PREFIX "\${pcfiledir}/${FILELOCK_PC_TO_PREFIX}")
endif()
configure_file(
  ${PROJECT_SOURCE_DIR}/cmake/filelock.pc.in ${PROJECT_BINARY_DIR}/filelock.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/filelock.pc DESTINATION ${FILELOCK_PC_DIR})
if(TARGET filelock_sqlite)
  set(FILELOCK_PC_SQLITE_LIBS -lfilelock_sqlite)
  set(FILELOCK_PC_SQLITE_LIBS_PRIVATE "-lSQLiteCpp -lsqlite3")
  if(NOT FILELOCK_TYPE STREQUAL "SHARED_LIBRARY")
    string(APPEND FILELOCK_PC_SQLITE_LIBS " ${FILELOCK_PC_SQLITE_LIBS_PRIVATE}")
    set(FILELOCK_PC_SQLITE_LIBS_PRIVATE "")
  endif()
  configure_file(
    ${PROJECT_SOURCE_DIR}/cmake/filelock_sqlite.pc.in
    ${PROJECT_BINARY_DIR}/filelock_sqlite.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/filelock_sqlite.pc DESTINATION ${FILELOCK_PC_DIR})
endif()
