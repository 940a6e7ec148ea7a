// Copyright 2026 The filelock authors.
// Distributed under the Boost Software License, Version 1.0.
// (See accompanying file LICENSE or copy at https://www.boost.org/LICENSE_1_0.txt)

// The link lock: X is a hard link to the holder's private file P, and the right to remove
// X is the right to rename P.
//
// Modelled: every system call is a step of its own, and between any two of them anybody
// may be paused for as long as he likes, or killed. PROCESSES participants acquire and
// release ROUNDS times with one lock object each, so that P is the same inode over all of
// them, under the policy dead_owner; DEATHS of them are killed at any step. A breaker
// reads X, judges, lists for P's present name, renames it to its claim, looks again,
// removes X, removes the claim, and tidies up one private file of somebody dead. With
// ORDERS there is an operator besides who calls break_lock() that often, whoever holds
// the lock; a holder who has lost P so makes another, with another bearer, when it next
// acquires.
//
// Abstracted: inodes are numbered by their maker and generation, never reused while they
// are linked, which is what a file system guarantees too (the code compares X with the
// claim, and both are linked then); a record is read at once; waiting is for a change
// that lets the next attempt come out differently; the verdict "dead" is exact. Errors
// and lost replies are not modelled, nor is a listing that misses a name while it is
// being renamed: who misses P has lost, and that step is modelled.
//
// Proved: never two holders; X is removed only by who may, and it is the X that was
// meant; a living holder never finds its P gone, unless by order; X never exists without
// a private file or claim by which to break it; everybody who is not killed gets in as
// often as it wants to; when all have stopped, nothing of a living process is left. Under
// weak fairness no run goes on for ever (the liveness run). The largest run has six
// million states.
//
// Two limits of break_lock() of a *living* holder, each with a control that shows it:
// - BREAK_WITHIN_RELEASE: it hits a holder between the two calls of its own release. The
//   proof with ORDERS assumes that it does not.
// - MORTAL_OPERATOR: it is killed between its claim and the removal of X. The holder is
//   told not_my_lock, but X stays until the holder's process ends or break_lock() is
//   repeated, if only who sees the holder dead looks at claims. Nobody is let in wrongly.
//   COMPLETE_ORDERS is the cure, which the library has: who meets X for some time, and the
//   holder, also take over a claim whose claimant is dead.

/* proof: PROCESSES=3 DEATHS=2 ROUNDS=2 */
/* proof: PROCESSES=3 DEATHS=0 ROUNDS=1 ORDERS=1 */
/* proof: PROCESSES=2 DEATHS=1 ROUNDS=2 ORDERS=1 */
/* proof: PROCESSES=2 DEATHS=2 ORDERS=1 ROUNDS=1 MORTAL_OPERATOR COMPLETE_ORDERS */
/* liveness: PROCESSES=3 DEATHS=1 ROUNDS=1 */
/* control: NO_SECOND_LOOK finds removes_what_is_meant */
/* control: NO_CLAIM finds removes_what_is_meant */
/* control: STEAL_LIVING_CLAIM finds removes_what_is_meant */
/* control: CLAIM_REMOVED_FIRST finds is_breakable */
/* control: TIDY_WITHOUT_LOOK finds is_breakable */
/* control: RELEASE_WITHOUT_RENAME ORDERS=1 finds removes_what_is_meant */
/* control: BREAK_WITHIN_RELEASE ORDERS=1 finds removes_what_is_meant */
/* control: MORTAL_OPERATOR ORDERS=1 finds invalid end state|may_break */
/* livelock: NO_RECLAIM DEATHS=2 ROUNDS=1 */

#ifndef PROCESSES
#define PROCESSES 3
#endif
#ifndef DEATHS
#define DEATHS 2
#endif
#ifndef ROUNDS
#define ROUNDS 2
#endif
#ifndef ORDERS
#define ORDERS 0
#endif

#define OPERATOR PROCESSES
#define FILES (PROCESSES * (ORDERS + 1))
#define bearer(file) (((file) - 1) % PROCESSES)

#define CLAIM 16  // Names below are P's numbers, from it on claims; zero: no such file.
#define claim_of(who) (CLAIM + (who))
#define is_claim(name) ((name) >= CLAIM)
#define claimant(name) ((name) - CLAIM)

byte X;                // The private file that it is a link to; zero: there is no X.
byte name[FILES + 1];  // What each private file is called.
bool dead[PROCESSES + 1];
bool done[PROCESSES + 1];
byte deaths;

// An assertion that says in its counterexample which rule it stands for.
#define require(rule) if :: (rule) :: else -> printf(#rule); assert(false) fi

// What nobody in the model can see, for the assertions.
bool inside[PROCESSES];
bool within_release[PROCESSES];
bool ordered[FILES + 1];

#define removes_what_is_meant(file) (X == (file))
#define is_breakable (X == 0 || name[X] != 0)
#define is_by_right(file) (dead[bearer(file)] || ordered[file])
#define is_dead_claim(name) (is_claim(name) && dead[claimant(name)])

#ifdef COMPLETE_ORDERS
#define may_break(file) (dead[bearer(file)] || is_dead_claim(name[file]))
#else
#define may_break(file) (dead[bearer(file)])
#endif

inline enter()
{
    for (other : 0 .. PROCESSES - 1) {
        require(!inside[other])
    }
    other = 0;
    inside[me] = true
}

