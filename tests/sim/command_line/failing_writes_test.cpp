// A disk that fails at any one moment while results are written: the program says so and ends with
// 4, and every file is as it was before or as it should be.
#include <cerrno>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "tests/sanitized.h"
#include "tests/sim/command_line/headroom.h"

namespace sim::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Contents = std::map<std::string, std::string>;  // by the name of the file

// A command that writes files, in a folder that has its scenario.
struct Writing {
  std::vector<std::string> arguments;  // FOLDER stands for the folder
  std::vector<std::string> files;      // what it writes, relative to the folder
};

const std::vector<Writing> kWritings = {
    {{"run", "FOLDER/a.json", "--quiet", "--out", "FOLDER/out"},
     {"out/report.json", "out/summary.md", "out/timeline.csv"}},
    {{"run", "FOLDER/a.json", "--quiet", "--record", "FOLDER/load.csv"}, {"load.csv"}},
    {{"run", "FOLDER/a.json", "--quiet", "--record", "FOLDER/load.csv.gz"}, {"load.csv.gz"}},
    {{"run", "FOLDER/a.json", "--quiet", "--record", "FOLDER/load.csv.zst"}, {"load.csv.zst"}},
    {{"check", "FOLDER/a.json", "--junit", "FOLDER/junit.xml"}, {"junit.xml"}},
    {{"check", "FOLDER/a.json", "--baseline", "FOLDER/base", "--accept"},
     {"base/bank.report.json"}}};

std::vector<std::string> in_folder(const std::string& folder, std::vector<std::string> words) {
  for (std::string& word : words)
    if (word.starts_with("FOLDER")) word.replace(0, 6, folder);
  return words;
}

// All files but the scenario.
Contents contents_of(const TemporaryFolder& folder) {
  Contents contents;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    const std::string name = entry.path().lexically_relative(folder.path()).string();
    if (entry.is_regular_file() && name != "a.json") contents[name] = content_of(entry.path());
  }
  return contents;
}

void put_former(const TemporaryFolder& folder, const Writing& writing) {
  for (const std::string& file : writing.files) {
    std::filesystem::create_directories(std::filesystem::path(folder.file(file)).parent_path());
    folder.with(file, "former");
  }
}

Ended write_with_failure(const TemporaryFolder& folder, const Writing& writing, int call, int error,
                         const std::string& mark) {
  return headroom({.arguments = in_folder(folder.path(), writing.arguments),
                   .environment = {{"LD_PRELOAD", FAILING_CALLS},
                                   {"HEADROOM_FAILING_CALL", std::to_string(call)},
                                   {"HEADROOM_FAILING_ERROR", std::to_string(error)},
                                   {"HEADROOM_FAILING_MARK", mark}}});
}

Contents written_by(const Writing& writing) {
  const TemporaryFolder folder;
  folder.with("a.json", bank());
  EXPECT_EQ(headroom(in_folder(folder.path(), writing.arguments)).code, 0);
  return contents_of(folder);
}

// How many calls there were to fail.
int fail_at_every_call(const Writing& writing, bool with_former, int error) {
  const Contents whole = written_by(writing);
  for (int call = 1;; ++call) {
    const TemporaryFolder folder;
    folder.with("a.json", bank());
    if (with_former) put_former(folder, writing);
    const TemporaryFolder marks;
    const std::string mark = marks.file("failed");
    const Ended ended = write_with_failure(folder, writing, call, error, mark);
    const Contents contents = contents_of(folder);
    if (!std::filesystem::exists(mark)) {
      EXPECT_EQ(ended.code, 0);
      EXPECT_EQ(contents, whole);
      return call - 1;
    }
    EXPECT_EQ(ended.code, 4) << writing.arguments.back() << ", call " << call << ": " << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(folder.path()));
    for (const auto& [name, content] : contents) {
      const auto should = whole.find(name);
      EXPECT_NE(should, whole.end()) << name << " is left, call " << call;
      const bool is_new = should != whole.end() && content == should->second;
      EXPECT_TRUE(is_new || (with_former && content == "former")) << name << ", call " << call;
    }
    EXPECT_TRUE(!with_former || contents.size() == whole.size()) << "call " << call;
    if (::testing::Test::HasFailure()) return call;
  }
}

class FailingDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    if (kSanitized) GTEST_SKIP() << "the sanitizer must be loaded first itself";
  }
};

// Each file takes six: open, write, fsync, close, rename, and fsync of its folder.
TEST_F(FailingDisk, leaves_files_as_they_were_or_as_they_should_be) {
  for (const Writing& writing : kWritings) {
    const int calls = fail_at_every_call(writing, true, EIO);
    EXPECT_GE(calls, 6 * static_cast<int>(writing.files.size())) << writing.arguments.back();
    if (HasFailure()) return;
  }
}

TEST_F(FailingDisk, that_is_full_leaves_no_file_where_there_was_none) {
  for (const Writing& writing : kWritings) {
    fail_at_every_call(writing, false, ENOSPC);
    if (HasFailure()) return;
  }
}

TEST(FullDisk, is_told_and_nothing_is_left) {
  for (const Writing& writing : kWritings) {
    const TemporaryFolder folder;
    folder.with("a.json", bank());
    const Ended ended = headroom({.arguments = in_folder(folder.path(), writing.arguments),
                                  .out = "/dev/null",
                                  .largest_file = 16});
    EXPECT_EQ(ended.code, 4) << writing.arguments.back();
    EXPECT_THAT(contents_of(folder), IsEmpty()) << writing.arguments.back();
  }
}

}  // namespace
}  // namespace sim::testing
