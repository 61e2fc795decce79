// Who waits for whom among those who hold locks: deadlocks. One for all lock services of a world.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "models/request.h"

namespace models {

// Locks are known by the tokens with which they were granted.
class WaitsFor {
 public:
  using Tokens = std::array<std::uint64_t, kKeysMost>;  // 0: none

  // Somebody who holds `held` begins to wait for the lock that `*holder` names, now and whenever it
  // changes hands. Whether that closes a circle, in which all wait for each other. To be ended
  // before `holder` goes.
  bool begin(const Tokens& held, const std::uint64_t* holder);
  void end(const Tokens& held, const std::uint64_t* holder);

  bool empty() const { return waits_.empty(); }

 private:
  // By what they hold, whoever waits: where to read for whom.
  std::map<std::uint64_t, std::vector<const std::uint64_t*>> waits_;
};

}  // namespace models
