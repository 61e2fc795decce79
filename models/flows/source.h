// What a source of payments works with.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/flows/flow.h"
#include "sim/kernel/crowd.h"
#include "sim/kernel/stream.h"

namespace models {

struct Source {
  sim::Kernel& kernel;
  sim::Crowd& crowd;
  Flow& flow;
  std::string name;                    // of the load; the same in every run
  std::vector<std::string> key_names;  // in the order of Request::keys
  sim::Seed seed;
  sim::Instant end;                                        // no payment is due then or later
  std::function<void(const Flow&, const Intent&)> record;  // may be empty
  std::optional<std::string>& trouble;  // what is wrong with a recording: the run means nothing

  void give_up(std::string why) const {
    trouble = std::move(why);
    kernel.stop();
  }
  void offer(const Intent& intent) const {
    if (record) record(flow, intent);
    crowd.spawn(flow.pay(intent));
  }
};

}  // namespace models
