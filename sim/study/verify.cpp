// Whether a run is the same when it is done again.
#include "sim/study/verify.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "models/world.h"
#include "sim/input/quantity.h"

namespace sim {

namespace {

constexpr std::uint64_t kEvents = 1 << 16;  // from one comparison to the next

// Where a run stood after an event.
struct Mark {
  Instant at;
  std::uint64_t fingerprint = 0;
  bool operator==(const Mark&) const = default;
};

class Witness {
 public:
  Witness(const models::Scenario& scenario, std::uint64_t replication)
      : world_(scenario, {}, replication) {}

  // Runs up to event `last`, and marks every `step`-th from event `first` on.
  std::vector<Mark> marks(std::uint64_t first, std::uint64_t last, std::uint64_t step,
                          const std::function<bool()>& goes_on) {
    std::vector<Mark> marks;
    const auto note = [&] {
      const std::uint64_t event = world_.events();
      if (event >= first && event <= last && event % step == 0)
        marks.push_back({world_.now(), world_.fingerprint()});
    };
    world_.run([&](Instant) { return goes_on() && world_.events() < last; }, note);
    if (marks.empty() || marks.back().fingerprint != world_.fingerprint())
      marks.push_back({world_.now(), world_.fingerprint()});
    return marks;
  }
  std::string seen() const {
    std::string text;
    for (const StationMeasurements& station : world_.measurements().stations)
      text += " " + station.name + " " + std::to_string(station.arrived) + "/" +
              std::to_string(station.served);
    return text;
  }

 private:
  models::World world_;
};

std::size_t first_difference(const std::vector<Mark>& one, const std::vector<Mark>& other) {
  const auto [a, b] = std::ranges::mismatch(one, other);
  return static_cast<std::size_t>(a - one.begin());
}

}  // namespace

std::optional<std::string> find_difference(const models::Scenario& scenario,
                                           std::uint64_t replication,
                                           const std::function<bool()>& goes_on) {
  const std::uint64_t end = ~std::uint64_t{0};
  const auto one = Witness(scenario, replication).marks(0, end, kEvents, goes_on);
  const auto other = Witness(scenario, replication).marks(0, end, kEvents, goes_on);
  if (one == other || !goes_on()) return std::nullopt;
  const std::uint64_t from = first_difference(one, other) * kEvents;
  Witness first(scenario, replication);
  Witness second(scenario, replication);
  const auto close = first.marks(from + 1, from + kEvents, 1, goes_on);
  const auto also = second.marks(from + 1, from + kEvents, 1, goes_on);
  const std::size_t at = std::min(first_difference(close, also), close.size() - 1);
  return "Replication " + std::to_string(replication + 1) + " was not the same when it was run " +
         "again: they differ first at event " + std::to_string(from + at + 1) + ", at " +
         print(close[at].at - kStart) + ". By then services had seen (arrived/served)" +
         first.seen() + ", and" + second.seen() + ".";
}

}  // namespace sim
