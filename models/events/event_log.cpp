// What went wrong, when it was noticed, and what it cost.
#include "models/events/event_log.h"

#include <algorithm>
#include <utility>

#include "models/node/fleet.h"

namespace models {

EventLog::Happening EventLog::begin(std::string what, std::vector<Targets::Victim> victims,
                                    bool is_failure) {
  Happening happening;
  for (PhaseClock* const clock : clocks_)
    if (clock->concerns(what, is_failure)) happening.clocks.push_back(clock);
  for (PhaseClock* const clock : happening.clocks) clock->event_begins(kernel_.now());
  happening.entry = enter(std::move(what), std::move(victims), is_failure);
  return happening;
}

EventLog::Happening EventLog::begin_unwatched(std::string what,
                                              std::vector<Targets::Victim> victims) {
  const Happening happening = begin(std::move(what), std::move(victims), true);
  if (happening.entry != nullptr) happening.entry->measured.is_watched = false;
  return happening;
}

EventLog::Entry* EventLog::enter(std::string what, std::vector<Targets::Victim> victims,
                                 bool is_failure) {
  if (entries_.size() >= kMost) {
    ++left_out_;
    return nullptr;
  }
  Entry& entry = entries_.emplace_back();
  entry.measured.what = std::move(what);
  entry.measured.at = kernel_.now();
  entry.measured.is_failure = is_failure;
  entry.victims = std::move(victims);
  entry.measured.is_watched =
      std::any_of(entry.victims.begin(), entry.victims.end(),
                  [](const Targets::Victim& victim) { return victim.fleet->has_health_checks(); });
  if (!all_believed(entry)) entry.measured.detected = kernel_.now();
  return &entry;
}

void EventLog::end(const Happening& happening) {
  for (PhaseClock* const clock : happening.clocks) clock->event_ends(kernel_.now());
  if (happening.entry == nullptr) return;
  Entry& entry = *happening.entry;
  entry.measured.until = kernel_.now();
  entry.over = true;
  look_for_recovery(entry);
}

// Of a node that scaling has taken away nobody expects anything. Thousands of victims may come back
// one by one, so it begins with the one that was missing last.
bool EventLog::all_believed(Entry& entry) {
  for (std::size_t looked_at = 0; looked_at < entry.victims.size(); ++looked_at) {
    const Targets::Victim& victim = entry.victims[entry.suspect];
    if (!victim.node->retired() && !victim.fleet->believed_everywhere(*victim.node)) return false;
    entry.suspect = (entry.suspect + 1) % entry.victims.size();
  }
  return true;
}

void EventLog::look_for_recovery(Entry& entry) {
  if (entry.over && !entry.measured.recovered && all_believed(entry))
    entry.measured.recovered = kernel_.now();
}

void EventLog::note_belief(const Node& node) {
  for (Entry& entry : entries_) {
    if (entry.measured.recovered) continue;
    const bool concerned = std::any_of(entry.victims.begin(), entry.victims.end(),
                                       [&](const auto& victim) { return victim.node == &node; });
    if (!concerned) continue;
    if (!entry.measured.detected && !all_believed(entry)) entry.measured.detected = kernel_.now();
    look_for_recovery(entry);
  }
}

void EventLog::note_bad(sim::Instant due, std::int64_t money) {
  for (Entry& entry : entries_) {
    sim::EventMeasurements& measured = entry.measured;
    if (due < measured.at || (measured.recovered && due > *measured.recovered)) continue;
    ++measured.payments_lost;
    measured.money_at_risk += static_cast<sim::Uint128>(money);
  }
}

std::vector<sim::EventMeasurements> EventLog::measured() const {
  std::vector<sim::EventMeasurements> all;
  for (const Entry& entry : entries_) all.push_back(entry.measured);
  return all;
}

}  // namespace models
