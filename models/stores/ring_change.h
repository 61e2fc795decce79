// What becomes of the nodes of a store in the course of a run: some join, some leave.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/codec.h"
#include "sim/kernel/time.h"

namespace models {

// A key may be on so many nodes in the course of a run.
inline constexpr std::int64_t kNodesOfAKeyMost = 31;

// When a node that joins is asked for its keys: once it has their data, or at once.
enum class Owns : std::uint8_t { with_data, at_once };

// Carried out one after the other, in order of the times at which they are due.
struct RingChange {
  sim::Duration at{};
  std::vector<std::uint32_t> joins{};   // by index
  std::vector<std::uint32_t> leaves{};  // by index
  Owns owns = Owns::with_data;
};

}  // namespace models

template <>
struct sim::EnumNames<models::Owns> {
  static constexpr std::array<std::pair<models::Owns, std::string_view>, 2> names = {
      {{models::Owns::with_data, "with_data"}, {models::Owns::at_once, "at_once"}}};
};
