// The command as a user has it: the same bytes whoever computes the points, and when.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/cluster/process.h"

#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

using ::testing::HasSubstr;

class SweepCommand : public ::testing::Test {
 protected:
  SweepCommand() {
    std::ofstream(scenario_) << R"({
      "name": "one-line",
      "run": {"duration": "200s", "replications": 3, "seed": 5},
      "services": {"s": {"nodes": 1, "cores": 1,
                         "operations": {"pay": [{"cpu": {"exponential": "60ms"}}]}}},
      "flows": {"pay": {"entry": "s.pay"}},
      "load": [{"flow": "pay", "rate": "10/s"}],
      "objectives": ["pay p99 <= 2s"]
    })";
  }

  Finished sweep(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {HEADROOM_PROGRAM, "sweep", scenario_});
    std::string why;
    const auto finished = run_program(arguments, why);
    EXPECT_TRUE(finished.has_value()) << why;
    return finished.value_or(Finished{});
  }
  Finished sweep_rates(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--vary", "load.0.rate=4/s..12/s:2/s", "--vary",
                                         "services.s.cores=1,2", "--format", "csv"});
    return sweep(std::move(arguments));
  }
  std::string in_folder(const char* name) const { return folder_.file(name); }
  std::size_t kept() const {
    const std::filesystem::directory_iterator files(in_folder("store"));
    return static_cast<std::size_t>(std::distance(begin(files), end(files)));
  }

  testing::TemporaryFolder folder_;
  std::string scenario_ = in_folder("scenario.json");
};

TEST_F(SweepCommand, says_the_same_for_any_number_of_jobs) {
  const Finished one = sweep_rates({"--jobs", "1"});
  EXPECT_EQ(one.exit_code, 0);
  EXPECT_EQ(std::ranges::count(one.output, '\n'), 1 + 5 * 2);
  EXPECT_EQ(sweep_rates({"--jobs", "2"}).output, one.output);
  EXPECT_EQ(sweep_rates({"--jobs", "7"}).output, one.output);
}

TEST_F(SweepCommand, computes_no_point_twice_that_is_in_the_store) {
  const std::string store = in_folder("store");
  const Finished first = sweep_rates({"--store", store});
  ASSERT_EQ(kept(), 10U);
  std::map<std::string, std::filesystem::file_time_type> times;
  for (const auto& file : std::filesystem::directory_iterator(store))
    times[file.path().string()] = file.last_write_time();
  EXPECT_EQ(sweep_rates({"--store", store}).output, first.output);
  for (const auto& file : std::filesystem::directory_iterator(store))
    EXPECT_EQ(file.last_write_time(), times[file.path().string()]);
  EXPECT_EQ(sweep_rates({}).output, first.output);
}

TEST_F(SweepCommand, shards_in_any_order_make_the_same_sweep) {
  const std::string store = in_folder("store");
  for (const char* shard : {"3/3", "1/3", "2/3"}) {
    const Finished finished = sweep_rates({"--store", store, "--shard", shard});
    EXPECT_EQ(finished.exit_code, 0);  // whatever the verdicts
    EXPECT_THAT(finished.output, HasSubstr(std::string("points of shard ") + shard));
  }
  ASSERT_EQ(kept(), 10U);
  EXPECT_EQ(sweep_rates({"--store", store}).output, sweep_rates({}).output);
}

TEST_F(SweepCommand, refuses_a_damaged_point_and_computes_it_again_once_it_is_moved_away) {
  const std::string store = in_folder("store");
  const Finished first = sweep_rates({"--store", store});
  const auto victim = std::filesystem::directory_iterator(store)->path();
  std::filesystem::resize_file(victim, std::filesystem::file_size(victim) / 2);
  const Finished refused = sweep_rates({"--store", store});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.output, HasSubstr(victim.string()));
  std::filesystem::remove(victim);
  EXPECT_EQ(sweep_rates({"--store", store}).output, first.output);
}

TEST_F(SweepCommand, another_seed_has_points_of_its_own) {
  const std::string store = in_folder("store");
  const Finished first = sweep_rates({"--store", store});
  EXPECT_NE(sweep_rates({"--store", store, "--seed", "6"}).output, first.output);
  EXPECT_EQ(kept(), 20U);
}

