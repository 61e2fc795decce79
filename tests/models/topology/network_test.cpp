// Messages between zones while links and zones come and go.
#include "models/topology/network.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <optional>

#include "sim/kernel/check.h"
#include "sim/kernel/stream.h"

#include "tests/models/topology/told_network.h"

namespace models {
namespace {

constexpr ZoneId kA{0};
constexpr ZoneId kB{1};
constexpr ZoneId kC{2};

sim::Duration latency(const Network& network, ZoneId from, ZoneId to, std::uint64_t luck = 1) {
  sim::Draws draws(luck, 1);
  return network.latency(from, to, draws);
}

TEST(Network, that_is_not_there_takes_no_time_and_reaches_everywhere) {
  const Network network(zones_told(kThreeZones), nullptr);
  for (const ZoneId from : {kA, kB, kC}) {
    for (const ZoneId to : {kA, kB, kC}) {
      EXPECT_TRUE(network.reachable(from, to));
      EXPECT_EQ(latency(network, from, to), 0s);
      EXPECT_FALSE(network.takes_time(from.index, to.index));
    }
  }
}

TEST(Network, that_is_not_there_can_still_lose_a_zone) {
  Network network(zones_told(kThreeZones), nullptr);
  const auto lost = network.cut(target(network, "zone:b"));
  EXPECT_FALSE(network.reachable(kA, kB));
  EXPECT_TRUE(network.takes_time(0, 1));
  EXPECT_TRUE(network.reachable(kA, kC));
}

TEST(Network, without_zones_is_one_place) {
  const NetworkSpec spec = network_told(R"({"same_zone": "0.1ms"})");
  const Network network({}, &spec);
  EXPECT_EQ(latency(network, kA, kA), 100us);
}

TEST(Network, takes_the_time_of_the_link_between_two_zones) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  const Network network(zones_told(kThreeZones), &spec);
  EXPECT_EQ(latency(network, kA, kA), 100us);
  EXPECT_EQ(latency(network, kA, kB), 2ms);
  EXPECT_EQ(latency(network, kB, kC), 15ms);
  EXPECT_EQ(network.mean_latency(kC, kA), 15e6);
  EXPECT_TRUE(network.takes_time(0, 0));
}

TEST(Network, has_no_distance_to_what_is_outside) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  const Network network(zones_told(kThreeZones), &spec);
  EXPECT_FALSE(network.takes_time(0xffffffff, 0));
  EXPECT_FALSE(network.takes_time(0, 3));
}

TEST(Network, adds_the_links_of_a_detour_when_the_straight_way_is_cut) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  Network network(zones_told(kThreeZones), &spec);
  const auto cut = network.cut(target(network, "link:a-b"));
  EXPECT_EQ(latency(network, kA, kB), 30ms) << "by way of c";
}

TEST(Network, cut_one_way_still_carries_the_other_way) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  Network network(zones_told(kThreeZones), &spec);
  const auto cut = network.cut(target(network, "link:east>south"));
  EXPECT_FALSE(network.reachable(kA, kC));
  EXPECT_FALSE(network.reachable(kB, kC));
  EXPECT_TRUE(network.reachable(kC, kA));
  EXPECT_EQ(latency(network, kC, kA), 15ms);
}

TEST(Network, carries_nothing_to_from_through_or_within_a_zone_that_is_lost) {
  const NetworkSpec spec = network_told(
      R"({"links": [{"between": ["west", "mid"], "latency": "5ms"},
                    {"between": ["mid", "east"], "latency": "5ms"}]})");
  Network network(
      zones_told(R"({"a": {"region": "west"}, "b": {"region": "mid"}, "c": {"region": "east"}})"),
      &spec);
  EXPECT_EQ(latency(network, kA, kC), 10ms);
  const auto lost = network.cut(target(network, "zone:b"));
  EXPECT_FALSE(network.reachable(kA, kB));
  EXPECT_FALSE(network.reachable(kB, kC));
  EXPECT_FALSE(network.reachable(kA, kC));
  EXPECT_FALSE(network.reachable(kB, kB));
  EXPECT_TRUE(network.reachable(kA, kA));
}

