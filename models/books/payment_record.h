// What the books know of one payment for as long as anything about it may change.
#pragma once

#include <compare>
#include <cstddef>
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

// A part of the log of a shard: what is written there is lost all at once, or not at all.
struct Segment {
  std::uint32_t store = 0;
  std::uint32_t shard = 0;
  std::uint32_t number = 0;

  auto operator<=>(const Segment&) const = default;
};

// Something that is in the books once, is on the disks of all copies that are at work, and could
// still be lost with them.
struct Resting {
  Segment where;
  std::size_t posting = 0;  // of the payment

  auto operator<=>(const Resting&) const = default;
};

// What the audit of a payment goes by, apart from its amount.
struct PaymentFacts {
  std::uint32_t flow = 0;
  bool counted = false;  // due after the warm-up
  bool ended = false;
  Outcome told = Outcome::served;  // once it has ended
  std::int32_t queued = 0;         // messages about it that are still to be consumed
  std::int32_t given_up = 0;       // that nobody will ever have consumed
  std::vector<Posting> postings;
  std::vector<Resting> resting;
};

// Lives while a payment is under way, while anybody works for it, known or not, and while a copy of
// a store that is at work lacks what it did.
struct PaymentRecord : sim::detail::Link, PaymentFacts {
  std::int64_t holds = 0;
  std::int64_t amount = 0;     // minor units
  sim::Duration keeps_keys{};  // how long repetitions are recognised; zero: never
};

}  // namespace models
