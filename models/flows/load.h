// The load: where payments come from. To add a source: write its kind, add it to the list.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/arrivals/catalogue.h"
#include "models/arrivals/rates.h"
#include "models/flows/payers.h"
#include "models/flows/recorded_load.h"
#include "models/flows/thinkers.h"
#include "sim/input/kinds.h"
#include "sim/kernel/crowd.h"
#include "sim/kernel/task.h"

namespace models {

// Payments come whether or not earlier ones have been answered.
class OpenLoad {
 public:
  static constexpr std::string_view kName = "rate";
  static constexpr std::string_view kSummary =
      "Open: payments come at a rate, whether or not earlier ones have been answered.";
  struct Spec {
    RateOverTime rate;
    sim::OneOf<Arrivals> arrivals;
    PayerSpec payers;
    void fields(auto& f) {
      f.required("rate", rate, "How many payments come per time.");
      f.optional("arrivals", arrivals, "How they fall around the rate.");
      payers.fields(f);
    }
    void verify(sim::Complaints& complaints) const;
    std::vector<std::string> key_names() const;
  };
  OpenLoad(const Spec& spec, const Source& source);
  sim::Task<> send();

 private:
  const Source* source_;
  ArrivalProcess arrivals_;
  sim::Stream gaps_;
  Payers payers_;
};

// A population: each of its members pays, waits for the answer, thinks, and pays again. A thought
// is drawn from the member's number and how often it has thought before.
class ClosedLoad {
 public:
  static constexpr std::string_view kName = "population";
  static constexpr std::string_view kSummary =
      "Closed: each of a population pays, waits for the answer, thinks, and pays again.";
  struct Spec {
    std::int64_t population = 1;
    sim::OneOf<Durations> think;
    PayerSpec payers;
    void fields(auto& f) {
      f.required("population", population, "How many there are.", sim::Between{1, 5000000});
      f.optional("think", think,
                 "Between an answer and the next payment. Whoever gets an answer without any time "
                 "passing waits 1ms at least.");
      payers.fields(f);
    }
    std::vector<std::string> key_names() const;
  };
  ClosedLoad(const Spec& spec, const Source& source);
  sim::Task<> send();

 private:
  // How long the member thinks next.
  sim::Duration thought(std::uint32_t member);
  // Its payments, until it thinks for a while.
  sim::Task<> pay(std::uint32_t member);

  const Source* source_;
  RandomDuration think_;
  Payers payers_;
  std::uint64_t luck_;
  std::vector<std::uint32_t> thoughts_;  // by member: how many it has had
  std::unique_ptr<Thinkers> thinkers_;
};

using Loads = sim::Kinds<OpenLoad, ClosedLoad, RecordedLoad>;

template <class Kind>
concept LoadKind = requires(Kind load, const typename Kind::Spec spec) {
  { load.send() } -> std::same_as<sim::Task<>>;
  { spec.key_names() } -> std::same_as<std::vector<std::string>>;
};
static_assert(Loads::all<[]<class Kind>() { return LoadKind<Kind>; }>());

struct LoadSpec {
  static constexpr std::string_view kTypeName = "Load";
  sim::Located<std::string> flow;
  std::optional<std::string> payment_class;
  sim::Keyed<Loads> source;
  void fields(auto& f) {
    f.required("flow", flow, "Which flow the payments are of.");
    f.optional("class", payment_class,
               "What payments of this load are called where an objective is to tell them apart.");
    f.inlined(source);
  }
  void verify(sim::Complaints& complaints) const;
  std::vector<std::string> key_names() const;
  // Of its amounts; none if there are none, or if a recording does not say.
  std::optional<std::string> currency() const;
};

}  // namespace models