TEST_F(SweepCommand, runs_nothing_if_any_point_is_wrong) {
  const std::string store = in_folder("store");
  const Finished wrong = sweep({"--vary", "services.s.nodes=1,0", "--store", store});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_THAT(wrong.output, HasSubstr("/services/s/nodes"));
  EXPECT_THAT(wrong.output, HasSubstr("because of the point services.s.nodes=0"));
  EXPECT_FALSE(std::filesystem::exists(store));
}

TEST_F(SweepCommand, refuses_what_does_not_go_together) {
  EXPECT_EQ(sweep({}).exit_code, 2);
  EXPECT_EQ(sweep({"--vary", "services.s.nodes=1..2"}).exit_code, 2);
  EXPECT_EQ(sweep({"--vary", "run.seed=1", "--vary", "run.seed=2"}).exit_code, 2);
  EXPECT_EQ(sweep({"--vary", "run.seed=1", "--shard", "1/2"}).exit_code, 2);
  EXPECT_EQ(sweep({"--vary", "run.seed=1", "--on", "slurm"}).exit_code, 2);
  const std::string store = in_folder("store");
  for (const char* shard : {"0/2", "3/2", "1", "1/", "/2", "a/b", "1/2x"})
    EXPECT_EQ(sweep({"--vary", "run.seed=1", "--store", store, "--shard", shard}).exit_code, 2);
}

TEST_F(SweepCommand, exits_by_the_worst_of_its_points) {
  EXPECT_EQ(sweep({"--vary", "services.s.speed=1,2"}).exit_code, 0);
  EXPECT_EQ(sweep({"--vary", "services.s.speed=1,2,0.5"}).exit_code, 1);
}

TEST_F(SweepCommand, interrupted_keeps_what_is_finished_and_goes_on_to_the_same_end) {
  const std::string store = in_folder("store");
  // So much that not all of it is done before the signal comes.
  const std::string sweep = std::string("'") + HEADROOM_PROGRAM + "' sweep '" + scenario_ +
                            "' --set run.duration=6000s --vary run.seed=1..16:1 --jobs 1 " +
                            "--format csv --store '" + store + "' >'" + in_folder("csv") + "'";
  std::string why;
  // A shell ignores interrupts for what it runs in the background unless jobs are controlled.
  const auto interrupted = run_program({"bash", "-c",
                                        "set -m; " + sweep + " & headroom=$!; until ls '" + store +
                                            "'/*.json >/dev/null 2>&1; do sleep 0.02; done; "
                                            "kill -INT $headroom; wait $headroom"},
                                       why);
  ASSERT_TRUE(interrupted.has_value()) << why;
  EXPECT_EQ(interrupted->exit_code, 130);
  const auto finished = static_cast<std::ptrdiff_t>(kept());
  EXPECT_GE(finished, 1);
  EXPECT_LT(finished, 16);
  EXPECT_EQ(std::ranges::count(testing::content_of(in_folder("csv")), '\n'), 1 + finished);
  EXPECT_EQ(run_program({"bash", "-c", sweep}, why)->exit_code, 0);
  const std::string resumed = testing::content_of(in_folder("csv"));
  std::filesystem::remove_all(store);
  run_program({"bash", "-c", sweep}, why);
  EXPECT_EQ(resumed, testing::content_of(in_folder("csv")));
}

TEST_F(SweepCommand, writes_its_tables_into_a_folder) {
  const std::string out = in_folder("out");
  const Finished finished = sweep_rates({"--out", out});
  for (const char* name : {"sweep.json", "sweep.csv", "summary.md"})
    EXPECT_GT(std::filesystem::file_size(out + "/" + name), 100U) << name;
}

TEST_F(SweepCommand, which_cannot_write_ends_with_four) {
  std::ofstream(in_folder("file")) << "not a folder";
  EXPECT_EQ(sweep_rates({"--out", in_folder("file")}).exit_code, 4);
  EXPECT_EQ(sweep_rates({"--store", in_folder("file")}).exit_code, 4);
}

}  // namespace
}  // namespace sim
