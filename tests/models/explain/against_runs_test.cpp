// What is said to stop a flow against runs in which it is lost: systems at random, every single
// part and every pair of parts.
#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "models/explain/structure_of.h"
#include "models/topology/cuts.h"
#include "sim/kernel/stream.h"

#include "tests/models/small_world.h"

namespace models {
namespace {

std::string in_quotes(const std::string& text) {
  return "\"" + text + "\"";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

// Up to three zones, each a region of its own or all in one, not all of which are linked; a front
// that payers ask, and behind it services that call each other in their order.
class RandomSystem {
 public:
  explicit RandomSystem(std::uint64_t seed) : stream_(seed, "systems") {
    const std::size_t count = 1 + stream_.below(3);
    for (std::size_t zone = 0; zone < count; ++zone) zones_.emplace_back(1, "abc"[zone]);
    is_one_region_ = stream_.below(2) == 0;
    for (std::size_t service = 0; service < 3; ++service) add_service(service);
    if (stream_.below(4) == 0) from_ = R"(, "from": )" + in_quotes(zones_[stream_.below(count)]);
  }

  // 40 payments a second for 2 s, where these failures last from the start.
  std::string text(const std::vector<std::string>& failures) const {
    return R"({"run": {"duration": "2s"}, "zones": {)" + zones() + R"(}, "network": {"links": [)" +
           links() + R"(]}, "services": {)" + joined(services_) +
           R"(}, "flows": {"pay": {"entry": "s0.ask", "timeout": "1s")" + from_ +
           R"(}}, "load": [{"flow": "pay", "rate": "40/s", "arrivals": "steady"}],
             "failures": [)" +
           joined(failures) + "]}";
  }

 private:
  std::string zones() const {
    std::vector<std::string> all;
    for (const std::string& zone : zones_)
      all.push_back(in_quotes(zone) + R"(: {"region": ")" + (is_one_region_ ? "r" : "r" + zone) +
                    "\"}");
    return joined(all);
  }

  // In a row; within one region all zones are joined anyway.
  std::string links() const {
    std::vector<std::string> all;
    for (std::size_t zone = 1; zone < zones_.size() && !is_one_region_; ++zone)
      all.push_back(R"({"between": [)" + in_quotes("r" + zones_[zone - 1]) + ", " +
                    in_quotes("r" + zones_[zone]) + R"(], "latency": "1ms"})");
    return joined(all);
  }

  void add_service(std::size_t number) {
    std::string what = R"("nodes": )" + std::to_string(1 + stream_.below(3));
    if (number > 0 && stream_.below(4) == 0) {
      what = R"("external": true)";
    } else if (stream_.below(2) == 0) {
      what += R"(, "zones": [)" + in_quotes(zones_[stream_.below(zones_.size())]) + "]";
    }
    std::vector<std::string> steps{R"({"wait": "1ms"})"};
    if (number < 2) {
      for (std::uint64_t more = 1 + stream_.below(2); more > 0; --more)
        steps.push_back(step(number, 2));
    }
    services_.push_back(in_quotes("s" + std::to_string(number)) + ": {" + what +
                        R"(, "operations": {"ask": [)" + joined(steps) + "]}}");
  }

  std::string step(std::size_t caller, int depth) {
    const std::uint64_t kind = depth == 0 ? 0 : stream_.below(5);
    if (kind == 1)
      return R"({"first": )" + std::to_string(1 + stream_.below(2)) + R"(, "of": [)" +
             joined({step(caller, depth - 1), step(caller, depth - 1)}) + "]}";
    if (kind == 2)
      return R"({"choose": [{"share": "50%", "steps": [)" + step(caller, depth - 1) + "]}" +
             (stream_.below(2) == 0
                  ? R"(, {"share": "50%", "steps": [)" + step(caller, depth - 1) + "]}"
                  : "") +
             "]}";
    if (kind == 3)
      return R"({"steps": [)" + joined({step(caller, depth - 1), R"({"wait": "1ms"})"}) + "]}";
    const std::size_t asked = caller + 1 + stream_.below(2 - caller);
    return R"({"call": "s)" + std::to_string(asked) + ".ask\"" +
           (stream_.below(4) == 0 ? R"(, "on_failure": "continue")" : "") + "}";
  }

