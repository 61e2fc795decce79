// CSV (RFC 4180): a header that names the columns, then rows. Fields in quotation marks may hold
// separators, line ends and, doubled, quotation marks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/lines.h"
#include "sim/input/rows.h"

namespace sim {

// Strict where leniency would guess: a row with another number of fields than the header, a
// quotation mark inside an unquoted field and text after a quoted one are malformed. When a
// quotation mark is never closed, only the line it stands on is malformed. Empty lines are passed
// over. Spaces belong to the fields.
class CsvReader final : public detail::RowReader {
 public:
  // Reads the header; error() tells if that went wrong or a column is missing.
  CsvReader(LineReader& lines, const ByteSource& source, std::vector<WantedColumn> wanted,
            char separator);

  RowState next(Row& row) override;

  // Names the file.
  const std::optional<std::string>& error() const { return error_; }

 private:
  // Where a field stands in the text, without its quotation marks.
  struct Extent {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool has_doubled_quotes = false;
  };

  RowState next_record(Row& row);
  bool split(std::string& complaint);
  void split_unquoted(std::string_view text);
  bool split_quoted(std::string& complaint);
  bool take_quoted(std::size_t& at, std::string& complaint);
  bool take_unquoted(std::size_t& at, std::string& complaint);
  std::optional<std::size_t> closing_quote(std::size_t from, bool& has_doubled_quotes);
  std::string_view field(std::size_t number, std::string_view text);
  std::string_view quoted_field(const Extent& extent, std::string_view text);
  void read_header();
  void find_wanted(const std::vector<std::string>& header);

  LineReader& lines_;
  const ByteSource& source_;
  std::vector<WantedColumn> wanted_;
  char separator_;
  std::optional<std::string> error_;
  std::size_t fields_ = 0;  // in the current row
  bool is_quoted_ = false;  // whether any of them is: then their extents are known, else their ends
  std::vector<Extent> extents_;
  std::vector<std::size_t> ends_;                    // the first fields_ are of the current row
  std::size_t columns_ = 0;                          // in the header
  std::vector<std::optional<std::size_t>> indexes_;  // of the wanted ones in the header
  std::string undoubled_;  // fields that had doubled quotation marks, for the current row
};

}  // namespace sim
