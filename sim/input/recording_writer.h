// Writes load as a CSV file that Table reads back exactly: at, flow, then keys, then amounts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/files/packed_file.h"
#include "sim/kernel/time.h"

namespace sim {

// Compressed as the name asks (.gz, .zst). The file appears with commit(), whole or not at all;
// without it, nothing has happened. Errors are sentences for the user; the first one stays.
class RecordingWriter {
 public:
  struct Columns {
    std::vector<std::string> keys{};
    std::vector<std::string> amounts{};
  };

  RecordingWriter(std::string path, Columns columns);

  // `at` is since the start, written in seconds with all nine decimals. As many keys and amounts as
  // there are columns for them; the unit of an amount is the last of so many decimals.
  [[nodiscard]] std::optional<std::string> write(Duration at, std::string_view flow,
                                                 std::span<const std::uint64_t> keys,
                                                 std::span<const std::int64_t> amounts,
                                                 int decimals = 2);

  // Called at most once.
  [[nodiscard]] std::optional<std::string> commit();

  const std::optional<std::string>& error() const { return error_; }

 private:
  void write_header();

  PackedFile file_;
  Columns columns_;
  std::string line_;
  std::optional<std::string> error_;
};

}  // namespace sim