  sim::Stream stream_;
  std::vector<std::string> zones_;
  bool is_one_region_ = false;
  std::vector<std::string> services_;
  std::string from_;
};

// The failure that takes away a part; of nodes that are alike the `number`-th.
std::string failure_of(const Structure& structure, const Part& part, std::size_t number,
                       const Scenario& scenario) {
  const auto befalls = [](const std::string& kind, const std::string& target) {
    return R"({"at": "0s", ")" + kind + "\": " + in_quotes(target) + "}";
  };
  switch (part.kind) {
    case PartKind::node: {
      const Structure::Service& service = structure.services[part.subject];
      const auto& told = scenario.services.at(service.name).zones;
      const std::size_t zones = told.empty() ? structure.zones.size() : told.size();
      const std::size_t first = told.empty() ? part.zone : 0;
      return befalls("crash", service.name + "/" + std::to_string(first + number * zones));
    }
    case PartKind::software:
      return befalls("crash", structure.services[part.subject].name + "/*");
    case PartKind::zone:
      return befalls("lose", "zone:" + structure.zones[part.subject].name);
    case PartKind::region:
      return befalls("lose", "region:" + structure.regions[part.subject]);
    case PartKind::link:
      return befalls("cut", "link:" + structure.links[part.subject].name);
    case PartKind::external:
      return befalls("down", structure.services[part.subject].name);
  }
  return "";
}

class AgainstRuns {
 public:
  explicit AgainstRuns(std::uint64_t seed)
      : system_(seed),
        scenario_(scenario_of(system_.text({}))),
        layout_(lay_out(scenario_.zones, &*scenario_.network)),
        structure_(structure_of(scenario_, layout_)),
        parts_(parts_for(structure_, 0)) {}

  void try_all() {
    for (std::size_t one = 0; one < parts_.size(); ++one) {
      compare({{parts_[one], 1}});
      if (parts_[one].count > 1) compare({{parts_[one], 2}});
      for (std::size_t other = 0; other < one; ++other)
        compare({{parts_[other], 1}, {parts_[one], 1}});
    }
  }

  int stopped = 0;
  int stopped_in_part = 0;
  int not_stopped = 0;

 private:
  void compare(const std::vector<Loss>& losses) {
    std::vector<std::string> failures;
    std::string words;
    for (const Loss& loss : losses) {
      for (std::size_t number = 0; number < loss.lost; ++number)
        failures.push_back(failure_of(structure_, loss.part, number, scenario_));
      words += loss.part.name + ", ";
    }
    const std::string text = system_.text(failures);
    const sim::IntentCounts intents = flow(run(text)).intents;
    if (!goes_on(structure_, 0, losses)) {
      ++stopped;
      EXPECT_EQ(intents.approved, 0) << words << text;
    } else if (!goes_on(structure_, 0, losses, Payments::all)) {
      ++stopped_in_part;
      EXPECT_GT(intents.approved, 0) << words << text;
      EXPECT_GT(intents.failed + intents.unknown, 0) << words << text;
    } else {
      ++not_stopped;
      EXPECT_EQ(intents.failed + intents.unknown, 0) << words << text;
    }
  }

  RandomSystem system_;
  Scenario scenario_;
  Layout layout_;
  Structure structure_;
  std::vector<Part> parts_;
};

// A payment goes through at most four choices of one in two, so of 80 payments that may be answered
// one is, and of 80 that may not be one is not, but for a chance of (15/16)^80 = 0.6 %.
TEST(AgainstRuns, what_stops_all_or_some_payments_does_so_when_simulated_and_nothing_else) {
  int stopped = 0;
  int stopped_in_part = 0;
  int not_stopped = 0;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    SCOPED_TRACE(seed);
    AgainstRuns system(seed);
    system.try_all();
    if (HasFailure()) return;
    stopped += system.stopped;
    stopped_in_part += system.stopped_in_part;
    not_stopped += system.not_stopped;
  }
  EXPECT_GT(stopped, 300);
  EXPECT_GT(stopped_in_part, 100);
  EXPECT_GT(not_stopped, 300);
}

}  // namespace
}  // namespace models
