#include "models/failures/place_failures.h"

#include <gtest/gtest.h>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

// Payers are in zone a, the bank is in b, 1 ms away. Callers never learn of anything, and if they
// find no way give up before they try again.
Bank across(const std::string& failure) {
  return Bank{.bank = R"("zones": ["b"], )" + kUnwatched,
              .flow = R"("from": "a")",
              .rest = R"("zones": {"a": {"region": "east"}, "b": {"region": "south"}},
                         "network": {"retransmit": "100ms", "give_up": "10ms",
                                     "links": [{"between": ["east", "south"], "latency": "1ms"}]},
                         "failures": [{"at": "1s", "for": "2s", )" +
                      failure + "}]"};
}

TEST(Lose, silences_the_nodes_of_the_zone_and_no_others) {
  const auto measured = run(Bank{.bank = R"("nodes": 2, )" + kUnwatched,
                                 .flow = R"("timeout": "500ms")",
                                 .rest = R"("zones": {"a": {}, "b": {}},
                          "failures": [{"at": "1s", "for": "2s", "lose": "zone:b"}])"});
  EXPECT_EQ(reason(measured, "timed_out"), 10);
  EXPECT_EQ(flow(measured).intents.approved, 90);
  EXPECT_EQ(node(measured, "bank/0").served, 50);
  EXPECT_EQ(node(measured, "bank/1").served, 40);
}

TEST(Lose, of_a_region_takes_all_its_zones) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 3)",
               .rest = R"("zones": {"a": {"region": "east"}, "b": {"region": "east"},
                                    "c": {"region": "south"}},
                          "failures": [{"at": "1s", "lose": "region:east"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(node(measured, "bank/2").served, 3 + 90);
}

TEST(Lose, leaves_in_doubt_who_had_a_request_inside) {
  const auto measured = run(Bank{.flow = R"("timeout": "500ms")", .rest = R"("zones": {"a": {}},
                          "failures": [{"at": "960ms", "for": "1ms", "lose": "zone:a"}])"});
  EXPECT_EQ(station(measured, "bank").lost, 1);
  EXPECT_EQ(flow(measured).intents.unknown, 1);
  EXPECT_EQ(flow(measured).intents.approved, 99);
}

TEST(Lose, lets_nobody_out_either) {
  const auto measured = run(across(R"("lose": "zone:a")"));
  EXPECT_EQ(reason(measured, "unreachable"), 20);
  EXPECT_EQ(station(measured, "bank").arrived, 80);
}

TEST(Lose, takes_nodes_that_have_come_since_the_start) {
  const auto measured = run(Bank{.rest = R"("zones": {"a": {}, "b": {}},
                          "failures": [{"at": "3s", "lose": "zone:b"}],
                          "operations": [{"at": "1s", "scale": "bank", "to": 2}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(node(measured, "bank/1").served, 10);
}

TEST(Cut, both_ways_lets_no_request_arrive_and_nothing_is_done) {
  const auto measured = run(across(R"("cut": "link:east-south")"));
  EXPECT_EQ(station(measured, "bank").arrived, 80);
  EXPECT_EQ(reason(measured, "unreachable"), 20);
  EXPECT_EQ(flow(measured).intents.failed, 20);
}

TEST(Cut, of_the_way_there_lets_no_request_arrive) {
  const auto measured = run(across(R"("cut": "link:east>south")"));
  EXPECT_EQ(station(measured, "bank").arrived, 80);
  EXPECT_EQ(flow(measured).intents.failed, 20);
}

TEST(Cut, of_the_way_back_lets_requests_be_served_and_their_payers_not_know) {
  const auto measured = run(across(R"("cut": "link:south>east")"));
  EXPECT_EQ(station(measured, "bank").served, 100);
  EXPECT_EQ(reason(measured, "node_lost"), 20);
  EXPECT_EQ(flow(measured).intents.unknown, 20);
  EXPECT_EQ(flow(measured).intents.failed, 0);
}

TEST(Cut, that_ends_in_time_only_makes_late) {
  Bank bank = across(R"("cut": "link:east-south")");
  bank.rest.replace(bank.rest.find("10ms"), 4, "100s");
  const auto measured = run(bank);
  EXPECT_EQ(flow(measured).intents.approved, 100);
  // Due at 1450 ms, sent again after 100, 300, 700, 1500 and 3100 ms.
  EXPECT_EQ(flow(measured).latency.max(), 3100ms + 1ms + 20ms + 1ms);
}

TEST(Cut, is_known_at_once_to_callers_whom_no_checks_keep_in_the_dark) {
  Bank bank = across(R"("cut": "link:south>east")");
  bank.bank = R"("zones": ["b"])";
  EXPECT_EQ(reason(run(bank), "no_node"), 20);
}

TEST(Cut, sends_messages_the_longer_way) {
  const auto measured =
      run(Bank{.bank = R"("zones": ["b"])",
               .flow = R"("from": "a")",
               .rest = R"("zones": {"a": {"region": "east"}, "b": {"region": "south"},
                                "c": {"region": "west"}},
                      "network": {"links": [{"between": ["east", "south"], "latency": "1ms"},
                                            {"between": ["east", "west"], "latency": "2ms"},
                                            {"between": ["west", "south"], "latency": "3ms"}]},
                      "failures": [{"at": "1s", "for": "2s", "cut": "link:east>south"}])"});
  EXPECT_EQ(flow(measured).intents.approved, 100);
  EXPECT_EQ(spent(measured, "network"), 100 * 2ms + 20 * (2ms + 3ms - 1ms));
}

TEST(Degrade, one_way_takes_longer_one_way) {
  const auto measured = run(across(R"("degrade": "link:south>east", "added": "30ms")"));
  EXPECT_EQ(spent(measured, "network"), 100 * 2ms + 20 * 30ms);
}

TEST(Degrade, both_ways_takes_longer_there_and_back) {
  const auto measured = run(across(R"("degrade": "link:south-east", "factor": 10)"));
  EXPECT_EQ(spent(measured, "network"), 100 * 2ms + 20 * 2 * 9ms);
}

TEST(Degrade, of_a_zone_is_about_messages_within_it) {
  const auto measured = run(Bank{.bank = R"("nodes": 2, "zones": ["a", "b"])",
                                 .flow = R"("from": "a")",
                                 .rest = R"("zones": {"a": {}, "b": {}},
                      "network": {"same_zone": "1ms", "same_region": "2ms"},
                      "failures": [{"at": "0s", "degrade": "zone:a", "added": "10ms"}])"});
  EXPECT_EQ(spent(measured, "network"), 50 * 2 * 11ms + 50 * 2 * 2ms);
}

}  // namespace
}  // namespace models