TEST(Network, of_a_lost_region_reaches_none_of_its_zones) {
  Network network(zones_told(kThreeZones), nullptr);
  const auto lost = network.cut(target(network, "region:east"));
  EXPECT_FALSE(network.reachable(kA, kB));
  EXPECT_FALSE(network.reachable(kC, kA));
  EXPECT_TRUE(network.reachable(kC, kC));
}

TEST(Network, gets_a_zone_back_when_the_last_failure_of_it_has_ended) {
  Network network(zones_told(kThreeZones), nullptr);
  std::optional first = network.cut(target(network, "zone:b"));
  std::optional second = network.cut(target(network, "region:east"));
  first.reset();
  EXPECT_FALSE(network.reachable(kA, kB));
  second.reset();
  EXPECT_TRUE(network.reachable(kA, kB));
}

TEST(Network, refuses_to_name_a_latency_where_no_way_leads) {
  Network network(zones_told(kThreeZones), nullptr);
  const auto lost = network.cut(target(network, "zone:b"));
  EXPECT_THROW(latency(network, kA, kB), sim::BrokenInvariant);
}

TEST(Network, that_is_degraded_is_slower_by_factor_and_addition_and_keeps_its_routes) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  Network network(zones_told(kThreeZones), &spec);
  std::optional slow = network.degrade(target(network, "link:a>b"), {.factor = 100, .added = 1ms});
  EXPECT_EQ(latency(network, kA, kB), 201ms) << "though by way of c it would be 30 ms";
  EXPECT_EQ(network.mean_latency(kA, kB), 201e6);
  EXPECT_EQ(latency(network, kB, kA), 2ms);
  EXPECT_EQ(network.version(), 0U);

  std::optional slower = network.degrade(target(network, "link:a-b"), {.factor = 0.5});
  EXPECT_EQ(latency(network, kA, kB), 101ms);
  EXPECT_EQ(latency(network, kB, kA), 1ms);
  slow.reset();
  slower.reset();
  EXPECT_EQ(latency(network, kA, kB), 2ms);
}

TEST(Network, within_a_degraded_zone_is_slower) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  Network network(zones_told(kThreeZones), &spec);
  const auto slow = network.degrade(target(network, "zone:a"), {.factor = 3});
  EXPECT_EQ(latency(network, kA, kA), 300us);
  EXPECT_EQ(latency(network, kA, kB), 2ms);
}

TEST(Network, tells_its_observers_only_when_a_route_has_changed) {
  const NetworkSpec spec = network_told(kPlainNetwork);
  Network network(zones_told(kThreeZones), &spec);
  int told_of = 0;
  network.on_change([&told_of] { ++told_of; });
  {
    const auto lost = network.cut(target(network, "zone:c"));
    EXPECT_EQ(told_of, 1);
    const auto also_cut = network.cut(target(network, "link:east-south"));
    EXPECT_EQ(told_of, 1);
    const auto slow = network.degrade(target(network, "link:a-b"), {.factor = 2});
    EXPECT_EQ(told_of, 1);
  }
  EXPECT_EQ(told_of, 2);
  EXPECT_EQ(network.version(), 2U);
}

TEST(Network, tells_its_observers_that_the_only_zone_is_lost) {
  Network network(zones_told(R"({"a": {}})"), nullptr);
  int told_of = 0;
  network.on_change([&told_of] { ++told_of; });
  const auto lost = network.cut(target(network, "zone:a"));
  EXPECT_EQ(told_of, 1);
}

TEST(Network, draws_the_same_latency_from_the_same_draws_before_and_after_a_loss) {
  const NetworkSpec spec =
      network_told(R"({"same_region": {"lognormal": {"mean": "1.8ms", "p99": "4ms"}}})");
  Network network(zones_told(R"({"a": {"region": "x"}, "b": {"region": "x"}})"), &spec);
  const sim::Duration before = latency(network, kA, kB, 77);
  {
    const auto lost = network.cut(target(network, "zone:a"));
  }
  EXPECT_EQ(latency(network, kA, kB, 77), before);
  EXPECT_NE(latency(network, kA, kB, 78), before);
}

