// What run, check and compare end with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/command_line/headroom.h"

namespace sim::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// A bank that answers after 1 ms, in every run, and what is to hold of it.
std::string judged_bank(const std::string& p50) {
  std::string scenario = bank(R"(, "objectives": [{"flow": "pay", "p50": ")" + p50 + "\"}]");
  const std::string duration = "\"duration\": \"10s\"";
  return scenario.replace(scenario.find(duration), duration.size(),
                          duration + ", \"replications\": 3");
}

// Two runs of drawn times never agree so well.
constexpr const char* kNeverPrecise =
    R"(, "run": {"duration": "10s", "replications": {"min": 2, "max": 2, "precision": "0.001%"}})";

// A bank whose work is drawn, so that runs differ.
std::string random_bank(const std::string& run) {
  return R"({"name": "bank", "services": {"bank": {"operations": {"pay": [
              {"wait": {"exponential": "5ms"}}]}}},
             "flows": {"pay": {"entry": "bank.pay"}},
             "load": [{"flow": "pay", "rate": "10/s"}])" +
         run + "}";
}

class ExitCode : public ::testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& content) const {
    return folder_.with(name, content);
  }
  TemporaryFolder folder_;
};

TEST_F(ExitCode, is_0_if_all_is_well) {
  const auto scenario = file("a.json", judged_bank("<= 2ms"));
  EXPECT_EQ(headroom({"run", scenario}).code, 0);
  EXPECT_EQ(headroom({"check", scenario}).code, 0);
  EXPECT_EQ(headroom({"compare", scenario, scenario}).code, 0);
}

TEST_F(ExitCode, is_1_if_an_objective_is_broken_or_b_is_worse) {
  const auto fine = file("a.json", judged_bank("<= 2ms"));
  const auto broken = file("b.json", judged_bank("<= 0.5ms"));
  EXPECT_EQ(headroom({"run", broken}).code, 1);
  EXPECT_EQ(headroom({"check", fine, broken}).code, 1);
  EXPECT_EQ(headroom({"compare", file("c.json", random_bank(R"(, "run": {"duration": "10s"})")),
                      "--set", "services.bank.operations.pay.0.wait=1s"})
                .code,
            1);
}

TEST_F(ExitCode, is_2_if_a_scenario_or_the_command_line_is_wrong) {
  const auto fine = file("a.json", bank());
  const auto wrong = file("b.json", bank(R"(, "nonsense": 1)"));
  for (const char* const command : {"run", "check", "explain"}) {
    const Ended ended = headroom({command, wrong});
    EXPECT_EQ(ended.code, 2) << command;
    EXPECT_THAT(ended.err, HasSubstr("\"nonsense\" is not a field here")) << command;
    EXPECT_EQ(headroom({command, fine, "--nonsense"}).code, 2) << command;
    EXPECT_EQ(headroom({command}).code, 2) << command;
    EXPECT_EQ(headroom({command, fine, "--set", "run.seed"}).code, 2) << command;
  }
  EXPECT_EQ(headroom({"compare", fine, wrong}).code, 2);
  EXPECT_EQ(headroom(std::vector<std::string>{}).code, 2);
}

TEST_F(ExitCode, is_3_if_there_is_too_little_evidence) {
  const auto vague = file("a.json", random_bank(kNeverPrecise));
  EXPECT_EQ(headroom({"run", vague}).code, 3);
  EXPECT_EQ(headroom({"check", vague}).code, 3);
}

TEST_F(ExitCode, is_4_if_standard_output_cannot_be_written) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  const auto scenario = file("a.json", bank());
  const std::vector<std::vector<std::string>> all = {{"run", scenario},
                                                     {"check", scenario},
                                                     {"compare", scenario, scenario},
                                                     {"explain", scenario},
                                                     {"explain", scenario, "--format", "json"},
                                                     {"list"},
                                                     {"schema"},
                                                     {"--help"},
                                                     {"run", "--help"},
                                                     {"--version"}};
  for (const auto& arguments : all) {
    const Ended ended = headroom({.arguments = arguments, .out = "/dev/full"});
    EXPECT_EQ(ended.code, 4) << arguments.front();
    EXPECT_EQ(ended.err, "standard output could not be written\n") << arguments.front();
  }
}

TEST_F(ExitCode, is_4_if_a_result_cannot_be_written) {
  const auto scenario = file("a.json", bank());
  const auto nowhere = scenario + "/b";
  for (const char* const option : {"--out", "--record"}) {
    const Ended ended = headroom({"run", scenario, option, nowhere});
    EXPECT_EQ(ended.code, 4) << option;
    EXPECT_THAT(ended.err, HasSubstr(nowhere)) << option;
  }
  EXPECT_EQ(headroom({"check", scenario, "--junit", nowhere}).code, 4);
  EXPECT_EQ(headroom({"check", scenario, "--baseline", nowhere}).code, 4);
}

TEST_F(ExitCode, of_a_check_is_1_if_it_certainly_drifted_from_its_baseline) {
  const std::string scenario = random_bank(R"(, "run": {"duration": "20s", "replications": 5})");
  const std::string name = "\"name\": \"bank\"";
  std::string odd = scenario;
  odd.replace(odd.find(name), name.size(), "\"name\": \"../a/b c\"");
  const auto base = folder_.file("base");
  EXPECT_EQ(headroom({"check", file("a.json", odd), "--baseline", base}).code, 0);
  EXPECT_TRUE(std::filesystem::exists(base + "/%2E%2E%2Fa%2Fb%20c.report.json"));
  EXPECT_EQ(headroom({"check", file("a.json", odd), "--baseline", base}).code, 0);
  const auto slower = headroom({"check", file("a.json", odd), "--baseline", base, "--set",
                                R"(services.bank.operations.pay.0.wait={"exponential": "9ms"})"});
  EXPECT_EQ(slower.code, 1);
  EXPECT_THAT(slower.out, HasSubstr("DRIFT"));
}

}  // namespace
}  // namespace sim::testing
