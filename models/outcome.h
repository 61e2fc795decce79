// What a call, a step or an attempt can come to.
#pragma once

#include <cstdint>
#include <string_view>

namespace models {

enum class Outcome : std::uint8_t {
  served,         // the answer that was asked for
  declined,       // the business said no
  failed,         // the other side could not do it, and nothing was done
  unknown,        // something may have been done
  timed_out,      // no answer within the caller's patience
  node_lost,      // the node died with the request in it
  unreachable,    // no way to the node was found for as long as one tries
  refused,        // the node is down
  no_node,        // no node is believed to be up
  rejected,       // the line was full
  shed,           // sent away from the line, having waited too long
  expired,        // its deadline had passed before the work began
  circuit_open,   // the caller's circuit breaker let nothing through
  bulkhead_full,  // the caller had as many calls under way as it allows
  rate_limited,   // the caller or the node had sent or taken as many as it may
  degraded,       // the answer that was asked for, without something that it can do without
  no_connection,  // all of the caller's connections were in use for as long as it waits
  lock_timeout,   // waited for a lock for as long as it would
  // The lock service could not be reached, or did not answer.
  lock_unavailable,
  // Somebody else has had the lock since, and the store refused.
  fenced_off,
  // Its key is being cut over to another unit, or has been and the caller has not heard of it.
  cut_over,
};

inline constexpr int kOutcomes = 21;

std::string_view name_of(Outcome outcome);

// Whether the caller cannot know if the work was done.
bool is_ambiguous(Outcome outcome);

// Whether what was asked for was done.
inline bool is_done(Outcome outcome) {
  return outcome == Outcome::served || outcome == Outcome::degraded;
}

// Whether there is an answer, so that trying again cannot help.
inline bool is_final(Outcome outcome) {
  return is_done(outcome) || outcome == Outcome::declined;
}

}  // namespace models
