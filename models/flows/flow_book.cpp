#include "models/flows/flow_book.h"

#include <string>

#include "sim/kernel/check.h"

namespace models {

namespace {

constexpr sim::Duration kWindow = std::chrono::seconds{1};  // availability goes second by second

}  // namespace

FlowBook::FlowBook(sim::FlowMeasurements& measured, sim::Share enough, sim::Instant from)
    : measured_(measured), windows_(kWindow, enough, from) {}

void FlowBook::finish(sim::Instant end) {
  sim::IntentCounts& counts = measured_.intents;
  counts.unfinished =
      counts.offered - counts.approved - counts.declined - counts.failed - counts.unknown;
  sim::check(counts.conserved() && counts.unfinished >= 0,
             "offered = approved + declined + failed + unknown + unfinished");
  if (counts.approved > counts.good) measured_.reasons["late"] = counts.approved - counts.good;
  for (std::size_t i = 0; i < reasons_.size(); ++i)
    if (reasons_[i] > 0)
      measured_.reasons[std::string(name_of(static_cast<Outcome>(i)))] = reasons_[i];
  windows_.finish(end);
  measured_.outages = windows_.totals();
}

}  // namespace models
