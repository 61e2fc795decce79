// What an audit of the books found: what was really done for each intent, held against what those
// who intended it were told.
#pragma once

#include <cstdint>

#include "sim/measure/wide.h"

namespace sim {

// So many intents of one finding, and the money they are about in minor units.
struct Found {
  std::int64_t intents = 0;
  Uint128 money = 0;
  // What they debited more than they credited.
  Int128 difference = 0;

  void merge(const Found& other) {
    intents += other.intents;
    money += other.money;
    difference += other.difference;
  }
  bool operator==(const Found&) const = default;
};

// Every intent is found to be exactly one of these; the first that fits.
struct Audit {
  Found unfinished;           // under way when the run ended
  Found duplicate;            // something was done more than once; money: what was debited too much
  Found lost;                 // told that it is done; something acknowledged is not in the books
  Found pending;              // what is still to be done for it waits in a queue
  Found stranded;             // done in part: debited and not credited, or credited only; or told
                              // that it is done, and a queue has given up a part of it
  Found failed_applied;       // told that it is not done, and done
  Found unknown_applied;      // told nothing, and done
  Found unknown_not_applied;  // told nothing, and nothing done
  Found exact;                // told what is so

  std::int64_t intents() const {
    return unfinished.intents + duplicate.intents + lost.intents + pending.intents +
           stranded.intents + failed_applied.intents + unknown_applied.intents +
           unknown_not_applied.intents + exact.intents;
  }
  Int128 difference() const {
    return unfinished.difference + duplicate.difference + lost.difference + pending.difference +
           stranded.difference + failed_applied.difference + unknown_applied.difference +
           unknown_not_applied.difference + exact.difference;
  }
  void merge(const Audit& other) {
    unfinished.merge(other.unfinished);
    duplicate.merge(other.duplicate);
    lost.merge(other.lost);
    pending.merge(other.pending);
    stranded.merge(other.stranded);
    failed_applied.merge(other.failed_applied);
    unknown_applied.merge(other.unknown_applied);
    unknown_not_applied.merge(other.unknown_not_applied);
    exact.merge(other.exact);
  }
  bool operator==(const Audit&) const = default;
};

}  // namespace sim
