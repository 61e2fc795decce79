// scenarios/README.md says what the code says, and knows every scenario that is shipped.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "models/scenario.h"
#include "sim/input/scenario_file.h"

#include "tests/scenarios/format_tables.h"

namespace {

namespace fs = std::filesystem;

std::string readme() {
  std::ifstream in(fs::path(SHIPPED_SCENARIOS) / "README.md", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> shipped() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(SHIPPED_SCENARIOS)) {
    const std::string file = entry.path().filename().string();
    if (file.ends_with(".json") && !file.ends_with(".schema.json"))
      names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

std::optional<models::Scenario> scenario(const std::string& name) {
  sim::Files files;
  sim::Problems problems;
  const auto json =
      sim::load_json_file(std::string(SHIPPED_SCENARIOS) + "/" + name + ".json", files, problems);
  auto read = json ? models::read_scenario(*json, files, problems) : std::nullopt;
  EXPECT_TRUE(read) << problems.render();
  return read;
}

TEST(ScenariosReadme, every_table_is_as_the_definitions_that_read_scenarios_have_it) {
  EXPECT_EQ(lines_of(readme()), lines_of(format::with_tables(readme())))
      << "build the target update_readme, and run it with the path of scenarios/README.md";
}

TEST(ScenariosReadme, has_a_place_for_every_table) {
  EXPECT_THAT(format::without_place(readme()), testing::IsEmpty());
}

TEST(ScenariosReadme, lists_every_shipped_scenario_with_its_question) {
  const std::string text = readme();
  ASSERT_THAT(shipped(), testing::Contains("online-payment"));
  for (const std::string& name : shipped()) {
    const auto read = scenario(name);
    ASSERT_TRUE(read);
    EXPECT_THAT(
        text, testing::HasSubstr("| [" + name + "](" + name + ".json) | " + read->question + " |"));
  }
}

TEST(ShippedScenarios, are_called_as_their_files_and_ask_something) {
  for (const std::string& name : shipped()) {
    const auto read = scenario(name);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, name);
    EXPECT_TRUE(read->question.ends_with('?')) << name;
  }
}

}  // namespace
