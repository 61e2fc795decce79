// A small world with something of everything that sim/input can read: for the tests of this folder.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/codec.h"
#include "sim/input/json.h"
#include "sim/input/kinds.h"

namespace sample {

using namespace std::chrono_literals;

// --- Kinds named by value -------------------------------------------------------------------

struct Constant {
  static constexpr std::string_view kName = "constant";
  static constexpr std::string_view kSummary = "Always the same.";
  static constexpr bool kBare = true;
  struct Spec {
    static constexpr std::string_view kShorthand = "value";
    sim::Duration value{};
    void fields(auto& f) { f.required("value", value, "How long."); }
    bool operator==(const Spec&) const = default;
  };
};

struct Exponential {
  static constexpr std::string_view kName = "exponential";
  static constexpr std::string_view kSummary = "Without memory.";
  struct Spec {
    static constexpr std::string_view kShorthand = "mean";
    sim::Duration mean{};
    void fields(auto& f) { f.required("mean", mean, "The mean.", sim::Above{0s}); }
    bool operator==(const Spec&) const = default;
  };
};

struct Lognormal {
  static constexpr std::string_view kName = "lognormal";
  static constexpr std::string_view kSummary = "Skewed to the right.";
  struct Spec {
    sim::Duration mean{};
    sim::Duration p99{};
    void fields(auto& f) {
      f.required("mean", mean, "The mean.", sim::Above{0s});
      f.required("p99", p99, "What one in a hundred exceeds.");
    }
    void verify(sim::Complaints& complaints) const {
      if (p99 <= mean) complaints.about("p99", "must be above the mean");
    }
    bool operator==(const Spec&) const = default;
  };
};

struct Durations : sim::Kinds<Constant, Exponential, Lognormal> {
  static constexpr std::string_view kTypeName = "Durations";
};

struct RoundRobin {
  static constexpr std::string_view kName = "round_robin";
  static constexpr std::string_view kSummary = "Each in turn.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };
  explicit RoundRobin(Spec, int nodes_given) : nodes(nodes_given) {}
  int nodes;
};

struct Ring {
  static constexpr std::string_view kName = "ring";
  static constexpr std::string_view kSummary = "Each key has its place.";
  struct Spec {
    std::int64_t points = 64;
    std::optional<double> bound;
    void fields(auto& f) {
      f.optional("points", points, "Points per node.", sim::Between{1, 4096});
      f.optional("bound", bound, "Most load over the mean.", sim::AtLeast{1.0});
    }
    bool operator==(const Spec&) const = default;
  };
  Ring(Spec given, int nodes_given) : spec(given), nodes(nodes_given) {}
  Spec spec;
  int nodes;
};

using Balancing = sim::Kinds<RoundRobin, Ring>;

// --- Kinds named by a member, one of which contains all again ---------------------------------

struct Step;

struct Parallel {
  static constexpr std::string_view kName = "parallel";
  static constexpr std::string_view kSummary = "All at once.";
  struct Spec {
    std::vector<Step> branches;
    void fields(auto& f) {
      f.required("parallel", branches, "What happens at once.", sim::NotEmpty{});
    }
    bool operator==(const Spec&) const = default;
  };
};

struct Cpu {
  static constexpr std::string_view kName = "cpu";
  static constexpr std::string_view kSummary = "Work on a core.";
  struct Spec {
    sim::OneOf<Durations> time;
    void fields(auto& f) { f.required("cpu", time, "How long a core is busy."); }
    bool operator==(const Spec&) const = default;
  };
};

struct Wait {
  static constexpr std::string_view kName = "wait";
  static constexpr std::string_view kSummary = "Time that passes.";
  struct Spec {
    sim::OneOf<Durations> time;
    void fields(auto& f) { f.required("wait", time, "How long."); }
    bool operator==(const Spec&) const = default;
  };
};

struct Call {
  static constexpr std::string_view kName = "call";
  static constexpr std::string_view kSummary = "Asks another service.";
  struct Spec {
    sim::Located<std::string> target;
    std::optional<sim::Duration> timeout;
    void fields(auto& f) {
      f.required("call", target, "Which.");
      f.optional("timeout", timeout, "How long to wait for the answer.", sim::Above{0s});
    }
    bool operator==(const Spec&) const = default;
  };
};

struct Lock {
  static constexpr std::string_view kName = "lock";
  static constexpr std::string_view kSummary = "Holds a lock.";
  struct Spec {
    std::string lock;
    sim::Duration wait = 1s;
    std::vector<Step> steps;
    void fields(auto& f) {
      f.required("lock", lock, "Which.");
      f.optional("wait", wait, "How long to wait for it.");
      f.required("steps", steps, "What happens under it.");
    }
    bool operator==(const Spec&) const = default;
  };
};

using Steps = sim::Kinds<Parallel, Cpu, Wait, Call, Lock>;

struct Step {
  static constexpr std::string_view kTypeName = "Step";
  sim::Keyed<Steps> what;
  std::string note;
  void fields(auto& f) {
    f.inlined(what);
    f.optional("note", note, "A remark.");
  }
  bool operator==(const Step&) const = default;
};

// --- Structs ----------------------------------------------------------------------------------

enum class Order { fifo, lifo, deadline };

struct Health {
  static constexpr std::string_view kTypeName = "Health";
  sim::Duration interval = 2s;
  std::int64_t fall = 3;
  std::int64_t rise = 2;
  std::optional<sim::Duration> timeout;
  void fields(auto& f) {
    f.optional("interval", interval, "Time between two checks of a node.", sim::Above{0s});
    f.optional("fall", fall, "Failed checks in a row that take a node out.", sim::AtLeast{1});
    f.optional("rise", rise, "Good checks in a row that take it in again.", sim::AtLeast{1});
    f.optional("timeout", timeout, "How long to wait for an answer.", sim::Below{1h});
  }
  void verify(sim::Complaints& complaints) const {
    if (rise > fall) complaints.about("rise", "must not be above fall");
    if (timeout && *timeout > interval) complaints.here("a check outlasts the interval");
  }
  bool operator==(const Health&) const = default;
};

struct Replications {
  static constexpr std::string_view kShorthand = "exactly";
  std::optional<std::int64_t> exactly;
  std::int64_t min = 10;
  void fields(auto& f) {
    f.optional("exactly", exactly, "This many.", sim::AtLeast{1});
    f.optional("min", min, "At least this many.", sim::AtLeast{1});
  }
  bool operator==(const Replications&) const = default;
};

// Fields that two structs have alike.
struct Window {
  sim::Duration at{};
  sim::Duration until = 1h;
  void fields(auto& f) {
    f.required("at", at, "From when.");
    f.optional("until", until, "Till when.");
  }
  void verify(sim::Complaints& complaints) const {
    if (until <= at) complaints.about("until", "must be after \"at\"");
  }
  bool operator==(const Window&) const = default;
};

struct Drill {
  Window window;
  std::string what;
  void fields(auto& f) {
    f.inlined(window);
    f.required("what", what, "What is tried.");
  }
  bool operator==(const Drill&) const = default;
};

struct Service {
  int nodes = 1;
  bool external = false;
  double speed = 1;
  Order order = Order::fifo;
  std::vector<std::string> zones;
  sim::OneOf<Balancing> balance;
  std::optional<Health> health;
  std::map<std::string, std::vector<Step>> operations;
  void fields(auto& f) {
    f.required("nodes", nodes, "How many nodes.", sim::AtLeast{1});
    f.optional("external", external, "Not ours.");
    f.optional("speed", speed, "Relative.", sim::Above{0});
    f.optional("order", order, "Who is next in line.");
    f.optional("zones", zones, "Where.", sim::SizeAtMost{3});
    f.optional("balance", balance, "Which node is asked.");
    f.optional("health", health, "How it is known that a node is down.");
    f.optional("operations", operations, "What it does.");
  }
  bool operator==(const Service&) const = default;
};

struct Scenario {
  static constexpr std::string_view kSummary = "A scenario.";
  std::string name;
  std::uint64_t seed = 1;
  Replications replications;
  std::map<std::string, Service> services;
  std::vector<std::pair<sim::Duration, sim::Rate>> rate;
  std::optional<std::array<double, 3>> weights;
  sim::Fraction loss;
  sim::Bytes size{1000};
  sim::ByteRate disk{1e6};
  std::optional<sim::Money> amount;
  std::optional<sim::MoneyRate> cost;
  void fields(auto& f) {
    f.required("name", name, "What it is called.", sim::NotEmpty{});
    f.optional("seed", seed, "Of all randomness.");
    f.optional("replications", replications, "How many runs.");
    f.optional("services", services, "By name.");
    f.optional("rate", rate, "How the load changes.");
    f.optional("weights", weights, "Three of them.");
    f.optional("loss", loss, "Of messages.", sim::AtMost{sim::Fraction{0.5}});
    f.optional("size", size, "Of the store.", sim::AtLeast{1});
    f.optional("disk", disk, "Of each node.", sim::Above{0});
    f.optional("amount", amount, "Of a payment.");
    f.optional("cost", cost, "Of a node.");
  }
  bool operator==(const Scenario&) const = default;
};

inline constexpr std::string_view kText = R"({
  "$schema": "scenario.schema.json",
  "//": "a remark",
  "name": "sample", // comments are allowed
  "seed": 7,
  "replications": 12,
  "services": {
    "gateway": {
      "nodes": 24, "order": "lifo", "zones": ["a", "b"], "speed": 1.5,
      "balance": {"ring": {"points": 160, "bound": 1.25}},
      "health": {"interval": "2s", "fall": 3, "rise": 2, "timeout": "500ms"},
      "operations": {
        "pay": [
          {"cpu": {"lognormal": {"mean": "0.8ms", "p99": "4ms"}}, "note": "parse"},
          {"parallel": [{"call": "risk.score", "timeout": "80ms"}, {"wait": "3ms"}]},
          {"lock": "account", "wait": "2s", "steps": [{"cpu": {"exponential": "6ms"}}]}
        ]
      }
    },
    "bank": {"nodes": 1, "external": true, "balance": "round_robin"}
  },
  "rate": [["0s", "4000/s"], ["5min", "12000/s"]],
  "weights": [1, 2.5, 3e0],
  "loss": "0.001%", "size": "3TB", "disk": "400MB/s", "amount": "25 EUR", "cost": "0.40 EUR/h"
}
)";

