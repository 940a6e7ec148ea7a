// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The readers of a soft lock: entries in the directory X.readers, made while X, the gate
// and the writers' marker, is held.
//
// Modelled: every system call on X.readers is a step of its own, and between any two of
// them anybody may be paused for as long as he likes, or killed. PROCESSES participants
// take the lock ROUNDS times, shared or exclusive as they please; while they have it they
// may convert it either way; a reader may also make a second entry without X, for a
// second lock object, and then give up the first (what lets a thread read again while a
// writer waits for it). A writer that waits for readers may give up at any moment, as one
// does that does not wait. DEATHS processes are killed. With ORDERS there is an operator
// besides, mortal like all, who calls break_lock() that often: X, then the readers'
// entries one by one. A living holder counts as gone from the moment its marker or entry
// is removed.
//
// With PATIENT writers never give up; with PLAIN nobody converts or makes a second entry.
//
// Abstracted: X is taken, looked at, released, and taken from the dead, in one step each,
// which link_lock.pml and mkdir_lock.pml justify. A name may be used again where the
// library makes a fresh one, so that an order may remove a newer entry than it has seen:
// more than can happen. Errors are not modelled.
//
// Proved: never two writers, nor a writer beside a reader, nor a writer in the middle of
// a conversion; nobody finds its marker or entry gone, unless by order; no deadlock:
// everybody who is not killed gets in as often as it wants to; when all have stopped,
// nothing of a living process is left. The largest run has five million states.
//
// What that takes, beyond what is obvious, and has a control each:
// - NO_DRAIN_CHECK: the writer looks whether X is still its own after the readers are
//   gone, for break_lock() may have removed both while it waited, and somebody else have
//   come in.
// - UPGRADE_BY_LISTING: that a converting reader is alone is proved by removing its own
//   entry and then the directory, not by a listing: that can miss another reader's second
//   entry, made after it began, and the first one, removed before it got there. If others
//   are in, it makes its entry again, still holding X.
// - SECOND_WITHOUT_LOOK: who has made a second entry looks whether the first is still
//   there.

/* proof: PROCESSES=3 DEATHS=1 */
/* proof: PROCESSES=2 DEATHS=2 ROUNDS=2 PATIENT */
/* proof: PROCESSES=2 DEATHS=0 ORDERS=1 */
/* proof: PROCESSES=3 DEATHS=0 ORDERS=1 PLAIN */
/* control: NO_GATE finds compatible */
/* control: NO_GATE_CHECK PROCESSES=2 DEATHS=0 ORDERS=1 finds compatible */
/* control: NO_DRAIN finds compatible_with_writer */
/* control: NO_DRAIN_CHECK PLAIN DEATHS=0 ORDERS=1 finds compatible_with_writer */
/* control: UPGRADE_BY_LISTING finds compatible_with_writer */
/* control: SECOND_WITHOUT_LOOK PROCESSES=2 DEATHS=0 ORDERS=1 finds compatible */
/* control: DEAD_STAY PATIENT finds invalid end state */
/* control: UPGRADE_WAITS PATIENT finds invalid end state */

#ifndef PROCESSES
#define PROCESSES 3
#endif
#ifndef DEATHS
#define DEATHS 1
#endif
#ifndef ROUNDS
#define ROUNDS 1
#endif
#ifndef ORDERS
#define ORDERS 0
#endif

#if ORDERS
#define PEOPLE (PROCESSES + 1)
#else
#define PEOPLE PROCESSES
#endif
#define OPERATOR PROCESSES

// Two names for each process.
#define first_of(who) (1 << (2 * (who)))
#define both_of(who) (3 << (2 * (who)))
#define the_other(name) (both_of(me) & ~(name))

byte X;          // Who has it, counted from one; zero: there is no X.
bool directory;  // X.readers
byte entries;    // In it.
bool dead[PEOPLE];
bool done[PEOPLE];
byte deaths;

// An assertion that says in its counterexample which rule it stands for.
#define require(rule) if :: (rule) :: else -> printf(#rule); assert(false) fi

// What nobody in the model can see, for the assertions.
byte readers;               // The entries by which living readers hold the lock.
byte writer;                // Who lives and has the lock exclusively, counted from one.
byte of_the_dead;           // All entries that they made or could have made.
byte broken;                // Entries removed by order.
bool broken_gate[PEOPLE];   // X was removed by order.
bool never_had_it[PEOPLE];  // ... while a reader was in: its maker had no lock yet.

#define is_ours (X == me + 1)
#define may_take_gate (X == 0 || dead[X - 1])
#define compatible_with_reader (writer == 0)
#define compatible_with_writer (writer == 0 && readers == 0)

