// Latency counts from when a payment was due, and what is counted on both sides agrees.
#include <cmath>
#include <gtest/gtest.h>
#include <string>

#include "tests/theory/estimate.h"

namespace theory {
namespace {

// Gil Tene, "How not to measure latency" (2013). Our requests come in the middle of their
// hundredths of a second, so that each waits 5 ms less, and is served for 1 ms afterwards.
TEST(Latency, counts_the_waiting_of_those_who_come_while_everything_stands_still) {
  const Json run = report_of({"stall.json"}, 1);
  EXPECT_EQ(number(run, "/flows/pay/approved"), 20'000);
  const std::string latency = "/flows/pay/latency/";
  const auto expect = [&](const std::string& which, double expected, double allowance) {
    const std::string pointer = which == "max" ? latency + which : latency + which + "/estimate";
    expect_theory("100 s of 1 ms and 100 s of standstill, " + which, {number(run, pointer), 0},
                  expected, allowance);
  };
  expect("mean", 25.003, 0.003);
  expect("p50", 0.001, 0.001 * kResolution);
  expect("p90", 80, 80 * kResolution);
  expect("p99", 98, 98 * kResolution);
  expect("p999", 99.8, 99.8 * kResolution);
  expect("max", 100, 0.006);
}

// Little (1961), on a day that begins and ends with nobody there: exact, not on average.
TEST(Books, agree_with_littles_law) {
  const Json run = report_of({"day.json"}, 1);
  const double time = number(run, "/run/duration");
  const double payments = number(run, "/flows/pay/offered");
  EXPECT_EQ(number(run, "/flows/pay/unfinished"), 0);
  for (const std::string service : {"gateway", "risk", "ledger"}) {
    const std::string path = "/services/" + service;
    const double served = number(run, path + "/served");
    EXPECT_EQ(served, payments) << service;
    const double waited = served * number(run, path + "/wait/mean/estimate");
    EXPECT_GT(waited, 0);
    EXPECT_NEAR(number(run, path + "/line/mean") * time, waited, 1e-9 * waited) << service;
    EXPECT_NEAR(payments * number(run, "/flows/pay/time_spent/" + service + ".line"), waited,
                1e-9 * waited)
        << service;
    const double worked = payments * number(run, "/flows/pay/time_spent/" + service + ".cpu");
    EXPECT_NEAR(number(run, path + "/utilization/estimate") * number(run, path + "/cores") * time,
                worked, 1e-9 * worked)
        << service;
  }
}

}  // namespace
}  // namespace theory
