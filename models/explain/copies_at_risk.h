// What stops writing and reading what is kept in copies, and what takes the data: for stores and
// lock services.
#pragma once

#include <string>
#include <vector>

#include "models/scenario.h"
#include "models/topology/copy_losses.h"
#include "models/topology/layout.h"

namespace models {

// What must be there of the copies of a key for somebody to write it, or to read it. A leader
// counts as gone with the first of its copies: one that nobody fences may go on alone.
struct StoreNeeds {
  CopiesNeeded write;
  CopiesNeeded read;
};
StoreNeeds needs_of(const StoreSpec& spec, const Layout& layout);

// Sets of up to three parts. Of failures with mtbf and mttr the share of time is known in which
// each of their victims is lost; those that crash, silence or stop nodes count, and those that lose
// places or cut links. Victims that fail together are lost by a part of their own. Where nodes are
// lost for many different shares of the time, each is taken to be so for the largest.
struct CopiesAtRisk {
  std::string name{};
  bool is_lock_service = false;
  bool has_shards = false;  // it is about some keys, or all if not
  CopyLosses write{};       // of a lock service: after which nobody gets locks
  CopyLosses read{};        // of a store
  // Of a store, if what is lost never comes back: all copies of some key. Without probabilities,
  // which are those of being lost for a time.
  CopyLosses data{};
};

std::vector<CopiesAtRisk> copies_at_risk(const Scenario& scenario, const Layout& layout,
                                         const Structure& structure);

}  // namespace models
