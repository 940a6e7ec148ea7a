// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#include "os/windows_file.hpp"

#include <windows.h>

#include "os/patience.hpp"
#include "os/windows_error.hpp"

namespace filelock
{
namespace os
{

namespace
{

/// Has what is open removed when the last handle to it is closed; its name goes at once
/// where the system knows how (Windows 10 on NTFS).
bool dispose_of(file const& opened) noexcept
{
    struct
    {
        DWORD flags;
    } how = {0x1 | 0x2 | 0x10};  // Delete, as POSIX does it, even if it is read-only.
    constexpr auto disposition_ex = static_cast<FILE_INFO_BY_HANDLE_CLASS>(21);
    FILE_DISPOSITION_INFO plainly = {TRUE};
    return ::SetFileInformationByHandle(opened.handle(), disposition_ex, &how, sizeof how)
        != 0
        || (::GetLastError() != ERROR_DIR_NOT_EMPTY
            && ::SetFileInformationByHandle(opened.handle(), FileDispositionInfo,
                                            &plainly, sizeof plainly)
                != 0);
}

/// Elsewhere the name is in the way, of its directory's removal as well, for as long as
/// anybody has it open; those who look at a marker do so for an instant. Wine lets it be
/// opened meanwhile.
void wait_until_gone(path const& name, file_id const& removed)
{
    error_code unknown;
    with_patience(unknown,
                  [&](error_code& still_there)
                  {
                      file const opened =
                          open_at_once(name, FILE_READ_ATTRIBUTES, OPEN_EXISTING,
                                       FILE_FLAG_BACKUP_SEMANTICS, still_there);
                      if (!still_there && facts_of(opened, still_there).id == removed)
                      {
                          still_there.assign(ERROR_DELETE_PENDING,
                                             boost::system::system_category());
                      }
                  });
}

void remove_name(path const& name, bool is_directory, error_code& ec)
{
    path const usable = of_any_length(name);
    file_facts removed;
    with_patience(ec,
                  [&](error_code& failed)
                  {
                      file const opened =
                          open_at_once(usable, DELETE | FILE_READ_ATTRIBUTES,
                                       OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, failed);
                      removed = failed ? file_facts{} : facts_of(opened, failed);
                      bool const is_one = removed.kind == file_kind::directory;
                      if (!failed && is_one != is_directory)
                      {
                          failed.assign(is_one ? ERROR_ACCESS_DENIED : ERROR_DIRECTORY,
                                        boost::system::system_category());
                      }
                      else if (!failed && !dispose_of(opened))
                      {
                          failed = last_windows_error();
                      }
                  });
    if (!ec)
    {
        wait_until_gone(usable, removed.id);
    }
}

}  // namespace

void remove_file(path const& name, error_code& ec)
{
    remove_name(name, false, ec);
}

void remove_directory(path const& name, error_code& ec)
{
    remove_name(name, true, ec);
}

}  // namespace os
}  // namespace filelock
