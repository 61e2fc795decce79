// For schema_check.py: prints the schema of the sample scenario and texts with what the reader
// makes of them, as one JSON object.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/sim/input/sample.h"

namespace {

using namespace std::string_view_literals;

sim::Value judged(std::string_view text) {
  sim::Problems problems;
  auto value = sim::parse_json(text, 0, problems);
  sim::Value verdict = sim::Value::object();
  verdict["scenario"] = value.value_or(sim::Value());
  verdict["right"] = sim::Value(sample::tell<sample::Scenario>(text).value.has_value());
  return verdict;
}

const std::vector<std::string_view> kTexts = {
    sample::kText,
    R"({"name": "x"})",
    R"({"name": ""})",
    R"({})",
    R"({"name": 3})",
    R"({"name": "x", "sed": 1})",
    R"({"name": "x", "seed": -1})",
    R"({"name": "x", "seed": 1.5})",
    R"({"name": "x", "seed": 1e3})",
    R"({"name": "x", "replications": 0})",
    R"({"name": "x", "replications": {"min": 3}})",
    R"({"name": "x", "replications": {"mni": 3}})",
    R"({"name": "x", "loss": 0.5})",
    R"({"name": "x", "loss": "5 %"})",
    R"({"name": "x", "size": "3KB"})",
    R"({"name": "x", "size": "1.5 GiB"})",
    R"({"name": "x", "disk": "10Gbit/s"})",
    R"({"name": "x", "disk": "10Gb/s"})",
    R"({"name": "x", "amount": "25 euro"})",
    R"({"name": "x", "cost": "25 EUR"})",
    R"({"name": "x", "rate": [["0s", "5/s"]]})",
    R"({"name": "x", "rate": [["0s"]]})",
    R"({"name": "x", "rate": [["0s", "5/s", "1s"]]})",
    R"({"name": "x", "rate": [["0s", 5]]})",
    R"({"name": "x", "weights": [1, 2]})",
    R"({"name": "x", "services": {"9a": {"nodes": 1}}})",
    R"({"name": "x", "services": {"a": {}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "balance": "ring"}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "balance": "rign"}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "balance": {"ring": {"pionts": 3}}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "balance": {"ring": {}, "round_robin": {}}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "balance": {"round_robin": {}}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [{"cpu": "1ms"}]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [{"cpu": "1m"}]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [{"cup": "1ms"}]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [
        [{"cpu": {"exponential": "6ms"}}, {"call": "b", "timeout": "1s"}]]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [
        {"lock": "l", "wait": "1s", "steps": [{"wait": {"constant": "1s"}, "note": "n"}]}]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [
        {"lock": "l", "wait": "1s", "steps": [{"wait": "1s", "cpu": "1s"}]}]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [
        {"call": "l", "steps": []}]}}}})",
    R"({"name": "x", "services": {"a": {"nodes": 1, "operations": {"pay": [
        {"cpu": "lognormal"}]}}}})"};

}  // namespace

int main() {
  sim::Value all = sim::Value::object();
  all["schema"] = sim::schema<sample::Scenario>("Sample", "https://example.org/sample.schema.json");
  for (const auto text : kTexts) all["cases"].push_back(judged(text));
  const auto told = sample::tell<sample::Scenario>(sample::kText);
  sim::Value resolved = sim::Value::object();
  resolved["scenario"] = sim::write(*told.value);
  resolved["right"] = sim::Value(true);
  all["cases"].push_back(resolved);
  std::puts(sim::to_json(all).c_str());
  return 0;
}
