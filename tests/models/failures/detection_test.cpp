// How callers learn that a node is down, or believe it: checks every 100 ms, at 0 ms, 100 ms and so
// on; three failed ones take a node out, two passed ones take it in again.
#include <gtest/gtest.h>

#include "tests/models/failures/bank.h"

namespace models {
namespace {

const std::string kWatched = R"("health": {"interval": "100ms", "fall": 3, "rise": 2})";

sim::EventMeasurements what_became_of(const std::string& failure,
                                      const std::string& of_bank = kWatched) {
  return run(Bank{.bank = of_bank, .rest = R"("failures": [{)" + failure + "}]"})
      .timeline_events.front();
}

TEST(Detection, is_at_once_where_there_are_no_checks) {
  const auto failure = what_became_of(R"("at": "1234ms", "for": "1s", "crash": "bank")", "");
  EXPECT_EQ(failure.detected, at(1234ms));
  EXPECT_EQ(failure.recovered, at(2234ms));
}

TEST(Detection, of_a_crash_takes_so_many_checks_to_fail_and_of_the_repair_so_many_to_pass) {
  const auto failure = what_became_of(R"("at": "1050ms", "for": "1s", "crash": "bank")");
  EXPECT_EQ(failure.detected, at(1300ms));
  EXPECT_EQ(failure.recovered, at(2200ms));
}

TEST(Detection, fails_payments_until_it_has_found_what_is_wrong) {
  const auto measured =
      run(Bank{.bank = R"("nodes": 2, )" + kWatched,
               .rest = R"("failures": [{"at": "1s", "for": "5s", "crash": "bank/0"}])"});
  // Found at 1300 ms, at its third check after the crash.
  EXPECT_EQ(station(measured, "bank").refused, 2);
  EXPECT_EQ(flow(measured).intents.failed, 2);
}

TEST(Detection, of_one_who_says_nothing_takes_the_patience_of_a_check_longer) {
  const auto failure =
      what_became_of(R"("at": "1050ms", "for": "1s", "down": "bank")",
                     R"("health": {"interval": "100ms", "fall": 3, "timeout": "30ms"})");
  EXPECT_EQ(failure.detected, at(1330ms - 1ns));
}

TEST(Detection, never_happens_to_what_is_over_before) {
  const auto failure = what_became_of(R"("at": "1050ms", "for": "240ms", "crash": "bank")");
  EXPECT_FALSE(failure.detected);
  EXPECT_EQ(failure.recovered, at(1290ms));
}

TEST(Detection, never_happens_to_a_node_that_is_slow) {
  const auto failure = what_became_of(R"("at": "1s", "for": "5s", "slow": "bank", "factor": 1000)");
  EXPECT_FALSE(failure.detected);
  EXPECT_EQ(failure.recovered, at(6s));
}

TEST(Detection, cannot_happen_where_nobody_watches) {
  const std::string slow = R"("at": "1s", "for": "5s", "slow": "bank", "factor": 1000)";
  EXPECT_TRUE(what_became_of(slow).is_watched);
  EXPECT_FALSE(what_became_of(slow, "").is_watched);
}

// Not even by health checks that pass the link.
TEST(Detection, of_what_befalls_links_is_nobodys_business) {
  const auto befalls = [](const std::string& failure) {
    return run(Bank{.bank = R"("zones": ["b"], )" + kWatched,
                    .rest = R"("zones": {"a": {}, "b": {}}, "failures": [{"at": "1s", )" + failure +
                            "}]"})
        .timeline_events.front();
  };
  EXPECT_FALSE(befalls(R"("degrade": "link:a-b", "factor": 2)").is_watched);
  EXPECT_FALSE(befalls(R"("cut": "link:a-b")").is_watched);
  EXPECT_TRUE(befalls(R"("lose": "zone:b")").is_watched);
}

TEST(Detection, happens_to_a_pause_as_if_the_node_were_silent) {
  const auto failure = what_became_of(R"("at": "1050ms", "for": "1s", "pause": "bank")",
                                      R"("health": {"interval": "100ms", "timeout": "30ms"})");
  EXPECT_EQ(failure.detected, at(1330ms - 1ns));
  EXPECT_EQ(failure.recovered, at(2200ms));
}

TEST(Detection, is_found_on_each_node_at_checks_of_its_own) {
  // Of the second of two nodes: at 50 ms, 150 ms and so on.
  const auto failure = what_became_of(R"("at": "1010ms", "for": "1s", "crash": "bank/1")",
                                      R"("nodes": 2, )" + kWatched);
  EXPECT_EQ(failure.detected, at(1250ms));
  EXPECT_EQ(failure.recovered, at(2150ms));
}

TEST(Detection, of_several_nodes_is_that_of_the_first_and_their_recovery_that_of_the_last) {
  const auto failure = what_became_of(R"("at": "1010ms", "for": "1s", "crash": "bank/*")",
                                      R"("nodes": 2, )" + kWatched);
  EXPECT_EQ(failure.detected, at(1250ms));
  EXPECT_EQ(failure.recovered, at(2200ms));
}

TEST(Detection, believes_a_false_alarm_like_any_other) {
  const auto failure = what_became_of(R"("at": "1050ms", "for": "1s", "false_alarm": "bank")");
  EXPECT_EQ(failure.detected, at(1300ms));
  EXPECT_EQ(failure.recovered, at(2200ms));
  EXPECT_EQ(failure.payments_lost, 9);  // due at 1350 ms and so on to 2150 ms
}

// Found at 1310 ms; the way is back at 2050 ms, and two checks have passed at 2200 ms.
TEST(Detection, of_a_cut_happens_where_callers_are_cut_off) {
  const auto measured_from = [](const std::string& zone) {
    return run(Bank{.bank = R"("zones": ["b"], "health": {"interval": "100ms", "timeout": "10ms"})",
                    .flow = R"("from": ")" + zone + "\"",
                    .rest = R"("zones": {"a": {}, "b": {}},
                        "failures": [{"at": "1050ms", "for": "1s", "cut": "link:a-b"}])"});
  };
  EXPECT_EQ(reason(measured_from("a"), "no_node"), 9);
  EXPECT_EQ(flow(measured_from("b")).intents.approved, 100);
}

}  // namespace
}  // namespace models
