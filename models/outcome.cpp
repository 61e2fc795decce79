// Names of outcomes.
#include "models/outcome.h"

namespace models {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::served:
      return "served";
    case Outcome::declined:
      return "declined";
    case Outcome::failed:
      return "failed";
    case Outcome::unknown:
      return "unknown";
    case Outcome::timed_out:
      return "timed_out";
    case Outcome::node_lost:
      return "node_lost";
    case Outcome::unreachable:
      return "unreachable";
    case Outcome::refused:
      return "refused";
    case Outcome::no_node:
      return "no_node";
    case Outcome::rejected:
      return "rejected";
    case Outcome::shed:
      return "shed";
    case Outcome::expired:
      return "expired";
    case Outcome::circuit_open:
      return "circuit_open";
    case Outcome::bulkhead_full:
      return "bulkhead_full";
    case Outcome::rate_limited:
      return "rate_limited";
    case Outcome::degraded:
      return "degraded";
    case Outcome::no_connection:
      return "no_connection";
    case Outcome::lock_timeout:
      return "lock_timeout";
    case Outcome::lock_unavailable:
      return "lock_unavailable";
    case Outcome::fenced_off:
      return "fenced_off";
    case Outcome::cut_over:
      return "cut_over";
  }
  return "";
}

bool is_ambiguous(Outcome outcome) {
  switch (outcome) {
    case Outcome::unknown:
    case Outcome::timed_out:
    case Outcome::node_lost:
      return true;
    case Outcome::served:
    case Outcome::declined:
    case Outcome::failed:
    case Outcome::unreachable:
    case Outcome::refused:
    case Outcome::no_node:
    case Outcome::rejected:
    case Outcome::shed:
    case Outcome::expired:
    case Outcome::circuit_open:
    case Outcome::bulkhead_full:
    case Outcome::rate_limited:
    case Outcome::degraded:
    case Outcome::no_connection:
    case Outcome::lock_timeout:
    case Outcome::lock_unavailable:
    case Outcome::fenced_off:
    case Outcome::cut_over:
      return false;
  }
  return false;
}

}  // namespace models
