// Each arrow that may not be drawn is found when it is drawn.
#include "tests/tidy/arrows.h"

#include <gtest/gtest.h>
#include <initializer_list>

namespace {

using tidy::read_source;

// True if `path` may have this #include line; what it names in quotes exists.
bool allowed(const std::string& path, const std::string& include) {
  tidy::Tree tree = {read_source(path, "#include " + include + "\n")};
  if (include.front() == '"')
    tree.push_back(read_source(include.substr(1, include.size() - 2), "// Empty.\n"));
  for (const auto& complaint : tidy::against_the_arrows(tree)) {
    if (complaint.path == path) return false;
  }
  return true;
}

TEST(Arrows, keep_the_kernel_to_itself_and_the_standard_library) {
  EXPECT_TRUE(allowed("sim/kernel/task.h", "\"sim/kernel/time.h\""));
  EXPECT_TRUE(allowed("sim/kernel/task.h", "<vector>"));
  EXPECT_FALSE(allowed("sim/kernel/task.h", "\"sim/input/value.h\""));
  EXPECT_FALSE(allowed("sim/kernel/task.h", "<nlohmann/json.hpp>"));
  EXPECT_FALSE(allowed("sim/kernel/task.h", "<unistd.h>"));
}

TEST(Arrows, keep_the_world_out_of_the_machine) {
  for (const char* room :
       {"kernel", "files", "input", "measure", "statistics", "theory", "report"}) {
    EXPECT_FALSE(allowed("sim/" + std::string(room) + "/a.cpp", "\"models/world.h\"")) << room;
  }
  EXPECT_FALSE(allowed("sim/main.cpp", "\"models/world.h\""));
  EXPECT_TRUE(allowed("sim/study/a.cpp", "\"models/world.h\""));
  EXPECT_TRUE(allowed("sim/command_line/a.cpp", "\"models/world.h\""));
}

TEST(Arrows, point_from_the_command_line_to_studies_and_never_back) {
  EXPECT_TRUE(allowed("sim/command_line/a.cpp", "\"sim/study/b.h\""));
  EXPECT_FALSE(allowed("sim/study/a.cpp", "\"sim/command_line/b.h\""));
  EXPECT_FALSE(allowed("sim/report/a.cpp", "\"sim/study/b.h\""));
}

TEST(Arrows, give_measures_and_reports_the_words_of_time_but_not_the_loop) {
  for (const char* room : {"input", "measure", "statistics", "theory", "report"}) {
    const auto path = "sim/" + std::string(room) + "/a.h";
    EXPECT_TRUE(allowed(path, "\"sim/kernel/time.h\"")) << room;
    EXPECT_FALSE(allowed(path, "\"sim/kernel/kernel.h\"")) << room;
  }
}

TEST(Arrows, keep_reports_and_json_out_of_the_models) {
  EXPECT_TRUE(allowed("models/node/node.h", "\"sim/kernel/kernel.h\""));
  EXPECT_TRUE(allowed("models/node/node.h", "\"sim/measure/a.h\""));
  EXPECT_FALSE(allowed("models/node/node.h", "\"sim/report/a.h\""));
  EXPECT_FALSE(allowed("models/node/node.h", "<nlohmann/json.hpp>"));
  EXPECT_FALSE(allowed("models/world.cpp", "\"sim/input/value.h\""));
  EXPECT_FALSE(allowed("models/scenario.h", "\"sim/kernel/kernel.h\""));
}

TEST(Arrows, keep_catalogues_from_each_other_except_for_durations) {
  EXPECT_TRUE(allowed("models/balancing/ring.h", "\"models/balancing/points.h\""));
  EXPECT_TRUE(allowed("models/balancing/ring.h", "\"models/node/node.h\""));
  EXPECT_TRUE(allowed("models/balancing/ring.h", "\"models/durations/catalogue.h\""));
  EXPECT_FALSE(allowed("models/balancing/ring.h", "\"models/failures/catalogue.h\""));
  EXPECT_FALSE(allowed("models/durations/fixed.h", "\"models/failures/catalogue.h\""));
  EXPECT_FALSE(allowed("models/balancing/ring.h", "\"models/world.h\""));
  EXPECT_TRUE(allowed("models/service/service.h", "\"models/balancing/catalogue.h\""));
}

TEST(Arrows, let_each_library_in_at_one_place) {
  EXPECT_TRUE(allowed("sim/input/json.cpp", "<nlohmann/json.hpp>"));
  EXPECT_TRUE(allowed("sim/command_line/options.cpp", "<CLI/CLI.hpp>"));
  EXPECT_TRUE(allowed("models/topology/routes.cpp", "<boost/graph/adjacency_list.hpp>"));
  EXPECT_TRUE(allowed("sim/theory/chain.cpp", "<Eigen/Dense>"));
  EXPECT_FALSE(allowed("sim/study/sweep.cpp", "<CLI/CLI.hpp>"));
  EXPECT_FALSE(allowed("models/node/node.cpp", "<boost/graph/adjacency_list.hpp>"));
}

TEST(Arrows, want_the_full_path_of_a_file_that_exists) {
  const tidy::Tree tree = {read_source("sim/kernel/a.h", "#include \"b.h\"\n"),
                           read_source("sim/kernel/b.h", "// Empty.\n")};
  EXPECT_FALSE(tidy::against_the_arrows(tree).empty());
}

TEST(Arrows, want_a_room_for_every_folder_of_the_machine) {
  const tidy::Tree tree = {read_source("sim/cellar/a.h", "// Empty.\n")};
  EXPECT_EQ(tidy::against_the_arrows(tree).size(), 1U);
}

}  // namespace
