// What a source of payments works with.
#pragma once

#include <cstdint>
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
  std::uint32_t payment_class = 0;
  sim::Instant end;                                        // no payment is due then or later
  std::function<void(const Flow&, const Intent&)> record;  // may be empty
  std::optional<std::string>& trouble;  // what is wrong with a recording: the run means nothing

  void give_up(std::string why) const {
    trouble = std::move(why);
    kernel.stop();
  }
  // The story of a payment of this load, from when it is due.
  sim::Task<> pay(Intent& intent) const {
    intent.payment_class = payment_class;
    if (record) record(flow, intent);
    return flow.pay(intent);
  }
  void offer(Intent intent) const { crowd.spawn(pay(intent)); }
};

}  // namespace models
