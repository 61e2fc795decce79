// What everything in a world shares: time, the crowd of coroutines that go on by themselves, the
// network, what is known of locks, and the books that measurements are written into.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/locks/fencing.h"
#include "models/locks/waits_for.h"
#include "models/request.h"
#include "models/topology/network.h"
#include "sim/kernel/crowd.h"
#include "sim/kernel/kernel.h"
#include "sim/measure/wide.h"

namespace models {

// Where payments spend their time: "gateway.cpu", "network".
using PlaceId = std::size_t;

// Time spent by the work done for each flow at each place; parallel work counts in parallel.
class TimeSpent {
 public:
  PlaceId add_place(std::string name) {
    places_.push_back(std::move(name));
    return places_.size() - 1;
  }
  // Once all places are known.
  void open(std::size_t flows) { spent_.assign(flows * places_.size(), 0); }
  void add(std::uint32_t flow, PlaceId place, sim::Duration duration) {
    spent_[flow * places_.size() + place] += static_cast<std::uint64_t>(duration.count());
  }
  void reset() { spent_.assign(spent_.size(), 0); }

  const std::vector<std::string>& places() const { return places_; }
  std::vector<sim::Uint128> of_flow(std::size_t flow) const {
    const auto first = spent_.begin() + static_cast<std::ptrdiff_t>(flow * places_.size());
    return {first, first + static_cast<std::ptrdiff_t>(places_.size())};
  }

 private:
  std::vector<std::string> places_;
  std::vector<sim::Uint128> spent_;  // flow by flow, place by place
};

class Books;

struct Setting {
  sim::Kernel& kernel;
  sim::Crowd& crowd;
  Network& network;
  Books& books;
  TimeSpent& spent;
  PlaceId on_the_network;
  PlaceId backing_off;
  PlaceId waiting_for_connection;
  PlaceId shaking_hands;
  Fencing& fencing;
  WaitsFor& waits_for;
  // Whether anything that carries messages has a capacity; and how large they are then, besides the
  // records of stores.
  bool has_wires = false;
  std::uint64_t message = 0;  // bytes
};

}  // namespace models
