// What a user reads who made a mistake: each NAME.json in this folder has one, NAME.expected is
// what is printed about it, and NAME.set holds what --set says, an assignment a line, where that is
// the mistake. Most extend good.json, so that without the mistake nothing is wrong.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario.h"
#include "sim/input/json.h"
#include "sim/input/scenario_file.h"

#include "tests/sim/files/temporary_folder.h"

namespace {

namespace fs = std::filesystem;

// Other scenarios than bad ones.
const std::vector<std::string> kGood = {"good", "good_cells"};

fs::path folder() {
  return fs::path(BAD_SCENARIOS);
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The names of all files with this ending, without it.
std::vector<std::string> names_with(std::string_view ending) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder())) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() == ending && std::ranges::find(kGood, name) == kGood.end())
      names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

std::string without(const std::string& prefix, std::string text) {
  for (std::size_t at = 0; (at = text.find(prefix, at)) != std::string::npos;)
    text.erase(at, prefix.size());
  return text;
}

// All that is printed about a scenario, with the names of files relative to its folder.
std::string complaints_about_file(const fs::path& scenario,
                                  const std::vector<std::string>& assignments = {}) {
  sim::Files files;
  sim::Problems problems;
  const auto json = sim::load_json_file(scenario.string(), files, problems, assignments);
  const auto read = json ? models::read_scenario(*json, files, problems) : std::nullopt;
  EXPECT_EQ(read.has_value(), problems.empty()) << scenario << " is either right or wrong";
  return without(scenario.parent_path().string() + "/", problems.render());
}

std::string complaints_about(const std::string& name) {
  return complaints_about_file(folder() / (name + ".json"),
                               lines_of(read_text(folder() / (name + ".set"))));
}

// Keeps what was printed, and says how to make it what is expected.
std::string how_to_accept(const std::string& name, const std::string& told) {
  const fs::path kept = fs::path(testing::TempDir()) / "bad_scenarios";
  fs::create_directories(kept);
  std::ofstream(kept / (name + ".expected"), std::ios::binary) << told;
  return "If what is now printed about " + name + ".json is better, accept it:\n  cp " +
         (kept / (name + ".expected")).string() + " " + folder().string() + "/\n";
}

// The text of a small scenario with `name` as its name, quotes included.
std::string with_name(const std::string& name) {
  return "{\"name\": " + name + "}";
}

std::string complaints_about_text(const std::string& text) {
  const sim::testing::TemporaryFolder here;
  return complaints_about_file(here.with("s.json", text));
}

TEST(GoodScenario, that_the_bad_ones_extend_has_no_problem) {
  EXPECT_EQ(complaints_about("good"), "");
}

TEST(BadScenario, is_told_what_is_wrong_with_it) {
  for (const std::string& name : names_with(".json")) {
    const std::string expected = read_text(folder() / (name + ".expected"));
    const std::string told = complaints_about(name);
    EXPECT_EQ(expected, told) << (expected == told ? "" : how_to_accept(name, told));
  }
}

TEST(BadScenario, has_the_complaint_beside_it) {
  const auto scenarios = names_with(".json");
  EXPECT_GE(scenarios.size(), 70U);
  EXPECT_EQ(scenarios, names_with(".expected"));
  for (const std::string& name : names_with(".set"))
    EXPECT_TRUE(fs::exists(folder() / (name + ".json"))) << name;
}

TEST(BadScenario, is_told_where_it_is_wrong) {
  const std::regex place("([a-z_0-9]+\\.json|--set .*):[0-9]+:[0-9]+: .+");
  for (const std::string& name : names_with(".expected")) {
    const auto lines = lines_of(read_text(folder() / (name + ".expected")));
    EXPECT_FALSE(lines.empty()) << name;
    for (const std::string& line : lines) EXPECT_TRUE(std::regex_match(line, place)) << line;
  }
}

TEST(BadScenario, that_is_not_there_is_named) {
  EXPECT_EQ(complaints_about("no_such_scenario"),
            "no_such_scenario.json: cannot be opened: No such file or directory\n");
}

// Bytes that no editor should have to show stand here, not in files.
TEST(BadScenario, with_a_tab_in_a_text_is_told_how_to_write_it) {
  EXPECT_EQ(complaints_about_text(with_name("\"a\tb\"")),
            "s.json:1:12: a control character may not stand in a text; write \\t or \\u....\n");
}

TEST(BadScenario, that_is_not_utf8_is_told_where) {
  EXPECT_EQ(complaints_about_text(with_name("\"Stra\xdf"
                                            "e\"")),
            "s.json:1:16: this text is not valid UTF-8\n");
}

TEST(BadScenario, with_a_control_character_in_a_name_does_not_confuse_the_terminal) {
  const std::string told = complaints_about_text("{\"\\u001b[31m\": 1}");
  EXPECT_EQ(told.find('\x1b'), std::string::npos);
  EXPECT_NE(told.find("\"\\u001b[31m\" is not a field here"), std::string::npos);
}

TEST(BadScenario, that_is_too_large_is_not_read) {
  const std::string large(sim::kJsonSizeLimit + 1, ' ');
  EXPECT_EQ(complaints_about_text(large), "s.json: is larger than 16 MiB\n");
}

TEST(BadScenario, of_too_many_values_is_not_read) {
  std::string many = "[0";
  for (std::size_t i = 0; i < sim::kJsonValueLimit; ++i) many += ",0";
  EXPECT_EQ(complaints_about_text(with_name(many + "]")).substr(0, 7), "s.json:");
}

TEST(BadScenario, with_very_many_mistakes_is_told_of_a_thousand) {
  std::string zones;
  for (int i = 0; i < 1500; ++i) zones += (i == 0 ? "\"" : ", \"") + std::to_string(i) + "\": {}";
  const auto told = lines_of(complaints_about_text("{\"zones\": {" + zones + "}}"));
  EXPECT_EQ(told.size(), sim::Problems::kMost + 1);
  EXPECT_EQ(told.back().substr(0, 4), "and ");
}

}  // namespace
