// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

#ifndef FILELOCK_HPP_INCLUDED
#define FILELOCK_HPP_INCLUDED

/// The whole library. `filelock/interprocess.hpp` is part of it, too: it brings no other
/// headers of Boost.Interprocess than its exceptions.

#include <filelock/any_lock.hpp>
#include <filelock/cancellation.hpp>
#include <filelock/config.hpp>
#include <filelock/create_lock.hpp>
#include <filelock/custom_lock.hpp>
#include <filelock/deadline.hpp>
#include <filelock/error.hpp>
#include <filelock/fair_lock.hpp>
#include <filelock/file_content.hpp>
#include <filelock/file_error.hpp>
#include <filelock/file_handle.hpp>
#include <filelock/handle_lock.hpp>
#include <filelock/hard_lock.hpp>
#include <filelock/interprocess.hpp>
#include <filelock/link_lock.hpp>
#include <filelock/lock_base.hpp>
#include <filelock/lock_in_order.hpp>
#include <filelock/lock_mode.hpp>
#include <filelock/locked_file.hpp>
#include <filelock/marker_lock.hpp>
#include <filelock/mkdir_lock.hpp>
#include <filelock/observer.hpp>
#include <filelock/options.hpp>
#include <filelock/owner.hpp>
#include <filelock/recursive_lock.hpp>
#include <filelock/scheme.hpp>
#include <filelock/semaphore.hpp>
#include <filelock/semaphore_slot.hpp>
#include <filelock/soft_lock.hpp>

#endif
