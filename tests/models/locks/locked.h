// Worlds whose payments take locks.
#pragma once

#include <string>
#include <string_view>

#include "tests/models/callers/told.h"

namespace models {

// One bank whose payments do some steps under a lock on the payer's account.
struct Locked {
  std::string steps = R"({"wait": "10ms"})";
  std::string lock = "";  // what else is said of the lock service
  std::string step = "";  // what else is said of the step
  std::string bank = "";  // what else is said of the service
  std::string load = payers(1);
  std::string failures = "";
  std::string further = "";
  std::string duration = "2s";
  std::string lease = "1s";

  std::string text() const {
    return json_of(
        {.services = R"("bank": {"operations": {"pay": [{"lock": "account", "steps": [)" + steps +
                     "]" + more(step) + "}]}" + more(bank) + "}",
         .load = load,
         .failures = failures,
         .further = R"(, "locks": {"account": {"lease": ")" + lease + "\"" + more(lock) + "}}" +
                    more(further),
         .duration = duration});
  }

 private:
  static std::string more(const std::string& members) {
    return members.empty() ? "" : ", " + members;
  }
};

inline sim::Measurements happened(const Locked& locked) {
  sim::Measurements measured = run(locked.text());
  EXPECT_EQ(Audit::of(measured, true), "");
  return measured;
}

inline const sim::LockMeasurements& lock(const sim::Measurements& measured,
                                         std::string_view name = "account") {
  return detail::called(measured.locks, name);
}

// All of so many payers pay from one account.
inline std::string one_account(int payers, const std::string& at = "1s") {
  return R"({"flow": "pay", "population": )" + std::to_string(payers) + R"(, "think": ")" + at +
         R"(", "keys": {"payer": {"uniform": 1}}})";
}

}  // namespace models
