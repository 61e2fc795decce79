// What the books know of one payment for as long as anything about it may change.
#pragma once

#include <cstdint>
#include <vector>

#include "models/outcome.h"
#include "models/request.h"
#include "sim/kernel/task.h"

namespace models {

// What a write does to an account.
enum class Side : std::uint8_t { none, debit, credit };

// Something that a payment does to a store, whichever of its attempts does it, and how often.
struct Posting {
  std::uint64_t id = 0;  // of the step, by the way the calls took to it; the same for all attempts
  std::uint32_t store = 0;
  Side side = Side::none;
  bool acknowledged = false;  // the store has said that it is done
  std::int32_t done = 0;      // how often it is in the books now
  sim::Instant first;         // when it was last done for the first time
};

// Lives while a payment is under way, while anybody works for it, known or not, and while a copy of
// a store may still lack what it did.
struct PaymentRecord : sim::detail::Link {
  std::int64_t holds = 0;
  std::int64_t amount = 0;  // minor units
  std::uint32_t flow = 0;
  bool counted = false;  // due after the warm-up
  bool ended = false;
  Outcome told = Outcome::served;  // once it has ended
  std::int32_t queued = 0;         // messages about it that are still to be consumed
  std::int32_t given_up = 0;       // that nobody will ever have consumed
  sim::Duration keeps_keys{};      // how long repetitions are recognised; zero: never
  std::vector<Posting> postings;
};

}  // namespace models