#define was_broken(entry) ((broken & (entry)) != 0)

inline take_gate()
{
    X = me + 1;
    broken_gate[me] = false;
    never_had_it[me] = false
}

inline release_gate()
{
    if
    :: is_ours -> X = 0
    :: else -> require(broken_gate[me])
    fi
}

inline remove_directory()
{
    atomic {
        if
        :: directory && entries == 0 -> directory = false
        :: else
        fi
    }
}

// The creator starts over as long as somebody removes the directory before it enters.
inline create_entry(entry)
{
    do
    :: directory = true;
        atomic {
            if
            :: directory ->
                entries = entries | entry;
                broken = broken & ~entry;
                break
            :: else
            fi
        }
    od
}

inline withdraw(entry)
{
    atomic { entries = entries & ~entry; readers = readers & ~entry }
    remove_directory()
}

// From here on it reads, unless its entry has been removed by order meanwhile.
inline begin_to_read(entry)
{
    if
    :: (entries & entry) != 0 ->
        require(compatible_with_reader);
        readers = readers | entry
    :: else -> require(was_broken(entry))
    fi
}

// Precondition: X is ours. Removes one entry of somebody dead, if there is any.
inline remove_dead_entry()
{
    atomic {
        if
        :: (entries & of_the_dead) != 0 ->
            one = 1;
            do
            :: (entries & of_the_dead & one) != 0 -> break
            :: else -> one = one << 1
            od
        :: else -> one = 0
        fi
    }
    atomic { entries = entries & ~one; one = 0 }
}

// Leaves X for an entry, whose name is `own`. Goes to `lost` if X was not ours any more.
inline exchange_gate_for_entry(if_lost)
{
    create_entry(own);
#ifndef NO_GATE_CHECK
    if
    :: !is_ours ->
        withdraw(own);
        goto if_lost
    :: else
    fi;
#endif
    atomic {
        release_gate();
        if
        :: writer == me + 1 -> writer = 0
        :: else
        fi;
        readers = readers & ~both_of(me);
        begin_to_read(own)
    }
}

proctype participant(byte me)
{
    byte round, own, one;
    bool wants_more;
    {
        do
        :: round == ROUNDS -> break
        :: round < ROUNDS ->
#ifndef PLAIN
            wants_more = true;
#endif
            if
            :: goto shared
            :: goto exclusive
            fi;
shared:
            own = first_of(me);
#ifdef NO_GATE
            create_entry(own);
            atomic { begin_to_read(own) }
#else
            atomic { may_take_gate -> take_gate() }
            exchange_gate_for_entry(shared);
#endif
reading:
            if
            :: goto leave
            :: wants_more -> wants_more = false; goto read_twice
            :: wants_more -> wants_more = false; goto upgrade
            fi;
leave:
            atomic {
                readers = readers & ~own;
                if
                :: (entries & own) != 0 -> entries = entries & ~own
                :: else -> require(was_broken(own))  // not_my_lock
                fi
            }
            remove_directory();
            goto next;

read_twice:
            // It looks first whether it reads: that may be long ago when it goes on.
            if
            :: (entries & own) == 0 -> goto leave
            :: else
            fi;
            create_entry(the_other(own));
            atomic {
#ifndef SECOND_WITHOUT_LOOK
                if
                :: (entries & own) == 0 -> goto second_is_void
                :: else
                fi;
#endif
                begin_to_read(the_other(own))
            }
            // The first of the two is released.
            atomic {
                readers = readers & ~own;
                if
                :: (entries & own) != 0 -> entries = entries & ~own
                :: else -> require(was_broken(own))
                fi;
                own = the_other(own)
            }
            remove_directory();
            goto reading;
second_is_void:
            withdraw(the_other(own));
            goto leave;

upgrade:
            atomic {
                if
                :: may_take_gate -> take_gate()
#ifndef UPGRADE_WAITS
                :: else -> goto reading
#endif
                fi
            }
            remove_dead_entry();
#ifdef UPGRADE_BY_LISTING
            one = entries;
            atomic {
                if
                :: (one & entries & ~own) != 0 ->
                    one = 0;
                    release_gate();
                    goto reading
                :: else -> one = 0
                fi
            }
            atomic {
                if
                :: (entries & own) == 0 -> release_gate(); goto leave
                :: is_ours && (entries & own) != 0 ->
                    entries = entries & ~own;
                    readers = readers & ~own;
                    require(compatible_with_writer);
                    writer = me + 1;
                    goto writing
                :: else -> goto leave
                fi
            }
#endif
            // Until it is made again, X stands in for the entry: broken with it.
            atomic {
                if
                :: (entries & own) != 0 ->
                    entries = entries & ~own;
                    if
                    :: !is_ours -> readers = readers & ~own
                    :: else
                    fi
                :: else ->
                    require(was_broken(own));
                    release_gate();
                    goto next  // not_my_lock
                fi
            }
            atomic {
                if
                :: !directory
                :: directory && entries == 0 -> directory = false
                :: else -> goto not_alone
                fi
            }
            atomic {
                if
                :: is_ours ->
                    readers = readers & ~own;
                    require(compatible_with_writer);
                    writer = me + 1;
                    goto writing
                :: else -> require(broken_gate[me]); goto next  // not_my_lock
                fi
            }
not_alone:
            exchange_gate_for_entry(next);
            goto reading;

exclusive:
            atomic { may_take_gate -> take_gate() }
drain:
#ifndef NO_DRAIN
            atomic {
                if
                :: !directory -> goto drained
                :: directory && entries == 0 -> directory = false; goto drained
                :: else
                fi
            }
#ifndef DEAD_STAY
            remove_dead_entry();
#endif
            if
            :: entries == 0 || !directory -> goto drain
#ifndef DEAD_STAY
            :: (entries & of_the_dead) != 0 -> goto drain
#endif
#ifndef PATIENT
            :: atomic { release_gate(); goto next }
#endif
            fi;
#endif
drained:
            atomic {
                if
                :: is_ours || never_had_it[me] ->
#ifndef NO_DRAIN_CHECK
                    if
                    :: !is_ours -> goto exclusive
                    :: else
                    fi;
#endif
                    require(compatible_with_writer);
                    writer = me + 1
                :: else ->
                    require(broken_gate[me]);
                    goto exclusive
                fi
            }
writing:
            if
            :: true
            :: wants_more -> wants_more = false; goto downgrade
            fi;
            atomic {
                if
                :: writer == me + 1 -> writer = 0
                :: else -> require(broken_gate[me])
                fi;
                release_gate()  // not_my_lock, if it is not
            }
            goto next;

downgrade:
            own = first_of(me);
            exchange_gate_for_entry(next);
            goto reading;
next:
            atomic { round++; own = 0; one = 0 }
        od;
        done[me] = true
    } unless {
        dead[me]
    }
    atomic { round = 0; own = 0; one = 0; wants_more = false }
}

