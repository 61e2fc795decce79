// Links and interfaces that carry so many bytes per time.
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/models/callers/told.h"
#include "tests/models/stores/ledger.h"

namespace models {
namespace {

// Payments from zone a at a bank in zone b that answers at once, over a link of 1 MB/s.
Told over_a_link(const std::string& load, const std::string& options = "") {
  return {.services = R"("bank": {"zones": ["b"], "operations": {"pay": [{"wait": "0s"}]}})",
          .flows = R"("pay": {"entry": "bank.pay", "from": "a", "message": "10kB")" + options + "}",
          .load = load,
          .further = R"(, "zones": {"a": {"region": "r"}, "b": {"region": "r"}},
              "network": {"links": [{"between": ["a", "b"], "latency": "1ms",
                                     "capacity": "1MB/s"}]})"};
}

const sim::WireMeasurements& wire(const sim::Measurements& measured, const std::string& name) {
  return detail::called(measured.wires, name);
}

TEST(Link, takes_the_size_of_a_message_over_its_capacity_in_each_direction) {
  const auto measured = happened(over_a_link(payers(1)));
  EXPECT_EQ(longest(measured), 2 * (10ms + 1ms));
  EXPECT_EQ(spent(measured, "network"), 2 * (10ms + 1ms));
  EXPECT_EQ(wire(measured, "link a>b").bytes, 10'000U);
  EXPECT_EQ(wire(measured, "link a>b").busy.at(0).area, sim::Uint128{10'000'000});
}

TEST(Link, carries_messages_one_after_the_other) {
  const auto measured = happened(over_a_link(payers(3)));
  EXPECT_EQ(shortest(measured), 22ms);
  EXPECT_EQ(longest(measured), 2 * 10ms + 22ms);
}

TEST(Interface, carries_what_comes_and_what_goes_at_the_same_time) {
  const auto measured = happened({.services = R"("bank": {"interface": "1MB/s",
                               "operations": {"pay": [{"wait": "0s"}]}})",
                                  .flows = R"("pay": {"entry": "bank.pay", "message": "10kB"})",
                                  .load = payers(2)});
  EXPECT_EQ(shortest(measured), 20ms);
  EXPECT_EQ(longest(measured), 30ms);
  EXPECT_EQ(wire(measured, "bank, in").bytes, 20'000U);
  EXPECT_EQ(wire(measured, "bank, out").bytes, 20'000U);
}

TEST(Interface, of_the_caller_carries_its_calls_too) {
  const auto measured = happened({.services = R"("bank": {"operations": {"pay": [{"wait": "0s"}]}},
                               "shop": {"interface": "1MB/s", "operations": {"pay": [
                                 {"call": "bank.pay", "message": "10kB"}]}})",
                                  .flows = R"("pay": {"entry": "shop.pay", "message": "1kB"})",
                                  .load = payers(1)});
  EXPECT_EQ(longest(measured), 2 * (1ms + 10ms));
}

TEST(Interface, of_a_node_that_came_later_is_measured_from_then_on) {
  const auto measured = happened({.services = R"("bank": {"interface": "1MB/s",
                               "operations": {"pay": [{"wait": "0s"}]}})",
                                  .load = payers(1),
                                  .operations = R"({"at": "1500ms", "scale": "bank", "to": 2})"});
  EXPECT_EQ(wire(measured, "bank, in").busy.at(1).span, 500ms);
}

TEST(Interface, of_who_cannot_be_reached_carries_nothing) {
  Told told = over_a_link(payers(1), R"(, "timeout": "100ms")");
  told.services = R"("bank": {"zones": ["b"], "interface": "1MB/s",
                              "health": {"interval": "50s"},
                              "operations": {"pay": [{"wait": "0s"}]}})";
  told.failures = R"({"at": "500ms", "cut": "link:a-b"})";
  told.duration = "500s";
  EXPECT_EQ(wire(run(json_of(told)), "bank, in").bytes, 0U);
}

TEST(Link, that_takes_longer_than_there_is_time_is_not_over_in_time) {
  Told told = over_a_link(payers(3));
  told.flows = R"("pay": {"entry": "bank.pay", "from": "a", "message": "1TB"})";
  const std::string capacity = R"("capacity": "1MB/s")";
  told.further.replace(told.further.find(capacity), capacity.size(), R"("capacity": "1B/s")");
  EXPECT_EQ(flow(run(json_of(told))).intents.unfinished, 3);
}

// M/D/1 (Pollaczek and Khinchine): at half the capacity a message waits half as long as it takes.
// Answers come as far apart as requests did, so that they wait for nobody.
TEST(Link, lets_messages_that_come_at_random_wait_as_pollaczek_and_khinchine_say) {
  constexpr std::uint64_t kRuns = 20;
  Told told = over_a_link(R"({"flow": "pay", "rate": "50/s"})");
  told.duration = "200s";
  const Scenario scenario = scenario_of(json_of(told));
  double sum = 0;
  double squares = 0;
  for (std::uint64_t run = 0; run < kRuns; ++run) {
    World world(scenario, {}, run);
    EXPECT_FALSE(world.run([](sim::Instant) { return true; }));
    const double mean = flow(world.measurements()).latency.mean_ns().value() / 1e6;
    sum += mean;
    squares += mean * mean;
  }
  const double mean = sum / kRuns;
  const double error = std::sqrt((squares / kRuns - mean * mean) / (kRuns - 1));
  EXPECT_NEAR(mean, 22 + 5, 4.5 * error);
  EXPECT_LT(error, 0.1);
}

// A node gets four shards of 50 MB each.
sim::Measurements join_over(const std::string& stream, const std::string& capacity) {
  return run(Ledger{
      .nodes = R"("nodes": 2, "copies": 2, "shards": 6, "size": "300MB", "record": "1B")",
      .write = R"("write": "1ms", "stream": ")" + stream + R"(", "interface": ")" + capacity + "\"",
      .duration = "60s",
      .rest = R"("network": {"message": "1B"},
                 "operations": [{"at": "5s", "join": "ledger"}])"});
}

double lasted(const sim::Measurements& measured) {
  const sim::EventMeasurements& event = measured.timeline_events.at(0);
  return sim::to_seconds(*event.until - event.at);
}

TEST(Stream, to_a_node_that_joins_is_as_fast_as_the_narrower_of_its_rate_and_the_network) {
  EXPECT_NEAR(lasted(join_over("20MB/s", "10MB/s")), 20, 1);
  EXPECT_NEAR(lasted(join_over("10MB/s", "20MB/s")), 20, 1);
  EXPECT_NEAR(lasted(join_over("100MB/s", "100MB/s")), 2, 0.2);
}

TEST(Stream, passes_several_narrow_places_as_fast_as_the_narrowest) {
  // Out of one interface and into another: a piece more than over one.
  const auto measured = join_over("100MB/s", "10MB/s");
  EXPECT_NEAR(lasted(measured), 20, 1);
  EXPECT_GT(wire(measured, "ledger, in").bytes, 200'000'000U);
}

TEST(Stream, takes_the_network_from_payments) {
  const auto busy = join_over("100MB/s", "10MB/s");
  const auto calm = join_over("100MB/s", "1GB/s");
  // A payment finds pieces of 5 ms at the interfaces.
  EXPECT_GT(flow(busy).latency.mean_ns().value(), flow(calm).latency.mean_ns().value() + 5e5);
  EXPECT_GT(flow(busy).latency.max(), 5ms);
  EXPECT_LT(flow(calm).latency.max(), 3ms);
}

}  // namespace
}  // namespace models
