// What is to hold, as a scenario says it: "pay p99 <= 400ms during lose zone:b".
//
//   NAME [class CLASS] MEASURE (<= | >= | < | >) VALUE [during EVENT | after EVENT within DURATION]
//
// NAME is a flow's, a service's, a store's, a lock service's, a cache's or a queue's, as MEASURE
// tells (sim/report/measures.h). VALUE is in the unit of the measure. EVENT is a failure or an
// operation as the report calls it; "recovery" stands for the end of any failure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/codec.h"
#include "sim/report/measures.h"

namespace sim {

// A part of the time.
struct Phase {
  enum class When : std::uint8_t {
    always,
    during,  // from the beginning of an event to its end
    after,   // from so long after its end to the next such event
  };
  When when = When::always;
  std::string event{};  // empty: any failure
  Duration within{};    // for `after`
  bool operator==(const Phase&) const = default;
};

enum class Comparison : std::uint8_t { at_most, at_least, below, above };

struct Objective {
  enum class Of : std::uint8_t { flow, service, store, lock, cache, queue };
  Of of = Of::flow;
  std::string name{};
  std::string payment_class{};  // empty: all payments of the flow
  std::string measure{};
  Comparison comparison = Comparison::at_most;
  double limit = 0;  // in seconds, shares, counts, per second
  Phase phase{};

  Unit unit() const;
  bool holds_for(double value) const;
  // That something does not happen at all: "pay failed <= 0". Such an objective is about what is
  // simulated; that it never happens cannot be shown by any number of runs.
  bool asks_for_none() const;
  bool operator==(const Objective&) const = default;
};

ParsedQuantity<Objective> parse_objective(std::string_view text);
// Reads back as the same objective.
std::string print(const Objective& objective);

// The name of the part of the flow's payments that it speaks of: "class vip during lose zone:b".
// Empty if it speaks of all of them.
std::string slice_of(const Objective& objective);

// The same as an object: {"flow": "pay", "p99": "<= 400ms", "during": "lose zone:b"}.
struct ObjectiveForm {
  std::optional<std::string> flow;
  std::optional<std::string> service;
  std::optional<std::string> store;
  std::optional<std::string> lock;
  std::optional<std::string> cache;
  std::optional<std::string> queue;
  std::optional<std::string> payment_class;
  std::optional<std::string> during;
  std::optional<std::string> after;
  std::optional<Duration> within;
  std::map<std::string_view, std::optional<Located<std::string>>> bounds;  // by measure

  void fields(auto& f) {
    f.optional("flow", flow, "The flow it is about.");
    f.optional("service", service, "Or the service.");
    f.optional("store", store, "Or the store.");
    f.optional("lock", lock, "Or the lock service.");
    f.optional("cache", cache, "Or the cache.");
    f.optional("queue", queue, "Or the queue.");
    f.optional("class", payment_class, "Only payments of loads of this class.");
    f.optional("during", during, "Only payments due while this event goes on.");
    f.optional("after", after,
               "Only payments due once this event has been over for `within`, until the next such "
               "event; recovery is the end of any failure.");
    f.optional("within", within, "How long it may take to recover.");
    for (const FlowMeasure& each : flow_measures())
      f.optional(each.name, bounds[each.name], doc_of("Flows", each.unit, each.better, each.doc));
    for (const StationMeasure& each : station_measures())
      f.optional(each.name, bounds[each.name],
                 doc_of("Services", each.unit, each.better, each.doc));
    for (const StoreMeasure& each : store_measures())
      f.optional(each.name, bounds[each.name], doc_of("Stores", each.unit, each.better, each.doc));
    for (const LockMeasure& each : lock_measures())
      f.optional(each.name, bounds[each.name],
                 doc_of("Lock services", each.unit, each.better, each.doc));
    for (const CacheMeasure& each : cache_measures())
      f.optional(each.name, bounds[each.name], doc_of("Caches", each.unit, each.better, each.doc));
    for (const QueueMeasure& each : queue_measures())
      f.optional(each.name, bounds[each.name], doc_of("Queues", each.unit, each.better, each.doc));
  }
  void verify(Complaints& complaints) const;

  // What it is about, by kind and name.
  std::vector<std::pair<Objective::Of, std::string>> subjects() const;
  // The names of the measures that are bounded here.
  std::vector<std::string_view> measures() const;

 private:
  // "Flows: median of the latency, such as "<= 400ms"."
  static std::string doc_of(std::string_view of, Unit unit, Better better, std::string_view doc);
};

template <>
struct Codec<Objective> {
  static constexpr std::string_view kTypeName = "Objective";
  static void read(Objective& objective, const Value& value, Reading& reading);
  static Value write(const Objective& objective) { return Value(print(objective)); }
  static Value schema(SchemaMaker& maker);
  static std::string_view words() { return "Objective"; }
};

}  // namespace sim
