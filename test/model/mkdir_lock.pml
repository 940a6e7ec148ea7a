// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The mkdir lock: X is a directory with the holder's entry in it, whose name is fresh for
// every acquisition.
//
// Modelled: every system call is a step of its own, and between any two of them anybody
// may be paused for as long as he likes, or killed. PROCESSES participants acquire and
// release ROUNDS times; DEATHS processes are killed at any step. Listing X is not atomic:
// it begins and it ends, and an entry that is made or removed meanwhile is seen or is
// not. An observer removes an empty X by rmdir() at any time whatever, which is what
// options::abandoned_after comes to when it is far too short. With ORDERS there is an
// operator besides, mortal like all, who calls break_lock() that often; a living holder
// counts as gone from the moment its entry is removed.
//
// Abstracted: a fresh name is one that neither exists nor is remembered by anybody; a
// record is written at once with its entry (a torn one is judged by the entry's name);
// waiting is for a change that lets the next attempt come out differently; the verdict
// "dead" is exact. Foreign entries and errors are not modelled.
//
// Proved: never two holders; nobody removes an entry but its maker, who sees the maker
// dead, or who was told to and saw that very entry; a holder's entry is there unless
// broken by order; no deadlock: everybody who is not killed gets in as often as it wants
// to, or at least always can; when all have stopped, nothing of a living process is left
// in X. The largest run has three million states.
//
// Not promised, and not so: that withdrawing never goes on for ever. Two creators who
// keep removing each other's new directory in lock step would go on; jitter ends it.
//
// The limit that the controls NO_OBSERVER show: an X without entry is what is left not
// only by who is killed between mkdir and entry, but also by a holder or breaker who is
// killed between removing an entry and rmdir(), and only abandoned_after or break_lock()
// removes it.

/* proof: PROCESSES=3 DEATHS=2 ROUNDS=2 */
/* proof: PROCESSES=3 DEATHS=0 ROUNDS=1 ORDERS=1 */
/* proof: PROCESSES=2 DEATHS=1 ROUNDS=2 ORDERS=2 */
/* control: NO_LISTING finds nobody_else_inside */
/* control: LISTED_BEFORE_ENTRY finds nobody_else_inside */
/* control: NOT_LISTED_IS_ALONE ORDERS=1 finds nobody_else_inside */
/* control: REMOVE_TREE finds is_by_right */
/* control: REMOVE_WHAT_IS_FOUND finds is_by_right */
/* control: SAME_NAME PROCESSES=2 ROUNDS=2 ORDERS=1 finds removes_what_was_seen */
/* control: NO_OBSERVER finds invalid end state */
/* control: NO_OBSERVER CREATORS_LIVE finds invalid end state */

#ifndef PROCESSES
#define PROCESSES 3
#endif
#ifndef DEATHS
#define DEATHS 2
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

// As many as can be remembered by the others, and one more.
#define NAMES PEOPLE
#define entry(who, n) (1 << ((who) * NAMES + (n)))
#define all_of(who) (((1 << NAMES) - 1) << ((who) * NAMES))

bool X;
int entries;        // In X.
int known[PEOPLE];  // What a lister or remover has seen and still remembers.
bool dead[PEOPLE];
bool done[PEOPLE];
byte deaths;

// An assertion that says in its counterexample which rule it stands for.
#define require(rule) if :: (rule) :: else -> printf(#rule); assert(false) fi

// What nobody in the model can see, for the assertions.
int holds;             // The entries of living holders.
int of_the_dead;       // All entries that they made or could have made.
int broken;            // Entries removed by order.
bool remade[PEOPLE];   // What that one remembers has been removed, and made anew.
bool creating[PEOPLE];

#define nobody_else_inside (holds == 0)
#define is_by_right(found) (((found) & ~of_the_dead) == 0)
#define removes_what_was_seen (!remade[me])

inline remove_directory()
{
    atomic {
        if
#ifdef REMOVE_TREE
        :: X ->
            require(is_by_right(entries));
            entries = 0;
            X = false
#else
        :: X && entries == 0 -> X = false
#endif
        :: else
        fi
    }
}

// A name that nobody knows: as fresh as a random one.
inline choose_name()
{
    taken = entries;
    for (other : 0 .. PEOPLE - 1) {
        taken = taken | known[other]
    }
    other = 0;
#ifndef SAME_NAME
    do
    :: (taken & entry(me, other)) != 0 -> other++
    :: else -> break
    od;
#endif
    own = entry(me, other);
    taken = 0;
    require(own != 0 && (own & all_of(me)) == own)
}

inline create_entry()
{
    choose_name();
    for (other : 0 .. PEOPLE - 1) {
        if
        :: (known[other] & own) != 0 -> remade[other] = true
        :: else
        fi
    }
    other = 0;
    entries = entries | own;
    broken = broken & ~all_of(me)
}

