#include "sim/sweep/store.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sim/files/temporary_folder.h"
#include "tests/sim/sweep/points.h"

namespace sim {
namespace {

using ::testing::HasSubstr;

const PointKey kKey = {.version = "1.2.3", .scenario = "5c", .recordings = ""};

class PointStoreTest : public ::testing::Test {
 protected:
  PointStoreTest() : store_(folder_.file("points")) {}
  void keep(const PointKey& key) {
    EXPECT_EQ(store_.keep(key, point_with(0.1 + 0.2, 1.0 / 3, {1e-300, 0.1, 12345.678})),
              std::nullopt);
  }
  void overwrite(const std::string& text) { std::ofstream(store_.path_of(kKey)) << text; }
  std::string trouble() const {
    const auto found = store_.load(kKey);
    EXPECT_FALSE(found.point.has_value());
    return found.trouble;
  }

  testing::TemporaryFolder folder_;
  PointStore store_;
};

TEST_F(PointStoreTest, what_is_kept_comes_back_to_the_last_bit) {
  EXPECT_FALSE(store_.has(kKey));
  keep(kKey);
  EXPECT_TRUE(store_.has(kKey));
  const auto found = store_.load(kKey);
  ASSERT_TRUE(found.point.has_value()) << found.trouble;
  EXPECT_EQ(*found.point, point_with(0.1 + 0.2, 1.0 / 3, {1e-300, 0.1, 12345.678}));
}

TEST_F(PointStoreTest, another_version_scenario_or_recording_is_another_point) {
  keep(kKey);
  EXPECT_FALSE(store_.has({.version = "1.2.4", .scenario = "5c", .recordings = ""}));
  EXPECT_FALSE(store_.has({.version = "1.2.3", .scenario = "5d", .recordings = ""}));
  EXPECT_FALSE(store_.has({.version = "1.2.3", .scenario = "5c", .recordings = "77"}));
}

TEST_F(PointStoreTest, the_same_point_is_the_same_bytes) {
  keep(kKey);
  const std::string before = testing::content_of(store_.path_of(kKey));
  keep(kKey);
  EXPECT_EQ(testing::content_of(store_.path_of(kKey)), before);
}

TEST_F(PointStoreTest, a_file_of_which_a_part_is_missing_is_refused_wherever_it_was_cut) {
  keep(kKey);
  const std::string whole = testing::content_of(store_.path_of(kKey));
  for (std::size_t length = 0; length + 1 < whole.size(); length += 7) {
    overwrite(whole.substr(0, length));
    EXPECT_THAT(trouble(), HasSubstr("move it away")) << length;
  }
}

TEST_F(PointStoreTest, a_number_that_was_changed_is_found_by_the_checksum) {
  keep(kKey);
  std::string text = testing::content_of(store_.path_of(kKey));
  const std::size_t at = text.find("0.421");
  ASSERT_NE(at, std::string::npos);
  overwrite(text.replace(at, 5, "0.422"));
  EXPECT_THAT(trouble(), HasSubstr("is damaged: its checksum is another"));
}

TEST_F(PointStoreTest, a_point_under_the_name_of_another_is_refused) {
  const PointKey other = {.version = "1.2.3", .scenario = "5d", .recordings = ""};
  keep(other);
  std::filesystem::rename(store_.path_of(other), store_.path_of(kKey));
  EXPECT_THAT(trouble(), HasSubstr("a point of another scenario, seed or version"));
}

TEST_F(PointStoreTest, what_is_no_point_at_all_is_refused) {
  std::filesystem::create_directories(store_.path_of(kKey).parent_path());
  for (const char* text : {"", "{}", "[]", "hello", R"({"format": 1})"}) {
    overwrite(text);
    EXPECT_THAT(trouble(), HasSubstr("is not a finished point, or is damaged")) << text;
  }
}

TEST_F(PointStoreTest, a_folder_that_cannot_be_made_is_said) {
  const std::string file = folder_.file("file");
  std::ofstream(file) << "not a folder";
  EXPECT_THAT(PointStore(file).keep(kKey, {}).value_or(""), HasSubstr(file));
}

}  // namespace
}  // namespace sim
