// What a load offers: every payment, when it is due, about whom, how much.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/models/small_world.h"

namespace models {

struct Offered {
  std::string flow;
  sim::Duration due{};
  std::array<std::uint64_t, kKeysMost> keys{};
  std::int64_t amount = 0;
  bool operator==(const Offered&) const = default;
};

// For 10 s, of the flows pay and refund, at a bank that takes no time. `load` is a list in JSON.
inline std::string world_with(const std::string& load) {
  return R"({"run": {"duration": "10s"}, "services": {"bank": {"operations": {"a": []}}},
             "flows": {"pay": {"entry": "bank.a"}, "refund": {"entry": "bank.a"}},
             "load": [)" +
         load + "]}";
}

inline std::vector<Offered> offered_by(const std::string& load) {
  std::vector<Offered> all;
  run(scenario_of(world_with(load)), [&all](const Flow& flow, const Intent& intent) {
    all.push_back({flow.name(), intent.due - sim::kStart, intent.keys, intent.amount});
  });
  return all;
}

inline std::vector<sim::Duration> due_times(const std::string& load) {
  std::vector<sim::Duration> times;
  for (const Offered& payment : offered_by(load)) times.push_back(payment.due);
  return times;
}

}  // namespace models
