// A world of one bank, as most facts of failures and operators need it.
#pragma once

#include <string>

#include "tests/models/small_world.h"

namespace models {

// For 10 s ten payments a second come like clockwork, at 50 ms, 150 ms, 250 ms and so on; each
// takes 20 ms at the one node of the bank, whatever there is to do. Members are parts of the JSON.
struct Bank {
  std::string bank = "";  // what else is said of the service
  std::string steps = R"({"wait": "20ms"})";
  std::string flow = "";  // what else is said of the flow
  std::string run = R"("duration": "10s")";
  std::string load = R"({"flow": "pay", "rate": "10/s", "arrivals": "steady"})";
  std::string rest = "";  // of the scenario

  std::string text() const {
    return R"({"run": {)" + run + R"(}, "services": {"bank": {"operations": {"pay": [)" + steps +
           "]}" + more(bank) + R"(}}, "flows": {"pay": {"entry": "bank.pay")" + more(flow) +
           R"(}}, "load": [)" + load + "]" + more(rest) + "}";
  }

 private:
  static std::string more(const std::string& members) {
    return members.empty() ? "" : ", " + members;
  }
};

inline sim::Measurements run(const Bank& bank) {
  return run(bank.text());
}

// Checks so rare that callers never learn of anything.
inline const std::string kUnwatched = R"("health": {"interval": "1h"})";

// 1150ms is so long after the start.
inline sim::Instant at(sim::Duration since_start) {
  return sim::kStart + since_start;
}

}  // namespace models
