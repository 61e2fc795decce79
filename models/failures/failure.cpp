// A failure at work.
#include "models/failures/failure.h"

#include "sim/kernel/elementary.h"
#include "sim/kernel/variates.h"

namespace models {

void FailureSpec::verify(sim::Complaints& complaints) const {
  if (at.has_value() == mtbf.has_value())
    complaints.here(at ? "has both at and mtbf; say when it happens, or how often"
                       : "needs at, or mtbf and mttr");
  if (mtbf.has_value() != mttr.has_value()) complaints.here("needs both mtbf and mttr");
  if (mtbf && lasts) complaints.about("for", "goes with at; with mtbf it is mttr");
}

std::size_t Failure::victims() const {
  return std::visit([](const auto& what) { return what.victims(); }, what_);
}

std::string Failure::victim(std::size_t index) const {
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

sim::Task<> Failure::happen_again(std::size_t victim, sim::Stream clock) {
  const auto exponential = [&clock](sim::Duration mean) {
    return sim::to_duration(sim::unit_exponential(clock) * static_cast<double>(mean.count()));
  };
  for (;;) {
    const sim::Duration up = exponential(*spec_.mtbf);
    co_await kernel_.sleep(up);
    const EventLog::Happening happening = begin(victim, victim + 1);
    const sim::Duration down = exponential(*spec_.mttr);
    co_await kernel_.sleep(down);
    end(victim, victim + 1, happening);
  }
}

}  // namespace models
