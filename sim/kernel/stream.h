// Random numbers for what happens in one order by nature: the gaps of an arrival process, the
// failure clock of a node. One stream per use, named after it: a new stream changes no other.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "sim/kernel/bits.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/philox.h"

namespace sim {

// Where all chance of a run comes from: what the user gives, and which of the independent runs with
// it this is.
struct Seed {
  constexpr Seed(std::uint64_t seed, std::uint64_t run = 0) : value(seed), replication(run) {}
  std::uint64_t value;
  std::uint64_t replication;
};

// xoshiro256++ (Blackman & Vigna 2021, ACM TOMS 47 (4), 36), whose 256 bits of state are one block
// of Philox: (seed, name) is the key and (replication, entity) the counter, so that within a seed
// and a name no two streams start alike. Copying a stream copies its future.
class Stream {
 public:
  using State = std::array<std::uint64_t, 4>;

  Stream(Seed seed, std::string_view name, std::uint64_t entity = 0)
      : Stream(philox({seed.replication, entity, 0, 0}, {seed.value, hash_of(name)})) {}

  // `state` is not all zeros.
  constexpr explicit Stream(const State& state) : state_(state) {}

  // 64 uniformly random bits.
  constexpr std::uint64_t next() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  // Uniform over [0, 1).
  constexpr double uniform() { return detail::uniform_of(next()); }

  // Uniform over 0 ... bound - 1; bound >= 1.
  constexpr std::uint64_t below(std::uint64_t bound) { return detail::uniform_below(*this, bound); }

 private:
  State state_;
};

}  // namespace sim
