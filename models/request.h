// What travels from caller to node on behalf of one payment.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/balancing/backend.h"
#include "sim/kernel/draws.h"
#include "sim/kernel/time.h"

namespace models {

struct PaymentRecord;

using namespace std::chrono_literals;  // 250ms, 3s, 2h

// Accounts and the like that a payment is about: payer, payee, merchant, order.
inline constexpr std::size_t kKeysMost = 4;

// The zone of what is outside: clients, external parties. The network takes no time to there.
inline constexpr std::uint32_t kNowhere = Backend::kNoZone;

struct Request {
  // Randomness of its own: what is drawn for this request depends on nothing else, so that a change
  // elsewhere in the scenario leaves it alone. Each call made on its behalf derives another.
  std::uint64_t luck = 0;
  std::array<std::uint64_t, kKeysMost> keys{};
  // For each key the fencing token of the lock on it under which this is done; 0: under none.
  std::array<std::uint64_t, kKeysMost> tokens{};
  // What the servers are told: nobody waits for an answer after this.
  sim::Instant deadline = sim::Instant::max();
  // When whoever waits will in fact have given up; the servers do not know it, the report does.
  sim::Instant patience = sim::Instant::max();
  // The same for all attempts at what it is for: by the calls that led to it.
  std::uint64_t lineage = 0;
  PaymentRecord* record = nullptr;  // of its payment; none if that writes nothing
  std::uint32_t flow = 0;           // the index of the flow it belongs to
  std::int32_t priority = 0;        // lower is served first
  std::uint32_t zone = kNowhere;    // where it is sent from

  // What is drawn for it at one place; `purpose` names the place.
  sim::Draws draws(std::uint64_t purpose) const { return {luck, purpose}; }
};

}  // namespace models
