#include "sim/objectives/objective.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

#include "sim/kernel/check.h"

namespace sim {
namespace {

using namespace std::chrono_literals;

Objective read(std::string_view text) {
  const auto parsed = parse_objective(text);
  EXPECT_TRUE(parsed) << text << ": " << parsed.complaint;
  return parsed.value.value_or(Objective{});
}

std::string complaint(std::string_view text) {
  const auto parsed = parse_objective(text);
  EXPECT_FALSE(parsed) << text;
  return parsed.complaint;
}

TEST(Objective, is_read_in_its_parts) {
  const Objective objective = read("pay class vip p99 <= 400ms during lose zone:b");
  EXPECT_EQ(objective.of, Objective::Of::flow);
  EXPECT_EQ(objective.name, "pay");
  EXPECT_EQ(objective.payment_class, "vip");
  EXPECT_EQ(objective.measure, "p99");
  EXPECT_EQ(objective.comparison, Comparison::at_most);
  EXPECT_EQ(objective.limit, 0.4);
  EXPECT_EQ(objective.phase.when, Phase::When::during);
  EXPECT_EQ(objective.phase.event, "lose zone:b");
}

TEST(Objective, is_of_a_service_if_its_measure_is) {
  EXPECT_EQ(read("gateway utilization <= 70%").of, Objective::Of::service);
  EXPECT_EQ(read("gateway p99 <= 1s").of, Objective::Of::flow);
}

TEST(Objective, has_a_limit_in_the_unit_of_its_measure) {
  EXPECT_EQ(read("pay availability >= 99.95%").limit, 0.9995);
  EXPECT_EQ(read("pay downtime <= 2min").limit, 120);
  EXPECT_EQ(read("pay throughput > 300/min").limit, 5);
  EXPECT_EQ(read("pay failed < 12").limit, 12);
  EXPECT_EQ(read("pay attempts <= 1.25").limit, 1.25);
}

TEST(Objective, after_an_event_says_how_long_recovery_may_take) {
  EXPECT_EQ(read("pay p99 < 1s after slow risk/2 within 1min").phase,
            (Phase{.when = Phase::When::after, .event = "slow risk/2", .within = 60s}));
}

TEST(Objective, after_recovery_means_after_any_failure) {
  const Phase phase = read("pay availability >= 99.9% after recovery within 60s").phase;
  EXPECT_EQ(phase, (Phase{.when = Phase::When::after, .event = "", .within = 60s}));
}

TEST(Objective, may_name_a_link_whose_name_has_a_comparison_in_it) {
  EXPECT_EQ(read("pay p99 <= 1s during cut link:east>south").phase.event, "cut link:east>south");
  EXPECT_EQ(read("pay p99 <= 1s during cut link:east>south").limit, 1);
}

TEST(Objective, is_read_however_it_is_spaced) {
  EXPECT_EQ(read("pay p99<=400ms"), read("  pay   p99 <=  400 ms  "));
}

TEST(Objective, is_printed_in_one_way_that_reads_back) {
  for (const std::string text :
       {"pay p99 <= 400ms", "pay availability >= 99.95%", "pay downtime < 5s", "pay failed <= 0",
        "pay attempts <= 1.2", "pay throughput > 500/s", "gateway utilization <= 70%",
        "pay class vip p50 <= 80ms", "pay p999 <= 1.5s during slow risk/2",
        "pay class vip availability >= 99.9% after lose zone:b within 1min",
        "pay p99 <= 300ms after recovery within 30s"}) {
    EXPECT_EQ(print(read(text)), text);
    EXPECT_EQ(read(print(read(text))), read(text));
  }
  EXPECT_EQ(print(read("pay p99<=0.4s after recovery within 60s")),
            "pay p99 <= 400ms after recovery within 1min");
}

TEST(Objective, names_the_slice_that_it_speaks_of) {
  EXPECT_EQ(slice_of(read("pay p99 <= 1s")), "");
  EXPECT_EQ(slice_of(read("pay class vip p99 <= 1s")), "class vip");
  EXPECT_EQ(slice_of(read("pay p99 <= 1s during lose zone:b")), "during lose zone:b");
  EXPECT_EQ(slice_of(read("pay class vip p50 <= 1s after recovery within 60s")),
            "class vip after recovery within 1min");
}

TEST(Objective, holds_for_what_keeps_its_limit) {
  EXPECT_TRUE(read("pay p99 <= 400ms").holds_for(0.4));
  EXPECT_FALSE(read("pay p99 < 400ms").holds_for(0.4));
  EXPECT_TRUE(read("pay availability >= 99.95%").holds_for(0.9995));
  EXPECT_FALSE(read("pay availability > 99.95%").holds_for(0.9995));
  EXPECT_TRUE(read("pay availability > 99.95%").holds_for(0.9996));
}

TEST(Objective, without_comparison_is_told_how_one_is_written) {
  EXPECT_EQ(complaint("pay p99 400ms"),
            "\"pay p99 400ms\" has no comparison (<=, >=, <, >); write for example \"pay p99 <= "
            "400ms\"");
  EXPECT_EQ(complaint("pay p99 = 400ms"),
            "\"= 400ms\" does not begin with <=, >=, < or >; write for example \"<= 400ms\"");
}

TEST(Objective, of_an_unknown_measure_is_told_what_was_probably_meant) {
  EXPECT_THAT(
      complaint("pay avalability >= 99%"),
      testing::StartsWith("\"avalability\" is no measure; did you mean \"availability\"? There"));
}

TEST(Objective, in_the_wrong_unit_is_told_the_right_one) {
  EXPECT_EQ(complaint("pay p99 <= 400"), "\"400\" has no unit; write \"400ms\" or \"400s\"");
  EXPECT_EQ(complaint("pay availability >= 120%"), "\"120%\" is more than 100%");
  EXPECT_EQ(complaint("pay failed <= 3%"),
            "\"3%\" must be a plain number, such as \"0\" or \"1.5\"");
  EXPECT_EQ(complaint("pay failed <= -1"),
            "\"-1\" must be a plain number, such as \"0\" or \"1.5\"");
  EXPECT_NE(complaint("pay throughput >= 5s"), "");
  EXPECT_NE(complaint("pay p99 <="), "");
}

TEST(Objective, of_nothing_or_of_too_much_is_told_its_form) {
  for (const std::string_view text : {"p99 <= 1s", "pay vip p99 <= 1s", "pay class p99 <= 1s",
                                      "pay kind vip p99 <= 1s", "<= 1s", ""})
    EXPECT_NE(complaint(text).find("write for example \"pay p99 <= 400ms\""), std::string::npos)
        << text;
}

TEST(Objective, after_an_event_without_a_time_is_told_so) {
  EXPECT_EQ(complaint("pay p99 <= 1s after lose zone:b"),
            "\"after lose zone:b\" must say within which time, as in \"after recovery within "
            "60s\"");
  EXPECT_EQ(complaint("pay p99 <= 1s after lose zone:b within 60"),
            "\"60\" has no unit; write \"60ms\" or \"60s\"");
}

TEST(Objective, of_a_service_has_no_class_and_no_part_of_the_time) {
  for (const std::string_view text :
       {"risk utilization <= 70% during lose zone:b", "risk class vip utilization <= 70%",
        "risk shed <= 0 after recovery within 60s"})
    EXPECT_NE(complaint(text).find("measured as a whole"), std::string::npos) << text;
}

TEST(Objective, of_no_measure_is_a_bug) {
  EXPECT_THROW(Objective{.measure = "speed"}.unit(), BrokenInvariant);
  EXPECT_THROW((Objective{.of = Objective::Of::service, .measure = "p99"}.unit()), BrokenInvariant);
}

TEST(Objective, has_a_measure_of_flows_or_of_services_never_of_both) {
  for (const FlowMeasure& each : flow_measures())
    EXPECT_EQ(find_station_measure(each.name), nullptr) << each.name;
}

}  // namespace
}  // namespace sim