// Takes away the X that was `seen`, whose bearer may be dead or not. Goes to `lost` if
// that is somebody else's business.
inline take_away()
{
    found = name[seen];
    if
    :: found == 0 -> goto lost
#ifdef NO_RECLAIM
    :: is_claim(found) -> goto lost
#else
#ifndef STEAL_LIVING_CLAIM
    :: is_claim(found) && !dead[claimant(found)] ->
        (name[seen] != found || dead[claimant(found)]);
        goto lost
#endif
#endif
    :: else
    fi;
#ifndef NO_CLAIM
    atomic {
#if ORDERS && !defined(BREAK_WITHIN_RELEASE)
        !within_release[bearer(seen)];
#endif
        if
        :: name[seen] != found -> goto lost
        :: else
        fi;
        if
        :: !dead[bearer(seen)] && (me == OPERATOR || is_claim(found)) ->
            ordered[seen] = true
        :: else
        fi;
        name[seen] = claim_of(me)
    }
#endif
#ifdef CLAIM_REMOVED_FIRST
    name[seen] = 0;
#endif
#ifndef NO_SECOND_LOOK
    if
    :: X == seen ->
#endif
        atomic {
            require(removes_what_is_meant(seen));
            require(is_by_right(seen));
            X = 0;
            inside[bearer(seen)] = false
        }
#ifndef NO_SECOND_LOOK
    :: else
    fi;
#endif
#ifndef CLAIM_REMOVED_FIRST
    name[seen] = 0
#endif
}

// Removes one private file, or claim, that somebody dead has left and that is not X's.
inline tidy_up()
{
    atomic {
        if
        :: seen = 1
        :: seen = 2
#if FILES > 2
        :: seen = 3
#endif
        fi;
        found = name[seen]
    }
    if
    :: found != 0 && dead[bearer(seen)] && (!is_claim(found) || dead[claimant(found)]) ->
        if
#ifndef TIDY_WITHOUT_LOOK
        :: X == seen
#endif
        :: else ->
            atomic {
                if
                :: name[seen] == found -> name[seen] = 0
                :: else
                fi;
                require(is_breakable)
            }
        fi
    :: else
    fi
}

proctype participant(byte me)
{
    byte file = me + 1, number, round, seen, found, other;
    {
        do
        :: round == ROUNDS -> break
        :: round < ROUNDS ->
again:
            if
            :: number == 0 -> atomic { number = 1; name[file] = number }
            :: else
            fi;
            atomic {
                seen = 0;
                found = 0;
                if
                :: name[file] != number ->
                    require(ordered[file]);
                    file = file + PROCESSES;
                    number = 0;
                    goto again
                :: name[file] == number && X == 0 -> X = file; enter(); goto holds
                :: else -> require(is_breakable)
                fi
            }
            seen = X;
            if
            :: seen == 0 -> goto again
            :: else
            fi;
            (X != seen || may_break(seen));
            if
            :: may_break(seen)
            :: else -> goto again
            fi;
            take_away();
            tidy_up();
lost:
            goto again;
holds:
            atomic {
                if
#ifdef RELEASE_WITHOUT_RENAME
                :: true -> inside[me] = false
#else
                :: name[file] == number ->
                    inside[me] = false;
                    within_release[me] = true;
                    number = 3 - number;  // One or two, in turn.
                    name[file] = number
                :: else ->  // not_my_lock
                    require(ordered[file]);
                    inside[me] = false;
                    file = file + PROCESSES;
                    number = 0;
                    goto next
#endif
                fi
            }
            atomic {
                require(removes_what_is_meant(file));
                X = 0;
                within_release[me] = false
            }
next:
            round++
        od;
        // The object is destroyed.
        atomic {
            if
            :: number != 0 && name[file] == number -> name[file] = 0
            :: else
            fi;
            done[me] = true
        }
    } unless {
        dead[me]
    }
    atomic { file = 0; number = 0; round = 0; seen = 0; found = 0; other = 0 }
}

#if ORDERS
proctype operator()
{
    byte me = OPERATOR, seen, found, orders;
    {
        do
        :: orders == ORDERS -> break
        :: orders < ORDERS ->
            orders++;
            seen = X;
            if
            :: seen != 0 -> take_away()
            :: else
            fi;
lost:
            atomic { seen = 0; found = 0 }
        od;
        done[me] = true
    } unless {
        dead[me]
    }
    atomic { seen = 0; found = 0; orders = 0 }
}
#endif

inline kill(who)
{
    atomic {
        deaths < DEATHS && !dead[who] && !done[who] ->
        dead[who] = true;
        deaths++
    }
}

inline kill_participant(who)
{
    atomic {
        deaths < DEATHS && !dead[who] && !done[who] ->
        dead[who] = true;
        deaths++;
        inside[who] = false;
        within_release[who] = false
    }
}

proctype killer()
{
end:
    do
    :: kill_participant(0)
    :: kill_participant(1)
#if PROCESSES > 2
    :: kill_participant(2)
#endif
#ifdef MORTAL_OPERATOR
    :: kill(OPERATOR)
#endif
    od
}

init
{
    byte who;
    atomic {
#if !ORDERS
        done[OPERATOR] = true;
#else
        run operator();
#endif
        for (who : 0 .. PROCESSES - 1) {
            run participant(who)
        }
        run killer()
    }
    atomic {
        for (who : 0 .. PROCESSES) {
            dead[who] || done[who]
        }
        require(is_breakable);
        require(X == 0 || may_break(X));
        for (who : 1 .. FILES) {
            require(name[who] == 0 || dead[bearer(who)] || is_claim(name[who]))
        }
    }
}
