// Small numbers that stand for zones and links. They count from 0 and do not mix.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace models {

// Zones in the order of their names. A scenario without zones has one, without a name.
struct ZoneId {
  std::uint32_t index = 0;
  auto operator<=>(const ZoneId&) const = default;
};

// One direction of a link: the two directions of a link are numbered 2n and 2n + 1.
struct LinkId {
  std::uint32_t index = 0;
  auto operator<=>(const LinkId&) const = default;

  LinkId opposite() const { return {index ^ 1U}; }
};

}  // namespace models
