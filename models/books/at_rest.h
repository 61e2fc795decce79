// Payments that have ended, and of which something could still be lost. Those that did the same in
// the same segments have the same fate, and are kept as one: memory grows with the segments that
// can be lost, not with the payments.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "models/books/payment_record.h"
#include "sim/measure/wide.h"

namespace models {

// Payments of one fate.
struct PaymentsAtRest {
  PaymentFacts facts;
  std::int64_t payments = 0;
  sim::Uint128 money = 0;  // minor units
};

class AtRest {
 public:
  void add(const PaymentFacts& facts, std::int64_t payments, sim::Uint128 money);
  // Takes out all that have something in a segment.
  std::vector<PaymentsAtRest> take(const Segment& segment);

 private:
  using Fate = std::vector<std::uint64_t>;
  static Fate fate_of(const PaymentFacts& facts);

  std::uint64_t last_number_ = 0;
  std::map<Fate, std::uint64_t> number_of_;
  std::map<std::uint64_t, PaymentsAtRest> kept_;            // by number
  std::set<std::pair<Segment, std::uint64_t>> in_segment_;  // numbers
};

}  // namespace models
