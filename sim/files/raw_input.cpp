#include "sim/files/raw_input.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "sim/files/file_error.h"

namespace sim::detail {

namespace {
constexpr std::size_t kBuffer = 32 * 1024;
}  // namespace

RawInput::RawInput(std::string path) : path_(std::move(path)) {
  descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    error_ = file_error("read", path_, errno);
    return;
  }
  struct stat about{};
  if (::fstat(descriptor_, &about) == 0 && S_ISDIR(about.st_mode)) {
    error_ = file_error("read", path_, EISDIR);
  }
  buffer_.resize(kBuffer);
}

RawInput::~RawInput() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string_view RawInput::peek(std::size_t count) {
  if (end_ - begin_ < count) {
    if (begin_ < end_) std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  while (end_ < count) {
    const auto got = read_file(std::span(buffer_).subspan(end_));
    if (got == 0) break;
    end_ += got;
  }
  return {buffer_.data() + begin_, end_ - begin_};
}

std::size_t RawInput::read(std::span<char> into) {
  const auto ahead = std::min(end_ - begin_, into.size());
  if (ahead == 0) return read_file(into);
  std::memcpy(into.data(), buffer_.data() + begin_, ahead);
  begin_ += ahead;
  return ahead;
}

std::size_t RawInput::read_file(std::span<char> into) {
  while (!error_) {
    const auto got = ::read(descriptor_, into.data(), into.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) error_ = file_error("read", path_, errno);
  }
  return 0;
}

}  // namespace sim::detail
