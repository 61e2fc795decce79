// At least one example of each kind of distribution, of durations and of money.
#pragma once

#include <string>
#include <vector>

namespace models {

inline std::vector<std::string> example_durations() {
  return {
      R"("0.4ms")",
      R"({"constant": "6ms"})",
      R"({"uniform": {"least": "1ms", "most": "5ms"}})",
      R"({"uniform": {"least": "7ns", "most": "9ns"}})",
      R"({"exponential": "6ms"})",
      R"({"erlang": {"mean": "2ms", "phases": 3}})",
      R"({"gamma": {"mean": "2ms", "shape": 0.5}})",
      R"({"gamma": {"mean": "2ms", "cv": 0.3}})",
      R"({"lognormal": {"mean": "1.8ms", "p99": "4ms"}})",
      R"({"lognormal": {"mean": "0.8ms", "p99": "4ms"}})",
      R"({"lognormal": {"median": "2ms", "p99": "9ms"}})",
      R"({"lognormal": {"mean": "3ms", "median": "2ms"}})",
      R"({"lognormal": {"mean": "3ms", "cv": 0.5}})",
      R"({"weibull": {"mean": "2ms", "shape": 0.8}})",
      R"({"weibull": {"mean": "2ms", "shape": 3}})",
      R"({"pareto": {"least": "1ms", "most": "100ms", "exponent": 1.5}})",
      R"({"pareto": {"least": "1ms", "most": "20ms", "exponent": 1}})",
      R"({"pareto": {"least": "1ms", "most": "20ms", "exponent": 2}})",
      R"({"hyperexponential": {"mean": "2ms", "cv": 2}})",
      R"({"hyperexponential": {"branches": [{"share": "70%", "mean": "1ms"},
                                            {"share": "20%", "mean": "3ms"},
                                            {"share": "10%", "mean": "20ms"}]}})",
      R"({"percentiles": {"p50": "120ms", "p90": "300ms", "p99": "900ms", "p100": "5s"}})",
      R"({"percentiles": {"p0": "0ms", "p50": "2ms", "p99": "2ms", "p100": "3ms"}})",
      R"({"sample": ["1ms", "2ms", "2ms", "40ms"]})",
  };
}

inline std::vector<std::string> example_amounts() {
  return {
      R"("25 EUR")",
      R"({"uniform": {"least": "5 EUR", "most": "40.50 EUR"}})",
      R"({"exponential": "60 EUR"})",
      R"({"erlang": {"mean": "90 EUR", "phases": 3}})",
      R"({"gamma": {"mean": "90 EUR", "shape": 2.5}})",
      R"({"lognormal": {"median": "25 EUR", "p99": "90 EUR"}})",
      R"({"weibull": {"mean": "90 EUR", "shape": 1.2}})",
      R"({"pareto": {"least": "2 EUR", "most": "500 EUR", "exponent": 1.2}})",
      R"({"hyperexponential": {"mean": "80 EUR", "cv": 1.5}})",
      R"({"percentiles": {"p0": "1 EUR", "p50": "25 EUR", "p99": "900 EUR", "p100": "5000 EUR"}})",
      R"({"sample": ["9.99 EUR", "19.99 EUR", "100 EUR"]})",
  };
}

}  // namespace models
