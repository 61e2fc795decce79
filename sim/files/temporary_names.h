// The names of files that are being written, for a process that is about to be ended by a signal.
#pragma once

#include <cstddef>
#include <string_view>

namespace sim {

// Holds the name of a temporary file from before it is made until it has been renamed or removed.
// Not all names can be held: none longer than 4095 bytes, and at most 16 at a time. What cannot be
// held is not removed by remove_temporary_files(), and nothing else changes.
class TemporaryName {
 public:
  TemporaryName() = default;
  explicit TemporaryName(std::string_view path);
  TemporaryName(TemporaryName&& other) noexcept;
  TemporaryName& operator=(TemporaryName&& other) noexcept;
  ~TemporaryName();

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};
  std::size_t slot_ = kNone;
};

// Removes all files whose names are held. May be called from a signal handler.
void remove_temporary_files() noexcept;

}  // namespace sim