#if ORDERS
// What X removed by order stands for: its maker counts as gone, if it had the lock.
inline break_gate()
{
    broken_gate[X - 1] = true;
    if
    :: writer == X -> writer = 0
    :: else -> never_had_it[X - 1] = readers != 0
    fi;
    readers = readers & ~(both_of(X - 1) & ~entries);
    X = 0
}

proctype operator()
{
    byte me = OPERATOR, orders, seen, one;
    {
        do
        :: orders == ORDERS -> break
        :: orders < ORDERS ->
            orders++;
            seen = X;
            atomic {
                if
                :: seen != 0 && X == seen -> break_gate()
                :: else
                fi;
                seen = 0
            }
            seen = entries;
            do
            :: seen != 0 ->
                atomic {
                    one = 1;
                    do
                    :: (seen & one) != 0 -> break
                    :: else -> one = one << 1
                    od;
                    seen = seen & ~one;
                    if
                    :: (entries & one) != 0 ->
                        entries = entries & ~one;
                        readers = readers & ~one;
                        broken = broken | one
                    :: else
                    fi;
                    one = 0
                }
            :: else -> break
            od;
            remove_directory()
        od;
        done[me] = true
    } unless {
        dead[me]
    }
    atomic { orders = 0; seen = 0; one = 0 }
}
#endif

inline kill(who)
{
    atomic {
        deaths < DEATHS && !dead[who] && !done[who] ->
        deaths++;
        dead[who] = true;
        if
        :: who < PROCESSES ->
            of_the_dead = of_the_dead | both_of(who);
            readers = readers & ~both_of(who)
        :: else
        fi;
        if
        :: writer == who + 1 -> writer = 0
        :: else
        fi
    }
}

proctype killer()
{
end:
    do
    :: kill(0)
    :: kill(1)
#if PROCESSES > 2
    :: kill(2)
#endif
#if ORDERS
    :: kill(OPERATOR)
#endif
    od
}

init
{
    byte who;
    atomic {
#if ORDERS
        run operator();
#endif
        for (who : 0 .. PROCESSES - 1) {
            run participant(who)
        }
        run killer()
    }
    atomic {
        for (who : 0 .. PEOPLE - 1) {
            dead[who] || done[who]
        }
        require(X == 0 || dead[X - 1]);
        require((entries & ~of_the_dead) == 0);
        require(!directory || deaths > 0)
    }
}
