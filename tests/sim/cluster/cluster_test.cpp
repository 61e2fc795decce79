#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/cluster/process.h"
#include "sim/cluster/slurm.h"

namespace sim {
namespace {

using testing::HasSubstr;

TEST(Process, is_found_by_path_and_what_it_writes_is_kept) {
  std::string why;
  const auto finished = run_program({"sh", "-c", "echo out; echo err >&2; exit 3"}, why);
  ASSERT_TRUE(finished.has_value()) << why;
  EXPECT_EQ(finished->exit_code, 3);
  EXPECT_EQ(finished->output, "out\nerr\n");
}

TEST(Process, that_a_signal_ends_has_its_number_above_128) {
  std::string why;
  EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}, why)->exit_code, 128 + 9);
}

TEST(Process, may_write_more_than_a_pipe_holds) {
  std::string why;
  EXPECT_EQ(run_program({"head", "-c", "1000000", "/dev/zero"}, why)->output.size(), 1'000'000U);
}

TEST(Process, that_does_not_exist_is_said) {
  std::string why;
  EXPECT_FALSE(run_program({"no-such-program"}, why).has_value());
  EXPECT_THAT(why, HasSubstr("cannot run 'no-such-program'"));
}

TEST(Process, has_nothing_to_read) {
  std::string why;
  EXPECT_EQ(run_program({"cat"}, why)->output, "");
}

TEST(ShellWord, is_read_back_by_a_shell_as_it_was) {
  std::string why;
  for (const std::string text : {"", "plain", "two words", "it's", "$HOME `x` \"y\" \\ *", "a\nb"})
    EXPECT_EQ(run_program({"sh", "-c", "printf %s " + quoted_for_shell(text)}, why)->output, text);
}

TEST(SlurmTasks, are_told_as_ranges) {
  EXPECT_EQ(task_list({0}), "0");
  EXPECT_EQ(task_list({0, 1, 2, 3}), "0-3");
  EXPECT_EQ(task_list({0, 1, 4, 6, 7, 8}), "0-1,4,6-8");
}

}  // namespace
}  // namespace sim
