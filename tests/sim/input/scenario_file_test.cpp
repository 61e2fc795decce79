// Scenarios from disk: files that are not there, that extend others, that go round in a ring.
#include "sim/input/scenario_file.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/json.h"

#include "tests/sim/input/sample.h"

namespace sim {
namespace {

// A folder of files that goes away with the test.
class Folder {
 public:
  Folder() {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = std::filesystem::path(::testing::TempDir()) / "headroom_input" / test->name();
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, std::string_view text) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string path() const { return path_.string() + "/"; }

 private:
  std::filesystem::path path_;
};

struct Loaded {
  std::optional<Value> value{};
  Files files{};
  Problems problems{};

  std::string json() const { return value ? to_json(*value, 0) : "nothing"; }
  // Without the folder, which is another on every machine.
  std::string told(const Folder& folder) const {
    std::string text = problems.render();
    for (std::size_t at = 0; (at = text.find(folder.path(), at)) != std::string::npos;) {
      text.erase(at, folder.path().size());
    }
    return text;
  }
};

Loaded load(const std::string& path, const std::vector<std::string>& assignments = {}) {
  Loaded loaded;
  loaded.value = load_json_file(path, loaded.files, loaded.problems, assignments);
  return loaded;
}

TEST(ScenarioFile, is_read_with_what_it_extends_relative_to_its_own_folder) {
  const Folder folder;
  folder.write("base.json", R"({"name": "base", "run": {"seed": 1, "min": 3}})");
  folder.write("what_if/middle.json", R"({"extends": "../base.json", "run": {"seed": 2}})");
  folder.write("top.json", R"({"extends": "what_if/middle.json", "run": {"min": null, "max": 9}})");
  const Loaded loaded = load(folder / "top.json");
  EXPECT_EQ(loaded.told(folder), "");
  EXPECT_EQ(loaded.json(), R"({"name":"base","run":{"seed":2,"max":9}})");
  EXPECT_EQ(loaded.files.size(), 3U);
}

TEST(ScenarioFile, assignments_come_last_and_in_order) {
  const Folder folder;
  folder.write("base.json", R"({"run": {"seed": 1}})");
  folder.write("top.json", R"({"extends": "base.json", "run": {"seed": 2}})");
  EXPECT_EQ(load(folder / "top.json", {"run.seed=3", "run.seed=4", "name=x"}).json(),
            R"({"run":{"seed":4},"name":"x"})");
}

TEST(ScenarioFile, problems_are_told_in_the_file_that_has_them) {
  const Folder folder;
  folder.write("base.json", "{\"name\": \"x\",\n \"sede\": 1,\n \"replications\": 3}");
  folder.write("top.json", "{\"extends\": \"base.json\",\n\n \"replications\": 0}");
  Loaded loaded = load(folder / "top.json", {"loss=2"});
  ASSERT_TRUE(loaded.value);
  EXPECT_FALSE(read<sample::Scenario>(*loaded.value, loaded.files, loaded.problems));
  EXPECT_EQ(loaded.told(folder),
            "--set loss=2:1:1: /loss: \"2\" has no unit; write \"2%\"\n"
            "base.json:2:2: /sede: \"sede\" is not a field here; did you mean \"seed\"? There are: "
            "name, seed, replications, services, rate, weights, loss, size, disk, amount, cost\n"
            "top.json:3:18: /replications: must be at least 1, is 0\n");
}

TEST(ScenarioFile, that_cannot_be_read_is_a_problem) {
  const Folder folder;
  folder.write("empty.json", "");
  folder.write("list.json", "[]");
  folder.write("large.json", std::string(kJsonSizeLimit + 1, ' '));
  EXPECT_EQ(load(folder / "none.json").told(folder),
            "none.json: cannot be opened: No such file or directory\n");
  EXPECT_EQ(load(folder.path()).told(folder), ": is a folder, not a file\n");
  EXPECT_EQ(load(folder / "empty.json").told(folder), "empty.json:1:1: is empty\n");
  EXPECT_EQ(load(folder / "list.json").told(folder),
            "list.json:1:1: a scenario is an object {...}\n");
  EXPECT_EQ(load(folder / "large.json").told(folder), "large.json: is larger than 16 MiB\n");
  EXPECT_EQ(load("").told(folder), "cannot be opened: No such file or directory\n");
}

TEST(ScenarioFile, a_base_that_cannot_be_read_is_told_where_it_is_asked_for) {
  const Folder folder;
  folder.write("a.json", "{\n  \"extends\": \"none.json\"}");
  folder.write("b.json", R"({"extends": 3})");
  folder.write("c.json", R"({"extends": "broken.json"})");
  folder.write("broken.json", "{\n]");
  EXPECT_EQ(load(folder / "a.json").told(folder),
            "a.json:2:14: /extends: \"none.json\" cannot be opened: No such file or directory\n");
  EXPECT_EQ(load(folder / "b.json").told(folder),
            "b.json:1:13: /extends: must be the name of a scenario file\n");
  EXPECT_EQ(load(folder / "c.json").told(folder),
            "broken.json:2:1: unexpected ']': the '{' on line 1 is not closed before it\n");
}

TEST(ScenarioFile, scenarios_that_extend_each_other_in_a_ring_are_named) {
  const Folder folder;
  folder.write("a.json", R"({"extends": "b.json"})");
  folder.write("b.json", "{\n \"extends\": \"c.json\"}");
  folder.write("c.json", R"({"extends": "b.json"})");
  folder.write("self.json", R"({"extends": "self.json"})");
  EXPECT_EQ(load(folder / "a.json").told(folder),
            "c.json:1:13: /extends: scenarios extend each other in a ring: b.json -> c.json -> "
            "b.json\n");
  EXPECT_EQ(load(folder / "self.json").told(folder),
            "self.json:1:13: /extends: scenarios extend each other in a ring: self.json -> "
            "self.json\n");
}

TEST(ScenarioFile, a_chain_is_at_most_sixteen_files_long) {
  const Folder folder;
  folder.write("0.json", R"({"name": "x"})");
  for (int i = 1; i <= 16; ++i) {
    folder.write(std::to_string(i) + ".json",
                 R"({"extends": ")" + std::to_string(i - 1) + R"(.json"})");
  }
  EXPECT_EQ(load(folder / "15.json").json(), R"({"name":"x"})");
  EXPECT_EQ(load(folder / "16.json").told(folder),
            "1.json:1:13: /extends: more than 16 scenarios extend each other\n");
}

}  // namespace
}  // namespace sim
