// What a scenario says of copies that follow a leader.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "models/durations/catalogue.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"

namespace models {

// Who has to have a write before it is acknowledged: the leader alone; one other copy besides; more
// than half of the copies, the leader being one; all copies.
enum class Acknowledge { async, one, majority, all };

// Which copy takes over: the one that has most of the log; the first in order that can be reached;
// the same as the first, by a person, whom it takes a time.
enum class Promote { most_caught_up, any, manual };

// Who has to agree that the leader is gone, and can be reached by the next one: more than half of
// the copies, or of observers, of which there is one in each zone.
enum class DecidedBy { copies, observers };

struct FailoverSpec {
  static constexpr std::string_view kTypeName = "Failover";
  sim::Duration detect = 6s;
  sim::Duration elect = 2s;
  Promote promote = Promote::most_caught_up;
  sim::Duration manual = 30min;
  DecidedBy decided_by = DecidedBy::copies;
  bool fencing = true;

  void fields(auto& f) {
    f.optional("detect", detect, "From when a leader is gone until that is known.");
    f.optional("elect", elect, "From then until the next one is at work.");
    f.optional("promote", promote,
               "Which copy takes over: most_caught_up, any (the first in order that can be "
               "reached), or manual (the same, by a person).");
    f.optional("manual", manual,
               "How long it takes a person to decide: with manual, and where so many copies have "
               "lost their data that those left are no majority.");
    f.optional("decided_by", decided_by,
               "Whose majority must miss the old leader and reach the new one: copies; or "
               "observers, one in each zone.");
    f.optional("fencing", fencing,
               "Whether a leader that cannot be reached stops to write by itself before there is "
               "another; if not, both may write.");
  }
  bool operator==(const FailoverSpec&) const = default;
};

struct LeaderSpec {
  Acknowledge acknowledge = Acknowledge::majority;
  std::optional<sim::OneOf<Durations>> lag;
  FailoverSpec failover;

  void fields(auto& f) {
    f.optional("acknowledge", acknowledge,
               "Who must have a write before it is acknowledged: async (the leader alone), one "
               "(another copy besides), majority or all of the copies.");
    f.optional("lag", lag,
               "How long a write stays with the leader before it is sent to the others, besides "
               "what network and work take.");
    f.optional("failover", failover, "What happens when the leader is gone.");
  }
  bool operator==(const LeaderSpec&) const = default;
};

}  // namespace models

template <>
struct sim::EnumNames<models::Acknowledge> {
  static constexpr std::array<std::pair<models::Acknowledge, std::string_view>, 4> names = {
      {{models::Acknowledge::async, "async"},
       {models::Acknowledge::one, "one"},
       {models::Acknowledge::majority, "majority"},
       {models::Acknowledge::all, "all"}}};
};

template <>
struct sim::EnumNames<models::Promote> {
  static constexpr std::array<std::pair<models::Promote, std::string_view>, 3> names = {
      {{models::Promote::most_caught_up, "most_caught_up"},
       {models::Promote::any, "any"},
       {models::Promote::manual, "manual"}}};
};

template <>
struct sim::EnumNames<models::DecidedBy> {
  static constexpr std::array<std::pair<models::DecidedBy, std::string_view>, 2> names = {
      {{models::DecidedBy::copies, "copies"}, {models::DecidedBy::observers, "observers"}}};
};
