// What is said of words that are not understood, and what of a scenario's texts is printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/command_line/headroom.h"

namespace sim::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(CommandLine, names_what_it_did_not_understand_and_what_was_probably_meant) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"fly"},
       "\"fly\" is not a command; there are: run, check, compare, sweep, explain, schema, list"},
      {{"rnu", "a.json"}, "\"rnu\" is not a command; did you mean \"run\"?"},
      {{"run", "a.json", "--seeed", "7"},
       "\"--seeed\" is not an option here; did you mean \"--seed\"?"},
      {{"run", "--quiett"}, "did you mean \"--quiet\"?"},
      {{"run", "a.json", "--format", "jsn"}, "did you mean \"json\"?"},
      {{"list", "durratons"}, "did you mean \"durations\"?"},
      {{"--verson"}, "did you mean \"--version\"?"}};
  for (const auto& [arguments, complaint] : cases) {
    const Ended ended = headroom(arguments);
    EXPECT_EQ(ended.code, 2) << complaint;
    EXPECT_THAT(ended.err, HasSubstr(complaint));
  }
}

// ESC, DEL and U+009B, by which terminals are told what to do.
TEST(CommandLine, no_text_of_a_scenario_reaches_the_terminal_with_control_characters) {
  const TemporaryFolder folder;
  std::string text = bank();
  text.replace(text.find("\"bank\""), 6, R"("a\u001b[31mb", "question": "c\u007fd\u009b0me\nf")");
  const auto scenario = folder.with("a.json", text);
  const std::vector<std::vector<std::string>> all = {{"run", scenario},
                                                     {"run", scenario, "--format", "markdown"},
                                                     {"run", scenario, "--format", "json"},
                                                     {"check", scenario},
                                                     {"check", scenario, "--format", "markdown"},
                                                     {"compare", scenario, scenario},
                                                     {"explain", scenario},
                                                     {"explain", scenario, "--format", "json"}};
  for (const auto& arguments : all) {
    const Ended ended = headroom(arguments);
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.out,
                AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x7f")), Not(HasSubstr("\xc2\x9b"))))
        << arguments.front();
    EXPECT_THAT(ended.out, HasSubstr("u001b")) << arguments.front();
  }
}

TEST(CommandLine, numbers_that_are_too_large_are_said_to_be) {
  const TemporaryFolder folder;
  const auto scenario = folder.with("a.json", bank());
  for (const std::string path : {"run.duration", "run.seed", "services.bank.nodes"}) {
    const Ended ended = headroom({"run", scenario, "--set", path + "=1e999"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.err, HasSubstr("1e999 is too large a number")) << path;
  }
}

TEST(CommandLine, a_service_that_is_misspelt_or_half_told_is_not_made) {
  const TemporaryFolder folder;
  const auto scenario = folder.with("a.json", bank());
  EXPECT_THAT(headroom({"run", scenario, "--set", "services.bnak.nodes=3"}).err,
              HasSubstr("there is no \"bnak\" here; did you mean \"bank\"?"));
  EXPECT_THAT(headroom({"run", scenario, "--set", "services.ledger.nodes=3"}).err,
              HasSubstr("\"operations\" is missing"));
  EXPECT_EQ(headroom({"explain", scenario, "--set", "zones.d.region=east"}).code, 0);
}

}  // namespace
}  // namespace sim::testing
