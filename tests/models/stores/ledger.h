// A bank whose only operation writes to a ledger, and a ledger as a test tells it.
#pragma once

#include <string>
#include <string_view>

#include "tests/models/small_world.h"

namespace models {

// Payments of 1 EUR, one every `gap`, from outside, for `seconds`.
struct Ledger {
  std::string nodes = R"("nodes": 3, "copies": 3)";
  std::string leader = R"("acknowledge": "majority")";
  std::string write = R"("write": "1ms")";
  std::string steps = R"([{"write": "ledger", "amount": "debit", "timeout": "500ms"}])";
  std::string flow = "";
  std::string load = R"("rate": "100/s", "arrivals": "steady")";
  std::string duration = "10s";
  std::string rest = "";
  std::string seed = "1";

  operator std::string() const {
    const auto more = [](const std::string& text) { return text.empty() ? "" : ", " + text; };
    return R"({"run": {"duration": ")" + duration + R"(", "seed": )" + seed + R"(},
      "services": {"bank": {"operations": {"pay": )" +
           steps + R"(}}},
      "stores": {"ledger": {)" +
           nodes + more(write) + R"(, "replication": {"leader": {)" + leader + R"(}}}},
      "flows": {"pay": {"entry": "bank.pay")" +
           more(flow) + R"(}},
      "load": [{"flow": "pay", "amount": "1 EUR", "keys": {"payer": {"uniform": 1000}}, )" +
           load + "}]" + more(rest) + "}";
  }
};

inline sim::Measurements run(const Ledger& ledger) {
  return run(std::string(ledger));
}
inline const sim::StoreMeasurements& ledger(const sim::Measurements& measured) {
  return detail::called(measured.stores, "ledger");
}
inline const sim::Audit& audit(const sim::Measurements& measured) {
  return *flow(measured).audit;
}

inline const std::string kThreeZones =
    R"("zones": {"a": {"region": "r"}, "b": {"region": "r"}, "c": {"region": "r"}},
       "network": {"same_region": "1ms", "give_up": "3s"})";

}  // namespace models
