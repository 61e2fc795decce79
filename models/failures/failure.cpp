// A failure at work.
#include "models/failures/failure.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/kernel/elementary.h"
#include "sim/kernel/variates.h"

namespace models {

namespace {

double as_count(sim::Duration duration) {
  return static_cast<double>(duration.count());
}

// `mean` in nanoseconds.
sim::Duration exponential(sim::Stream& chance, double mean) {
  return sim::to_duration(sim::unit_exponential(chance) * mean);
}

double burst_size(const BurstSpec& burst, std::size_t victims) {
  return static_cast<double>(std::min(static_cast<std::size_t>(burst.size), victims));
}

}  // namespace

void FailureSpec::verify(sim::Complaints& complaints) const {
  if (at.has_value() == mtbf.has_value())
    complaints.here(at ? "has both at and mtbf; say when it happens, or how often"
                       : "needs at, or mtbf and mttr");
  if (mtbf.has_value() != mttr.has_value()) complaints.here("needs both mtbf and mttr");
  if (mtbf && lasts) complaints.about("for", "goes with at; with mtbf it is mttr");
  if (together && !mtbf) complaints.about("together", "goes with mtbf; with at all fail at once");
  if (burst && !mtbf) complaints.about("burst", "goes with mtbf");
  if (burst && together) complaints.about("burst", "cannot be; all fail together");
}

std::size_t Failure::victims() const {
  return std::visit([](const auto& what) { return what.victims(); }, what_);
}

std::string Failure::name_of_clock(std::size_t index) const {
  if (spec_.together) return "together";
  return std::visit([&](const auto& what) { return what.victim(index); }, what_);
}

EventLog::Happening Failure::begin(std::size_t first, std::size_t last) {
  const std::string name(spec_.what.kind());
  return std::visit(
      [&](auto& what) {
        const bool all = last - first == what.victims();
        const auto& nodes = what.nodes();
        std::vector<Targets::Victim> concerned = nodes;
        if (!all)  // then the victims are nodes
          concerned.assign(nodes.begin() + static_cast<std::ptrdiff_t>(first),
                           nodes.begin() + static_cast<std::ptrdiff_t>(last));
        const std::string target =
            std::visit([](const auto& spec) { return *spec.target(); }, spec_.what.spec);
        const std::string named = name + " " + (all ? target : what.victim(first));
        EventLog::Happening happening = what.befalls_nodes()
                                            ? log_.begin(named, concerned, true)
                                            : log_.begin_unwatched(named, concerned);
        for (std::size_t i = first; i < last; ++i) what.begin(i);
        return happening;
      },
      what_);
}

void Failure::end(std::size_t first, std::size_t last, const EventLog::Happening& happening) {
  std::visit(
      [&](auto& what) {
        for (std::size_t i = first; i < last; ++i) what.end(i);
      },
      what_);
  log_.end(happening);
}

sim::Task<> Failure::happen_once() {
  co_await kernel_.sleep(*spec_.at);
  const EventLog::Happening happening = begin(0, victims());
  if (!spec_.lasts) co_return;
  co_await kernel_.sleep(*spec_.lasts);
  end(0, victims(), happening);
}

sim::Task<> Failure::happen_again(std::size_t clock, sim::Stream chance) {
  const std::size_t first = spec_.together ? 0 : clock;
  const std::size_t last = spec_.together ? victims() : clock + 1;
  double rarer = 1;  // bursts add failures to those of the clocks
  if (spec_.burst) {
    const double size = burst_size(*spec_.burst, victims());
    rarer += spec_.burst->begins(size) * (size - 1);
  }
  for (;;) {
    const sim::Duration up = exponential(chance, rarer * as_count(*spec_.mtbf));
    co_await kernel_.sleep(up);
    const EventLog::Happening happening = begin(first, last);
    const sim::Duration down = exponential(chance, as_count(*spec_.mttr));
    if (spec_.burst) spread(clock, chance);
    co_await kernel_.sleep(down);
    end(first, last, happening);
  }
}

void Failure::spread(std::size_t victim, sim::Stream& chance) {
  const BurstSpec& burst = *spec_.burst;
  const double size = burst_size(burst, victims());
  if (chance.uniform() >= burst.begins(size)) return;
  std::vector<std::size_t> others(victims());
  std::iota(others.begin(), others.end(), std::size_t{0});
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(victim));
  for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(size); ++i) {
    std::swap(others[i], others[i + chance.below(others.size() - i)]);
    const sim::Duration after = sim::to_duration(chance.uniform() * as_count(burst.within));
    const sim::Duration lasts = exponential(chance, as_count(*spec_.mttr));
    crowd_.spawn(happen_to(others[i], after, lasts));
  }
}

sim::Task<> Failure::happen_to(std::size_t victim, sim::Duration after, sim::Duration lasts) {
  co_await kernel_.sleep(after);
  const EventLog::Happening happening = begin(victim, victim + 1);
  co_await kernel_.sleep(lasts);
  end(victim, victim + 1, happening);
}

}  // namespace models