// Removes the one entry that is known[me], then X unless others are in it.
inline take_away()
{
    atomic {
        if
        :: (entries & known[me]) != 0 ->
            require(removes_what_was_seen);
            if
            :: me == OPERATOR -> broken = broken | known[me]
            :: else -> require(is_by_right(known[me]))
            fi;
            entries = entries & ~known[me];
            holds = holds & ~known[me];
            known[me] = 0
        :: else ->
            known[me] = 0;
            remade[me] = false;
            goto lost
        fi
    }
    remove_directory()
}

// One entry of those in `among`.
inline choose_entry(among)
{
    one = 1;
    do
    :: (among & one) != 0 -> known[me] = one; break
    :: (among & ~(one | (one - 1))) != 0 -> one = one << 1
    od;
    one = 0
}

proctype participant(byte me)
{
    byte round, other;
    int own, taken, one;
    {
        do
        :: round == ROUNDS -> break
        :: round < ROUNDS ->
again:
            atomic {
                own = 0;
                if
                :: !X -> X = true; creating[me] = true
                :: else -> goto busy
                fi
            }
#ifdef LISTED_BEFORE_ENTRY
            if
            :: X && entries == 0
            :: else -> goto again
            fi;
#endif
            atomic {
                creating[me] = false;
                if
                :: X -> create_entry()
                :: else -> goto again
                fi
            }
#ifndef NO_LISTING
#ifndef LISTED_BEFORE_ENTRY
            known[me] = entries;
            atomic {
                if
                :: (entries & known[me] & ~own) != 0 -> known[me] = 0; goto withdraw
                :: (entries & known[me] & ~own) == 0 ->
                    if
                    :: ((entries | known[me]) & ~own) != 0 || (entries & own) == 0 ->
                        known[me] = 0;
                        remade[me] = false;
                        goto withdraw
#ifdef NOT_LISTED_IS_ALONE
                    :: true
#else
                    :: (known[me] & own) != 0
#endif
                    fi;
                fi;
                known[me] = 0;
                remade[me] = false;
#ifndef NOT_LISTED_IS_ALONE
                if
                :: (entries & own) == 0 -> goto holds_lock  // It was, and is broken.
                :: else
                fi;
#endif
                require(nobody_else_inside);
                holds = holds | own
            }
#endif
#endif
#if defined(NO_LISTING) || defined(LISTED_BEFORE_ENTRY)
            atomic { require(nobody_else_inside); holds = holds | own }
#endif
holds_lock:
            atomic {
                require((entries & own) != 0 || (broken & own) != 0);
                holds = holds & ~own;
                if
                :: (entries & own) != 0 -> entries = entries & ~own
                :: else -> goto next  // not_my_lock
                fi
            }
            remove_directory();
next:
            atomic { own = 0; round++ }
        od;
        goto stop;
withdraw:
        entries = entries & ~own;
        remove_directory();
        goto again;
busy:
        atomic {
            (!X || (entries & of_the_dead) != 0);
            if
            :: !X -> goto again
            :: else -> choose_entry(entries & of_the_dead)
            fi
        }
        take_away();
lost:
        goto again;
stop:
        done[me] = true
    } unless {
        dead[me]
    }
    atomic {
        round = 0;
        other = 0;
        own = 0;
        taken = 0;
        one = 0;
        known[me] = 0;
        remade[me] = false
    }
}

#if ORDERS
proctype operator()
{
    byte me = OPERATOR, orders;
    int one;
    {
        do
        :: orders == ORDERS -> break
        :: orders < ORDERS ->
            atomic {
                orders++;
                if
                :: entries != 0 -> choose_entry(entries)
                :: else -> goto lost
                fi
            }
            take_away();
lost:
            skip
        od;
        done[me] = true
    } unless {
        dead[me]
    }
    atomic { orders = 0; one = 0; known[me] = 0; remade[me] = false }
}
#endif

#ifndef NO_OBSERVER
proctype observer()
{
end:
    do
#ifdef REMOVE_WHAT_IS_FOUND
    :: X && entries == 0 ->
        atomic {
            require(is_by_right(entries));
            entries = 0;
            X = false
        }
#else
    :: atomic { X && entries == 0 -> X = false }
#endif
    od
}
#endif

inline kill(who, its_entries)
{
    atomic {
        deaths < DEATHS && !dead[who] && !done[who];
#ifdef CREATORS_LIVE
        !creating[who];
#endif
        deaths++;
        dead[who] = true;
        of_the_dead = of_the_dead | its_entries;
        holds = holds & ~its_entries
    }
}

proctype killer()
{
end:
    do
    :: kill(0, all_of(0))
    :: kill(1, all_of(1))
#if PROCESSES > 2
    :: kill(2, all_of(2))
#endif
#if ORDERS
    :: kill(OPERATOR, 0)
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
#ifndef NO_OBSERVER
        run observer();
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
        require(is_by_right(entries));
        require(!X || deaths > 0)
    }
}