// Reads a T from text; problems rendered, one a line, for a file called "s.json".
template <class T>
struct Told {
  std::optional<T> value{};
  std::string problems{};
  std::size_t count = 0;
};

template <class T>
Told<T> tell(std::string_view text) {
  sim::Files files;
  sim::Problems problems;
  const std::uint32_t file = files.add("s.json");
  problems.know(files);
  Told<T> told;
  if (const auto value = sim::parse_json(text, file, problems)) {
    told.value = sim::read<T>(*value, files, problems);
  }
  told.problems = problems.render();
  told.count = problems.count();
  return told;
}

}  // namespace sample

template <>
struct sim::EnumNames<sample::Order> {
  static constexpr std::array<std::pair<sample::Order, std::string_view>, 3> names = {
      {{sample::Order::fifo, "fifo"},
       {sample::Order::lifo, "lifo"},
       {sample::Order::deadline, "deadline"}}};
};
// A list of steps where one step is expected means: all at once.
template <>
struct sim::Codec<sample::Step> : sim::StructCodec<sample::Step> {
  static void read(sample::Step& step, const Value& value, Reading& reading) {
    if (!value.is_array()) {
      StructCodec::read(step, value, reading);
      return;
    }
    sample::Parallel::Spec parallel;
    Codec<std::vector<sample::Step>>::read(parallel.branches, value, reading);
    step.what = std::move(parallel);
  }
  static Value schema(SchemaMaker& maker) {
    Value either = Value::object();
    either["anyOf"].push_back(StructCodec::schema(maker));
    either["anyOf"].push_back(Codec<std::vector<sample::Step>>::schema(maker));
    return either;
  }
};