// The delay of a message with loss p is 200 ms * (2^k - 1) with probability p^k (1 - p), except
// that time-outs stop growing at 120 s and the 16th sending arrives in any case.
struct Moments {
  double mean = 0;
  double variance = 0;
};
Moments delay_by_retransmission(double loss) {
  double square = 0;
  double late = 0;
  double timeout = 0.2;
  Moments moments;
  for (int lost = 0; lost <= 15; ++lost) {
    const double chance = std::pow(loss, lost) * (lost < 15 ? 1 - loss : 1);
    moments.mean += chance * late;
    square += chance * late * late;
    late += timeout;
    timeout = std::min(2 * timeout, 120.0);
  }
  moments.variance = square - moments.mean * moments.mean;
  return moments;
}

TEST(Network, delays_what_is_lost_by_the_expected_time) {
  for (const double loss : {0.01, 0.2, 0.7}) {
    Network network(zones_told(R"({"a": {}, "b": {}})"), nullptr);
    const auto lossy = network.degrade(target(network, "link:a>b"), {.loss = loss});
    constexpr int kMessages = 100'000;
    double sum = 0;
    for (std::uint64_t luck = 0; luck < kMessages; ++luck) {
      sum += sim::to_seconds(latency(network, kA, kB, luck));
    }
    const Moments expected = delay_by_retransmission(loss);
    EXPECT_NEAR(sum / kMessages, expected.mean, 4.5 * std::sqrt(expected.variance / kMessages))
        << loss;
  }
}

TEST(Network, loses_a_message_that_any_link_of_its_route_loses) {
  const NetworkSpec spec = network_told(
      R"({"links": [{"between": ["a", "b"], "latency": "5ms", "loss": "10%"},
                    {"between": ["b", "c"], "latency": "5ms", "loss": "20%"}]})");
  const Network network(
      zones_told(R"({"a": {"region": "x"}, "b": {"region": "y"}, "c": {"region": "z"}})"), &spec);
  constexpr int kMessages = 100'000;
  int on_time = 0;
  for (std::uint64_t luck = 0; luck < kMessages; ++luck) {
    if (latency(network, kA, kC, luck) == 10ms) ++on_time;
  }
  EXPECT_NEAR(on_time, 0.9 * 0.8 * kMessages, 4.5 * std::sqrt(0.72 * 0.28 * kMessages));
}

TEST(Network, is_patient_for_fifteen_retransmissions_at_most) {
  Network network(zones_told(R"({"a": {}, "b": {}})"), nullptr);
  const auto lossy = network.degrade(target(network, "link:a>b"), {.loss = 1 - 1e-12});
  // 0.2 s * (2^10 - 1) and five times 120 s: Linux's 924.6 s less the last time-out.
  EXPECT_EQ(latency(network, kA, kB), 804'600ms);
}

// Six zones in three regions, all distances different.
struct Country {
  NetworkSpec spec = network_told(
      R"({"same_zone": "0.1ms", "same_region": "2ms",
          "links": [{"between": ["x", "y"], "latency": "5ms"},
                    {"between": ["y", "z"], "latency": "7ms"},
                    {"between": ["x", "z"], "latency": "40ms"},
                    {"between": ["a", "f"], "latency": "11ms"}]})");
  Network network{zones_told(
                      R"({"a": {"region": "x"}, "b": {"region": "x"}, "c": {"region": "y"},
              "d": {"region": "y"}, "e": {"region": "z"}, "f": {"region": "z"}})"),
                  &spec};
  std::vector<std::string> names = names_in(network.layout());
};

std::vector<std::optional<sim::Duration>> all_latencies(const Network& network) {
  std::vector<std::optional<sim::Duration>> all;
  for (std::uint32_t from = 0; from < 6; ++from) {
    for (std::uint32_t to = 0; to < 6; ++to) {
      all.emplace_back();
      if (network.reachable({from}, {to})) all.back() = latency(network, {from}, {to});
    }
  }
  return all;
}

