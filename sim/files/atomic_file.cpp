#include "sim/files/atomic_file.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "sim/files/file_error.h"
#include "sim/kernel/check.h"

namespace sim {

namespace {

// Left-overs of killed processes may hold names; so many are passed by.
constexpr int kNamesTried = 1000;

std::string folder_of(const std::string& target) {
  const auto folder = std::filesystem::path(target).parent_path().string();
  return folder.empty() ? "." : folder;
}

// Where the symbolic links lead; the path itself when there is nothing yet.
std::string resolved(const std::string& path) {
  std::error_code nothing_there;
  const auto real = std::filesystem::canonical(path, nothing_there);
  return nothing_there ? path : real.string();
}

}  // namespace

AtomicFile::AtomicFile(std::string path) : path_(std::move(path)) {
  struct stat existing{};
  if (::stat(path_.c_str(), &existing) != 0) {
    if (errno == ENOENT) {
      open_beside(path_);
    } else {
      fail("write", errno);
    }
  } else if (S_ISDIR(existing.st_mode)) {
    fail("write", EISDIR);
  } else if (S_ISREG(existing.st_mode)) {
    open_beside(resolved(path_));
  } else {
    open_directly();
  }
}

AtomicFile::~AtomicFile() {
  close_and_remove();
}

std::optional<std::string> AtomicFile::write(std::string_view bytes) {
  while (!error_ && !bytes.empty()) {
    check(descriptor_ >= 0, "nothing is written to a file after its commit");
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      fail("write", errno);
    }
  }
  return error_;
}

std::optional<std::string> AtomicFile::commit() {
  if (error_) return error_;
  check(descriptor_ >= 0, "a file is committed once");
  const bool replaces = !temporary_.empty();
  if (replaces && ::fsync(descriptor_) != 0) {
    fail("write", errno);
    return error_;
  }
  const int descriptor = std::exchange(descriptor_, -1);
  if (::close(descriptor) != 0) {
    fail("write", errno);
  } else if (replaces && ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail("replace", errno);
  } else if (replaces) {
    temporary_.clear();
    held_ = {};
    settle_folder();
  }
  return error_;
}

void AtomicFile::open_beside(const std::string& target) {
  target_ = target;
  const auto stem = target + "." + std::to_string(::getpid()) + ".";
  for (int number = 0; number < kNamesTried; ++number) {
    auto name = stem + std::to_string(number) + ".partial";
    TemporaryName held(name);
    descriptor_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) {
      temporary_ = std::move(name);
      held_ = std::move(held);
      return;
    }
    if (errno != EEXIST) break;
  }
  fail("write", errno);
}

void AtomicFile::open_directly() {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail("write", errno);
}

// The new name is durable once the folder is. Some file systems cannot say (EINVAL) and need not.
void AtomicFile::settle_folder() {
  const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;  // a folder one may write to but not read
  if (::fsync(folder) != 0 && errno != EINVAL) fail("make durable", errno);
  ::close(folder);
}

void AtomicFile::fail(std::string_view tried, int code) {
  error_ = detail::file_error(tried, path_, code);
  close_and_remove();
}

void AtomicFile::close_and_remove() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
  held_ = {};
}

std::optional<std::string> write_whole_file(const std::string& path, std::string_view bytes) {
  AtomicFile file(path);
  if (auto error = file.write(bytes)) return error;
  return file.commit();
}

}  // namespace sim
