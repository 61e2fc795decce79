// A run that writes down its own load, and one that replays what was written.
#include <gtest/gtest.h>
#include <memory>
#include <span>
#include <string>

#include "sim/input/recording_writer.h"

#include "tests/models/small_world.h"
#include "tests/sim/files/temporary_folder.h"

namespace models {
namespace {

using sim::testing::TemporaryFolder;

// Chance wherever there can be some: times of work, nodes that fail, messages lost, tries.
std::string world_with(const std::string& balance, const std::string& load) {
  return R"({"run": {"duration": "3s", "seed": 11},
             "services": {"bank": {"nodes": 3, "cores": 1, "balance": )" +
         balance + R"(, "availability": "97%",
             "operations": {"pay": [{"cpu": {"exponential": "3ms"}}],
                            "refund": [{"wait": {"exponential": "8ms"}}]}}},
             "flows": {"pay": {"entry": "bank.pay", "timeout": "50ms", "retry": {"tries": 3}},
                       "refund": {"entry": "bank.refund", "timeout": "20ms"}},
             "failures": [{"mtbf": "500ms", "mttr": "200ms", "crash": "bank/*"}],
             "load": [)" +
         load + "]}";
}

// As `headroom run --record` does it.
sim::Measurements run_and_record(const Scenario& scenario, const std::string& path) {
  const auto keys = scenario.key_names();
  sim::RecordingWriter writer(path, {.keys = keys, .amounts = {"amount"}});
  const auto measured = run(scenario, [&](const Flow& flow, const Intent& intent) {
    EXPECT_FALSE(writer.write(intent.due - sim::kStart, flow.name(),
                              std::span(intent.keys.data(), keys.size()),
                              std::span(&intent.amount, 1)));
  });
  EXPECT_FALSE(writer.commit());
  return measured;
}

std::string replay_of(const std::string& flow, const std::string& path, const std::string& keys) {
  return R"({"flow": ")" + flow + R"(", "recorded": ")" + path +
         R"(", "zero": "as_given", "currency": "EUR",
              "columns": {"at": "at", "flow": "flow", "amount": "amount")" +
         keys + "}}";
}

constexpr const char* kPayments = R"({"flow": "pay", "rate": "200/s",
    "keys": {"payer": {"uniform": 500}, "payee": {"zipf": {"count": 9, "exponent": 1.1}}},
    "amount": {"exponential": "20 EUR"}})";
constexpr const char* kRefunds =
    R"({"flow": "refund", "rate": "100/s", "keys": {"payer": {"uniform": 500}},
        "arrivals": "steady"})";
constexpr const char* kKeys = R"(, "payer": "payer", "payee": "payee")";
constexpr const char* kRing = R"({"ring": {"points": 50}})";

void expect_same(const sim::Measurements& replayed, const sim::Measurements& recorded) {
  EXPECT_EQ(replayed.fingerprint, recorded.fingerprint);
  EXPECT_EQ(replayed.events, recorded.events);
  for (std::size_t i = 0; i < recorded.flows.size(); ++i) {
    EXPECT_EQ(replayed.flows[i].intents, recorded.flows[i].intents);
    EXPECT_EQ(replayed.flows[i].latency, recorded.flows[i].latency);
    EXPECT_EQ(replayed.flows[i].money_approved, recorded.flows[i].money_approved);
    EXPECT_EQ(replayed.flows[i].money_at_risk, recorded.flows[i].money_at_risk);
  }
}

TEST(Replay, of_a_recorded_run_is_the_same_run_however_the_recording_is_packed) {
  const TemporaryFolder folder;
  for (const char* const name : {"load.csv", "load.csv.gz", "load.csv.zst"}) {
    const std::string path = folder.file(name);
    const auto recorded = run_and_record(scenario_of(world_with(kRing, kPayments)), path);
    EXPECT_GT(flow(recorded).intents.approved, 300);
    EXPECT_GT(flow(recorded).money_approved, 0);
    expect_same(run(world_with(kRing, replay_of("pay", path, kKeys))), recorded);
  }
}

TEST(Replay, of_two_flows_from_one_file_is_the_same_run) {
  const TemporaryFolder folder;
  const std::string path = folder.file("load.csv.gz");
  const std::string both = std::string(kPayments) + ", " + kRefunds;
  const auto recorded = run_and_record(scenario_of(world_with(kRing, both)), path);
  EXPECT_EQ(flow(recorded, "refund").intents.offered, 300);
  const std::string replay =
      replay_of("pay", path, kKeys) + ", " + replay_of("refund", path, kKeys);
  expect_same(run(world_with(kRing, replay)), recorded);
}

TEST(Replay, of_flows_that_always_pay_at_the_same_instant_keeps_their_order) {
  const TemporaryFolder folder;
  const std::string path = folder.file("load.csv");
  const std::string both =
      R"({"flow": "refund", "rate": "100/s", "arrivals": "steady"},
         {"flow": "pay", "rate": "100/s", "arrivals": "steady"})";
  const auto recorded = run_and_record(scenario_of(world_with(R"("round_robin")", both)), path);
  const std::string replay = replay_of("refund", path, "") + ", " + replay_of("pay", path, "");
  expect_same(run(world_with(R"("round_robin")", replay)), recorded);
}

TEST(Replay, of_bursts_is_the_same_run) {
  const TemporaryFolder folder;
  const std::string path = folder.file("load.csv.zst");
  const std::string bursts = R"({"flow": "pay", "rate": "200/s",
      "arrivals": {"bursty": {"factor": 4, "share": "10%", "length": "100ms"}}})";
  const auto recorded = run_and_record(scenario_of(world_with(R"("random")", bursts)), path);
  expect_same(run(world_with(R"("random")", replay_of("pay", path, ""))), recorded);
}

// Members of a population are no part of a replay, so that fewer things happen; to payments the
// same does.
TEST(Replay, of_a_population_comes_to_the_same) {
  const TemporaryFolder folder;
  const std::string path = folder.file("load.csv");
  const std::string population = R"({"flow": "pay", "population": 20,
      "think": {"exponential": "50ms"}, "keys": {"payer": {"uniform": 500}}})";
  const auto recorded = run_and_record(scenario_of(world_with(kRing, population)), path);
  const auto replayed = run(world_with(kRing, replay_of("pay", path, R"(, "payer": "payer")")));
  EXPECT_GT(flow(recorded).intents.approved, 300);
  EXPECT_EQ(flow(replayed).intents, flow(recorded).intents);
  EXPECT_EQ(flow(replayed).latency, flow(recorded).latency);
  EXPECT_EQ(flow(replayed).reasons, flow(recorded).reasons);
}

TEST(Replay, with_another_seed_is_another_run_of_the_same_load) {
  const TemporaryFolder folder;
  const std::string path = folder.file("load.csv");
  const auto recorded = run_and_record(scenario_of(world_with(kRing, kPayments)), path);
  std::string other = world_with(kRing, replay_of("pay", path, kKeys));
  other.replace(other.find("\"seed\": 11"), 10, "\"seed\": 12");
  const auto replayed = run(other);
  EXPECT_EQ(flow(replayed).intents.offered, flow(recorded).intents.offered);
  EXPECT_NE(replayed.fingerprint, recorded.fingerprint);
}

}  // namespace
}  // namespace models
