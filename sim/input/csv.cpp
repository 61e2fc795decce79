#include "sim/input/csv.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "sim/input/places.h"
#include "sim/input/problem.h"
#include "sim/input/suggest.h"

namespace sim {

CsvReader::CsvReader(LineReader& lines, const ByteSource& source, std::vector<WantedColumn> wanted,
                     char separator)
    : lines_(lines), source_(source), wanted_(std::move(wanted)), separator_(separator) {
  read_header();
}

RowState CsvReader::next(Row& row) {
  if (error_) {
    row.complaint = *error_;
    return RowState::failed;
  }
  const auto state = next_record(row);
  if (state != RowState::row) return state;
  if (fields_ != columns_) {
    row.complaint =
        "has " + std::to_string(fields_) + " fields; the header has " + std::to_string(columns_);
    return RowState::malformed;
  }
  undoubled_.clear();
  row.fields.resize(indexes_.size());
  const auto text = lines_.text();
  for (std::size_t i = 0; i < indexes_.size(); ++i) {
    row.fields[i] = indexes_[i] ? field(*indexes_[i], text) : std::string_view();
  }
  return RowState::row;
}

// Finds the next line that is not empty and takes it, with those that belong to it, apart.
RowState CsvReader::next_record(Row& row) {
  for (;;) {
    const auto state = lines_.next();
    row.line = lines_.number();
    if (state == LineReader::State::end) return RowState::end;
    if (state == LineReader::State::too_long) {
      row.complaint = "is longer than 1 MiB";
      return RowState::malformed;
    }
    if (state == LineReader::State::line) {
      if (lines_.text().empty()) continue;
      if (split(row.complaint)) return RowState::row;
      if (!source_.error()) return RowState::malformed;
    }
    error_ = source_.error();
    row.complaint = *error_;
    return RowState::failed;
  }
}

bool CsvReader::split(std::string& complaint) {
  const auto text = lines_.text();
  is_quoted_ = std::memchr(text.data(), '"', text.size()) != nullptr;
  if (!is_quoted_) {
    split_unquoted(text);
    return true;
  }
  extents_.clear();
  if (split_quoted(complaint)) {
    fields_ = extents_.size();
    return true;
  }
  lines_.retract();
  return false;
}

void CsvReader::split_unquoted(std::string_view text) {
  std::size_t fields = 0;
  for (std::size_t block = 0; block < text.size(); block += detail::kBlock) {
    if (ends_.size() < fields + detail::kBlock + 1) ends_.resize(fields + 2 * detail::kBlock);
    auto separators = detail::places_of(separator_, text.substr(block, detail::kBlock));
    for (; separators != 0; separators &= separators - 1) {
      ends_[fields++] = block + static_cast<std::size_t>(std::countr_zero(separators));
    }
  }
  ends_[fields] = text.size();
  fields_ = fields + 1;
}

bool CsvReader::split_quoted(std::string& complaint) {
  for (std::size_t at = 0;; ++at) {  // each time round past a separator
    const auto text = lines_.text();
    const bool is_quoted = at < text.size() && text[at] == '"';
    if (!(is_quoted ? take_quoted(at, complaint) : take_unquoted(at, complaint))) return false;
    if (at == lines_.text().size()) return true;
  }
}

// From an opening quotation mark to the separator or end after the closing one.
bool CsvReader::take_quoted(std::size_t& at, std::string& complaint) {
  const auto begin = at + 1;
  bool has_doubled_quotes = false;
  const auto close = closing_quote(begin, has_doubled_quotes);
  if (!close) {
    complaint = "has a quotation mark that is not closed";
    return false;
  }
  extents_.push_back({begin, *close, has_doubled_quotes});
  at = *close + 1;
  const auto text = lines_.text();
  if (at == text.size() || text[at] == separator_) return true;
  complaint = "has text after a closing quotation mark";
  return false;
}

bool CsvReader::take_unquoted(std::size_t& at, std::string& complaint) {
  const auto text = lines_.text();
  const auto end = std::min(text.find(separator_, at), text.size());
  if (text.substr(at, end - at).find('"') != std::string_view::npos) {
    complaint = "has a quotation mark inside a field that does not begin with one";
    return false;
  }
  extents_.push_back({at, end});
  at = end;
  return true;
}

// Takes in as many of the following lines as it needs.
std::optional<std::size_t> CsvReader::closing_quote(std::size_t from, bool& has_doubled_quotes) {
  for (;;) {
    const auto text = lines_.text();
    const auto quote = text.find('"', from);
    if (quote == std::string_view::npos) {
      from = text.size();
      if (!lines_.extend()) return std::nullopt;
    } else if (quote + 1 < text.size() && text[quote + 1] == '"') {
      has_doubled_quotes = true;
      from = quote + 2;
    } else {
      return quote;
    }
  }
}

std::string_view CsvReader::field(std::size_t number, std::string_view text) {
  if (is_quoted_) return quoted_field(extents_[number], text);
  const auto begin = number == 0 ? 0 : ends_[number - 1] + 1;
  return {text.data() + begin, ends_[number] - begin};
}

std::string_view CsvReader::quoted_field(const Extent& extent, std::string_view text) {
  const auto raw = text.substr(extent.begin, extent.end - extent.begin);
  if (!extent.has_doubled_quotes) return raw;
  undoubled_.reserve(text.size());  // so that earlier fields of this row stay where they are
  const auto begin = undoubled_.size();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    undoubled_ += raw[i];
    if (raw[i] == '"') ++i;
  }
  return std::string_view(undoubled_).substr(begin);
}

void CsvReader::read_header() {
  Row row;
  const auto state = next_record(row);
  const auto place = "'" + source_.path() + "' ";
  if (state == RowState::failed) return;
  if (state == RowState::end) {
    error_ = place + "is empty; a CSV file begins with a line that names its columns";
  } else if (state == RowState::malformed) {
    error_ = place + "line " + std::to_string(row.line) + ", the header, " + row.complaint;
  } else if (lines_.text().find('\0') != std::string_view::npos) {
    error_ = place + "is not text";
  } else {
    std::vector<std::string> header;
    for (std::size_t i = 0; i < fields_; ++i) header.emplace_back(field(i, lines_.text()));
    find_wanted(header);
  }
}

void CsvReader::find_wanted(const std::vector<std::string>& header) {
  columns_ = header.size();
  for (const auto& [name, optional] : wanted_) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      indexes_.emplace_back();
      if (optional) continue;
      error_ = "'" + source_.path() + "': column " +
               not_known(name, std::span<const std::string>(header), "is not there");
      return;
    }
    if (std::find(found + 1, header.end(), name) != header.end()) {
      error_ = "'" + source_.path() + "' has column " + in_quotes(name) + " twice";
      return;
    }
    indexes_.emplace_back(static_cast<std::size_t>(found - header.begin()));
  }
}

}  // namespace sim