TEST(Network, is_as_before_when_disturbances_have_ended_in_any_order) {
  Country country;
  Network& network = country.network;
  const auto undisturbed = all_latencies(network);
  sim::Stream stream(3, "disturbances");
  for (int round = 0; round < 100; ++round) {
    std::vector<Network::Disturbance> now;
    for (int step = 0; step < 30; ++step) {
      const Target where = target(network, country.names[stream.below(country.names.size())]);
      switch (stream.below(3)) {
        case 0:
          now.push_back(network.cut(where));
          break;
        case 1:
          now.push_back(network.degrade(where, {.factor = 0.1 + stream.uniform(),
                                                .added = sim::Duration(stream.below(1000)),
                                                .loss = 0.3 * stream.uniform()}));
          break;
        default:
          if (now.empty()) break;
          std::swap(now.back(), now[stream.below(now.size())]);
          now.pop_back();
      }
    }
    while (!now.empty()) {
      std::swap(now.back(), now[stream.below(now.size())]);
      now.pop_back();
    }
    ASSERT_EQ(all_latencies(network), undisturbed) << round;
  }
}

using Cuts = std::vector<Target>;

bool is_cut(const Cuts& cuts, LinkId link) {
  return std::any_of(cuts.begin(), cuts.end(), [&](const Target& cut) {
    return std::find(cut.links.begin(), cut.links.end(), link) != cut.links.end();
  });
}
bool is_lost(const Cuts& cuts, ZoneId zone) {
  return std::any_of(cuts.begin(), cuts.end(), [&](const Target& cut) {
    return std::find(cut.zones.begin(), cut.zones.end(), zone) != cut.zones.end();
  });
}

// Warshall's transitive closure over what is left.
std::vector<std::vector<bool>> reached(const Layout& layout, const Cuts& cuts) {
  const auto zones = static_cast<std::uint32_t>(layout.zones.size());
  std::vector<std::vector<bool>> reaches(zones, std::vector<bool>(zones, false));
  for (std::uint32_t zone = 0; zone < zones; ++zone) {
    reaches[zone][zone] = !is_lost(cuts, ZoneId{zone});
  }
  for (std::uint32_t link = 0; link < layout.links.size(); ++link) {
    if (is_cut(cuts, LinkId{link})) continue;
    for (const ZoneId from : layout.links[link].from) {
      for (const ZoneId to : layout.links[link].to) {
        if (!is_lost(cuts, from) && !is_lost(cuts, to)) reaches[from.index][to.index] = true;
      }
    }
  }
  for (std::uint32_t by = 0; by < zones; ++by) {
    for (std::uint32_t from = 0; from < zones; ++from) {
      for (std::uint32_t to = 0; to < zones; ++to) {
        if (reaches[from][by] && reaches[by][to]) reaches[from][to] = true;
      }
    }
  }
  return reaches;
}

TEST(Network, reaches_what_a_chain_of_links_that_are_left_reaches_and_nothing_else) {
  Country country;
  Network& network = country.network;
  sim::Stream stream(4, "cuts");
  std::uint64_t cut_off = 0;
  for (int round = 0; round < 1000; ++round) {
    Cuts cuts;
    std::vector<Network::Disturbance> now;
    for (std::uint64_t more = 1 + stream.below(14); more > 0; --more) {
      cuts.push_back(target(network, country.names[stream.below(country.names.size())]));
      now.push_back(network.cut(cuts.back()));
    }
    const auto expected = reached(network.layout(), cuts);
    for (std::uint32_t from = 0; from < 6; ++from) {
      for (std::uint32_t to = 0; to < 6; ++to) {
        ASSERT_EQ(network.reachable({from}, {to}), expected[from][to]) << round;
        if (!expected[from][to] && !is_lost(cuts, {from}) && !is_lost(cuts, {to})) ++cut_off;
      }
    }
  }
  EXPECT_GT(cut_off, 100U) << "partitions between zones that are up must occur";
}

}  // namespace
}  // namespace models
