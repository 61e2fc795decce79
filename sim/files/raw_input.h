// The bytes of a file as they are on the disk, with a look ahead.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim::detail {

class RawInput {
 public:
  explicit RawInput(std::string path);
  RawInput(const RawInput&) = delete;
  RawInput& operator=(const RawInput&) = delete;
  ~RawInput();

  // At least `count` (up to 4 KiB) of the bytes that come next, fewer only at the end or on an
  // error. They stay where they are until consumed; valid until the next call of any kind.
  std::string_view peek(std::size_t count);
  // All that can be had without waiting twice; empty only at the end or on an error.
  std::string_view available() { return peek(1); }
  void consume(std::size_t count) { begin_ += count; }

  // Past the look-ahead, straight into `into`; 0 at the end or on an error.
  std::size_t read(std::span<char> into);

  const std::optional<std::string>& error() const { return error_; }

 private:
  std::size_t read_file(std::span<char> into);

  std::string path_;
  int descriptor_ = -1;
  std::optional<std::string> error_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace sim::detail
