#include "sim/files/atomic_file.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/kernel/check.h"

#include "tests/sim/files/temporary_folder.h"

namespace sim {
namespace {

using testing::content_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TemporaryFolder;

TEST(AtomicFile, appears_whole_with_its_commit_and_leaves_nothing_else) {
  const TemporaryFolder folder;
  AtomicFile file(folder.file("report.json"));
  EXPECT_FALSE(file.write("one "));
  EXPECT_FALSE(file.write("two"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("report.json")));
  EXPECT_FALSE(file.commit());
  EXPECT_EQ(content_of(folder.file("report.json")), "one two");
  EXPECT_THAT(folder.names(), ElementsAre("report.json"));
}

TEST(AtomicFile, abandoned_leaves_the_former_content_and_nothing_else) {
  const TemporaryFolder folder;
  const auto path = folder.with("report.json", "former");
  {
    AtomicFile file(path);
    EXPECT_FALSE(file.write("half of the n"));
    EXPECT_EQ(folder.names().size(), 2u);
  }
  EXPECT_EQ(content_of(path), "former");
  EXPECT_THAT(folder.names(), ElementsAre("report.json"));
}

TEST(AtomicFile, two_writers_of_one_target_do_not_mix_and_the_last_commit_wins) {
  const TemporaryFolder folder;
  AtomicFile first(folder.file("x"));
  AtomicFile second(folder.file("x"));
  EXPECT_FALSE(first.write("11"));
  EXPECT_FALSE(second.write("2"));
  EXPECT_FALSE(second.commit());
  EXPECT_FALSE(first.commit());
  EXPECT_EQ(content_of(folder.file("x")), "11");
  EXPECT_THAT(folder.names(), ElementsAre("x"));
}

TEST(AtomicFile, passes_by_what_a_killed_process_left) {
  const TemporaryFolder folder;
  folder.with("x." + std::to_string(::getpid()) + ".0.partial", "left over");
  EXPECT_FALSE(write_whole_file(folder.file("x"), "new"));
  EXPECT_EQ(content_of(folder.file("x")), "new");
  EXPECT_EQ(folder.names().size(), 2u);
}

TEST(AtomicFile, keeps_a_symbolic_link_and_replaces_what_it_leads_to) {
  const TemporaryFolder folder;
  folder.with("real", "former");
  std::filesystem::create_symlink("real", folder.file("link"));
  EXPECT_FALSE(write_whole_file(folder.file("link"), "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link")));
  EXPECT_EQ(content_of(folder.file("real")), "new");
}

TEST(AtomicFile, in_a_folder_that_is_not_there_is_an_error_naming_the_file) {
  const TemporaryFolder folder;
  AtomicFile file(folder.file("none/report.json"));
  ASSERT_TRUE(file.error());
  EXPECT_EQ(*file.error(),
            "cannot write '" + folder.file("none/report.json") + "': No such file or directory");
  EXPECT_EQ(file.write("x"), file.error());
  EXPECT_EQ(file.commit(), file.error());
}

TEST(AtomicFile, does_not_replace_a_folder) {
  const TemporaryFolder folder;
  const auto error = write_whole_file(folder.path(), "x");
  ASSERT_TRUE(error);
  EXPECT_THAT(*error, HasSubstr("Is a directory"));
}

TEST(AtomicFile, in_a_folder_one_may_not_write_to_is_an_error) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const TemporaryFolder folder;
  ::chmod(folder.path().c_str(), 0555);
  const auto error = write_whole_file(folder.file("x"), "x");
  ::chmod(folder.path().c_str(), 0755);
  ASSERT_TRUE(error);
  EXPECT_THAT(*error, HasSubstr("Permission denied"));
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(AtomicFile, on_a_full_disk_is_an_error_that_stays) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  AtomicFile file("/dev/full");
  const auto error = file.write("x");
  ASSERT_TRUE(error);
  EXPECT_EQ(*error, "cannot write '/dev/full': No space left on device");
  EXPECT_EQ(file.write("y"), error);
  EXPECT_EQ(file.commit(), error);
}

TEST(AtomicFile, writes_directly_to_a_device_and_leaves_it_one) {
  EXPECT_FALSE(write_whole_file("/dev/null", "x"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(AtomicFile, is_committed_once) {
  const TemporaryFolder folder;
  AtomicFile file(folder.file("x"));
  EXPECT_FALSE(file.commit());
  EXPECT_THROW(static_cast<void>(file.commit()), BrokenInvariant);
  EXPECT_THROW(static_cast<void>(file.write("x")), BrokenInvariant);
}

}  // namespace
}  // namespace sim
