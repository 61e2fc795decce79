#include "sim/input/recording_writer.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

#include "sim/input/fixed_point.h"
#include "sim/input/table.h"
#include "sim/kernel/check.h"

namespace sim {

namespace {

constexpr int kDecimalsOfSeconds = 9;

// As RFC 4180 asks.
void append_field(std::string_view field, std::string& line) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += field;
    return;
  }
  line += '"';
  for (const char character : field) {
    if (character == '"') line += '"';
    line += character;
  }
  line += '"';
}

void append_key(std::uint64_t key, std::string& line) {
  std::array<char, 20> digits{};
  const auto [end, _] = std::to_chars(digits.data(), digits.data() + digits.size(), key);
  line.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

}  // namespace

RecordingWriter::RecordingWriter(std::string path, Columns columns)
    : file_(path), columns_(std::move(columns)), error_(file_.error()) {
  const bool is_csv = format_by_name(path) != TableFormat::ndjson && separator_by_name(path) == ',';
  if (!error_ && !is_csv) {
    error_ = "cannot record to '" + path + "': recordings are CSV; let the name end in .csv";
  }
  if (!error_) write_header();
}

std::optional<std::string> RecordingWriter::write(Duration at, std::string_view flow,
                                                  std::span<const std::uint64_t> keys,
                                                  std::span<const std::int64_t> amounts,
                                                  int decimals) {
  check(keys.size() == columns_.keys.size(), "a recorded row has all of its keys");
  check(amounts.size() == columns_.amounts.size(), "a recorded row has all of its amounts");
  if (error_) return error_;
  line_.clear();
  append_fixed_point(at.count(), kDecimalsOfSeconds, line_);
  line_ += ',';
  append_field(flow, line_);
  for (const auto key : keys) {
    line_ += ',';
    append_key(key, line_);
  }
  for (const auto amount : amounts) {
    line_ += ',';
    append_fixed_point(amount, decimals, line_);
  }
  line_ += '\n';
  error_ = file_.write(line_);
  return error_;
}

std::optional<std::string> RecordingWriter::commit() {
  if (!error_) error_ = file_.commit();
  return error_;
}

void RecordingWriter::write_header() {
  line_ = "at,flow";
  for (const auto* names : {&columns_.keys, &columns_.amounts}) {
    for (const auto& name : *names) {
      line_ += ',';
      append_field(name, line_);
    }
  }
  line_ += '\n';
  error_ = file_.write(line_);
}

}  // namespace sim
