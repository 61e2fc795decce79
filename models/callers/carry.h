// A message on its way between two zones.
#pragma once

#include <coroutine>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/node/node.h"
#include "models/setting.h"
#include "sim/kernel/draws.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/task.h"

namespace models {

// As TCP does: what is lost, or finds no way, is sent again after a time that doubles. False if no
// way was found for as long as one tries. Only where Network::takes_time.
sim::Task<bool> travel(const Setting& setting, std::uint32_t from, std::uint32_t to,
                       sim::Draws draws);

// Between two nodes; null: somebody outside, whose interface is not ours.
struct Journey {
  Node* from = nullptr;
  Node* to = nullptr;
  std::uint32_t from_zone = kNowhere;
  std::uint32_t to_zone = kNowhere;

  Journey back() const { return {to, from, to_zone, from_zone}; }
  static Journey between(Node& from, Node& to) { return {&from, &to, from.zone, to.zone}; }
};

// What has a capacity on the way, in order: interfaces and links of the present route.
std::vector<Wire*> wires_of(const Setting& setting, const Journey& journey);

// So many bytes through all that has a capacity on the way, first come, first served; ends when the
// last byte is through. Only where Setting::has_wires. What it takes to get there besides is for
// Message to say.
sim::Task<> pass(const Setting& setting, Journey journey, std::uint64_t bytes);

// Messages of one call, one after the other:
//   if (Message::takes_time(setting, from, to)) {
//     message.send(journey, bytes, draws);
//     if (!co_await message) ...
//   }
// True once it is there; false if no way was found for as long as one tries. Only one that finds
// none at once, or passes what has a capacity, takes a coroutine.
class [[nodiscard]] Message {
 public:
  Message(const Setting& setting, std::uint32_t flow)
      : setting_(setting), wakeup_(setting.kernel), flow_(flow) {}
  Message(const Message&) = delete;

  // False if a message between these zones is there at once.
  static bool takes_time(const Setting& setting, std::uint32_t from, std::uint32_t to) {
    return setting.has_wires || setting.network.takes_time(from, to);
  }
  // `bytes` counts where anything has a capacity.
  void send(const Journey& journey, std::uint64_t bytes, sim::Draws draws) {
    const Network& network = setting_.network;
    const ZoneId from{journey.from_zone};
    const ZoneId to{journey.to_zone};
    sent_ = setting_.kernel.now();
    if (setting_.has_wires || !network.reachable(from, to))
      slowly_.emplace(carry(journey, bytes, draws));
    else
      arrives_ = sent_ + network.latency(from, to, draws);
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> who) {
    if (slowly_) return slowly_->start_then(who);
    wakeup_.later(arrives_, who);
    return std::noop_coroutine();
  }
  bool await_resume() {
    if (slowly_) return std::exchange(slowly_, std::nullopt)->take_result();
    wakeup_.kept();
    note_time(sent_);
    return true;
  }

 private:
  sim::Task<bool> carry(Journey journey, std::uint64_t bytes, sim::Draws draws) const;
  void note_time(sim::Instant since) const {
    setting_.spent.add(flow_, setting_.on_the_network, setting_.kernel.now() - since);
  }

  const Setting& setting_;
  sim::Wakeup wakeup_;
  sim::Instant sent_;
  sim::Instant arrives_;
  std::optional<sim::Task<bool>> slowly_;
  std::uint32_t flow_;
};

}  // namespace models
