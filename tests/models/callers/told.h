// Worlds that tell only what a test is about: who serves, who pays, what goes wrong.
#pragma once

#include <gtest/gtest.h>
#include <optional>
#include <string>

#include "tests/models/audit.h"
#include "tests/models/small_world.h"

namespace models {

// So many payers, each of whom pays for the first time at `at`, and for the second time as long
// after the answer: not any more if the run is no longer than twice that.
inline std::string payers(int count, const std::string& at = "1s",
                          const std::string& flow = "pay") {
  return R"({"flow": ")" + flow + R"(", "population": )" + std::to_string(count) +
         R"(, "think": ")" + at + R"("})";
}

// Payments like clockwork until then, the first after half a gap.
inline std::string steady(const std::string& rate, const std::string& until) {
  return R"({"flow": "pay", "arrivals": "steady", "rate": [["0s", ")" + rate + R"("], [")" + until +
         R"(", ")" + rate + R"("], [")" + until + R"(", "0/s"]]})";
}

// Parts of a scenario, as JSON.
struct Told {
  std::string services;
  std::string flows = R"("pay": {"entry": "bank.pay"})";
  std::string load = payers(1);
  std::string failures{};
  std::string operations{};
  std::string further{};  // , "zones": ...
  std::string duration = "2s";
};

inline std::string json_of(const Told& told) {
  return R"({"run": {"duration": ")" + told.duration + R"("}, "services": {)" + told.services +
         R"(}, "flows": {)" + told.flows + R"(}, "load": [)" + told.load + R"(], "failures": [)" +
         told.failures + R"(], "operations": [)" + told.operations + "]" + told.further + "}";
}

// What happened in a world where all that began has ended; its books are right.
inline sim::Measurements happened(const Told& told) {
  sim::Measurements measured = run(json_of(told));
  EXPECT_EQ(Audit::of(measured, true), "");
  return measured;
}

inline std::optional<sim::Duration> shortest(const sim::Measurements& measured) {
  return flow(measured).latency.min();
}
inline std::optional<sim::Duration> longest(const sim::Measurements& measured) {
  return flow(measured).latency.max();
}

// Time on cores, all nodes together.
inline sim::Duration busy(const sim::Measurements& measured, const std::string& service) {
  sim::Uint128 area = 0;
  for (const sim::NodeMeasurements& each : station(measured, service).nodes) area += each.busy.area;
  return sim::Duration{static_cast<std::int64_t>(area)};
}
inline sim::Duration wasted(const sim::Measurements& measured, const std::string& service) {
  return sim::Duration{static_cast<std::int64_t>(station(measured, service).work_wasted)};
}

}  // namespace models
