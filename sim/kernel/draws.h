// Random numbers for one payment at one place: a pure function of the payment's luck and the
// place, so that what else happens in a run, and in which order, changes none of them.
#pragma once

#include <cstdint>

#include "sim/kernel/bits.h"
#include "sim/kernel/hash.h"

namespace sim {

// The i-th draw is a function of (luck, purpose, i) alone. `luck` are the payment's 64 random bits,
// `purpose` names the place and the attempt: a small number, hash_of(a name), or a mix() of both.
// No table and no warm-up: construction and first draw are three multiplications. Each draw
// multiplies the halves of a 128-bit state and folds the product, as in Wang Yi's wyrand; the state
// is itself the product of luck and purpose, so that a flipped bit in either flips every output bit
// with probability 1/2. One luck in 2^64, kLuckOffset, makes that product 0 and its draws poor.
class Draws {
 public:
  constexpr Draws(std::uint64_t luck, std::uint64_t purpose) {
    const std::uint64_t place = purpose * detail::kGolden + kPlaceOffset;
    const detail::Wide product = static_cast<detail::Wide>(luck ^ kLuckOffset) * (place | 1);
    position_ = static_cast<std::uint64_t>(product);
    partner_ = static_cast<std::uint64_t>(product >> 64) ^ place;
  }

  // 64 uniformly random bits.
  constexpr std::uint64_t next() {
    position_ += detail::kGolden;
    const detail::Wide product = static_cast<detail::Wide>(position_) * (position_ ^ partner_);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }

  // Uniform over [0, 1).
  constexpr double uniform() { return detail::uniform_of(next()); }

  // Uniform over 0 ... bound - 1; bound >= 1.
  constexpr std::uint64_t below(std::uint64_t bound) { return detail::uniform_below(*this, bound); }

 private:
  static constexpr std::uint64_t kLuckOffset = 0x243f6a8885a308d3;   // fraction of pi
  static constexpr std::uint64_t kPlaceOffset = 0x13198a2e03707344;  // its next 64 bits

  std::uint64_t position_;
  std::uint64_t partner_;
};

}  // namespace sim
