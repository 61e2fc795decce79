#include "models/presets/presets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <variant>

#include "tests/models/small_world.h"

namespace models {
namespace {

// A scenario whose only store or lock service, x, is like a preset, and what else is told of it.
std::string like(PresetOf of, std::string_view name, const std::string& own = "") {
  return R"({"services": {"a": {"operations": {"pay": []}}}, "flows": {"pay": {"entry": "a.pay"}},
    "load": [{"flow": "pay", "rate": "1/s"}], "run": {"duration": "1s"}, ")" +
         std::string(name_of(of)) + R"(": {"x": {"like": ")" + std::string(name) + "\"" +
         (own.empty() ? "" : ", " + own) + "}}}";
}

StoreSpec store(std::string_view name, const std::string& own = "") {
  return scenario_of(like(PresetOf::stores, name, own)).stores.at("x");
}

LeaderSpec leader(std::string_view name, const std::string& own = "") {
  return std::get<LeaderSpec>(store(name, own).replication.spec);
}

TEST(Presets, each_is_right_by_itself_and_what_it_comes_to_can_be_read_again) {
  for (const Preset& preset : presets()) {
    const std::string resolved =
        sim::to_json(write_scenario(scenario_of(like(preset.of, preset.name))));
    EXPECT_EQ(problems_of(resolved), "") << preset.name;
    EXPECT_EQ(sim::to_json(write_scenario(scenario_of(resolved))), resolved) << preset.name;
  }
}

TEST(Presets, patroni_waits_for_a_lease_of_30_s_and_acknowledges_alone) {
  EXPECT_EQ(store("postgresql-patroni").nodes, 3);
  EXPECT_EQ(
      leader("postgresql-patroni"),
      (LeaderSpec{
          .acknowledge = Acknowledge::async,
          .lag = {},
          .failover = {
              .detect = 30s, .elect = 2s, .decided_by = DecidedBy::observers, .fencing = true}}));
}

TEST(Presets, orchestrator_replaces_in_13_s_a_primary_that_it_does_not_fence) {
  EXPECT_EQ(store("mysql-orchestrator").nodes, 3);
  EXPECT_EQ(
      leader("mysql-orchestrator"),
      (LeaderSpec{
          .acknowledge = Acknowledge::one,
          .lag = {},
          .failover = {
              .detect = 10s, .elect = 3s, .decided_by = DecidedBy::observers, .fencing = false}}));
}

TEST(Presets, mongodb_acknowledges_and_elects_by_majority_of_the_copies) {
  EXPECT_EQ(store("mongodb").nodes, 3);
  EXPECT_EQ(leader("mongodb"), (LeaderSpec{.acknowledge = Acknowledge::majority,
                                           .lag = {},
                                           .failover = {.detect = 10s,
                                                        .elect = 2s,
                                                        .decided_by = DecidedBy::copies,
                                                        .fencing = true}}));
}

TEST(Presets, cassandra_is_a_ring_of_16_points_each_with_hints_for_3_h) {
  const StoreSpec spec = store("cassandra");
  EXPECT_EQ(spec.nodes, 3);
  ASSERT_TRUE(spec.ring);
  EXPECT_EQ(spec.ring->points, 16);
  EXPECT_EQ(spec.copies_each(), 3);
  EXPECT_EQ(std::get<QuorumSpec>(spec.replication.spec), (QuorumSpec{.write = {},
                                                                     .read = {},
                                                                     .hints = true,
                                                                     .hints_kept = 3h,
                                                                     .read_repair = true,
                                                                     .anti_entropy = {}}));
}

TEST(Presets, sentinel_takes_30_s_to_notice_and_one_core_does_180000_writes_a_second) {
  const StoreSpec spec = store("redis-sentinel");
  EXPECT_EQ(spec.nodes, 3);
  EXPECT_EQ(spec.cores, 1);
  EXPECT_EQ(RandomDuration(spec.write).mean(), 5600);
  EXPECT_EQ(RandomDuration(spec.read).mean(), 5600);
  EXPECT_EQ(leader("redis-sentinel"), (LeaderSpec{.acknowledge = Acknowledge::async,
                                                  .lag = {},
                                                  .failover = {.detect = 30s,
                                                               .elect = 1s,
                                                               .decided_by = DecidedBy::observers,
                                                               .fencing = false}}));
}

TEST(Presets, own_fields_win) {
  const StoreSpec spec = store("redis-sentinel", R"("nodes": 5, "write": "1ms")");
  EXPECT_EQ(spec.nodes, 5);
  EXPECT_EQ(RandomDuration(spec.write).mean(), 1e6);
  EXPECT_EQ(RandomDuration(spec.read).mean(), 5600);
}

TEST(Presets, own_fields_win_inside_of_objects_too_and_leave_what_is_beside_them) {
  const LeaderSpec spec =
      leader("redis-sentinel", R"("replication": {"leader": {"failover": {"detect": "5s"}}})");
  EXPECT_EQ(spec.acknowledge, Acknowledge::async);
  EXPECT_EQ(spec.failover.detect, 5s);
  EXPECT_EQ(spec.failover.elect, 1s);
  const LockSpec lock =
      scenario_of(like(PresetOf::locks, "etcd", R"("failover": {"detect": "2s"})")).locks.at("x");
  EXPECT_EQ(lock.failover.detect, 2s);
  EXPECT_EQ(lock.failover.elect, 100ms);
}

TEST(Presets, another_kind_of_replication_takes_nothing_from_that_of_the_preset) {
  const StoreSpec spec = store("mongodb", R"("replication": {"quorum": {"write": 3}})");
  EXPECT_EQ(std::get<QuorumSpec>(spec.replication.spec).write, 3);
  const LeaderSpec other = leader("cassandra", R"("replication": {"leader": {}})");
  EXPECT_EQ(other, LeaderSpec{});
}

TEST(Presets, of_locks_are_none_of_stores) {
  EXPECT_THAT(problems_of(like(PresetOf::stores, "zookeeper")),
              testing::HasSubstr("/stores/x/like: \"zookeeper\" is no preset"));
}

}  // namespace
}  // namespace models
