#include "sim/input/table.h"

#include <utility>

#include "sim/input/csv.h"
#include "sim/input/ndjson.h"

namespace sim {

namespace {

std::string_view without_compression(std::string_view path) {
  for (const std::string_view suffix : {".gz", ".zst"}) {
    if (path.ends_with(suffix)) return path.substr(0, path.size() - suffix.size());
  }
  return path;
}

}  // namespace

TableFormat format_by_name(std::string_view path) {
  const auto name = without_compression(path);
  if (name.ends_with(".csv") || name.ends_with(".tsv")) return TableFormat::csv;
  if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return TableFormat::ndjson;
  return TableFormat::automatic;
}

char separator_by_name(std::string_view path) {
  return without_compression(path).ends_with(".tsv") ? '\t' : ',';
}

Table::Table(std::string path, std::vector<WantedColumn> columns)
    : Table(std::move(path), std::move(columns), Options{}) {}

Table::Table(std::string path, std::vector<WantedColumn> columns, Options options)
    : source_(std::move(path)), lines_(source_), error_(source_.error()) {
  if (error_) return;
  auto format = options.format;
  if (format == TableFormat::automatic) format = format_by_name(source_.path());
  if (format == TableFormat::automatic) format = format_by_content();
  if (error_) return;
  if (format == TableFormat::ndjson) {
    reader_ = std::make_unique<NdjsonReader>(lines_, source_, std::move(columns));
  } else {
    open_csv(std::move(columns), options.separator);
  }
}

RowState Table::next(Row& row) {
  if (!error_) return reader_->next(row);
  row.complaint = *error_;
  return RowState::failed;
}

void Table::open_csv(std::vector<WantedColumn> columns, std::optional<char> separator) {
  const char between = separator.value_or(separator_by_name(path()));
  if (between == '"' || between == '\n' || between == '\r') {
    error_ = "a quotation mark or a line end cannot separate the fields of a CSV file";
    return;
  }
  auto reader = std::make_unique<CsvReader>(lines_, source_, std::move(columns), between);
  error_ = reader->error();
  reader_ = std::move(reader);
}

// By the first line that is not empty, which then comes again.
TableFormat Table::format_by_content() {
  for (;;) {
    const auto state = lines_.next();
    if (state == LineReader::State::failed) error_ = source_.error();
    if (state == LineReader::State::too_long) {
      error_ = "'" + path() + "' line " + std::to_string(lines_.number()) + " is longer than 1 MiB";
    }
    if (state != LineReader::State::line) return TableFormat::csv;
    const auto text = lines_.text();
    const auto first = text.find_first_not_of(" \t");
    if (text.empty()) continue;
    lines_.put_back();
    if (first == std::string_view::npos) return TableFormat::csv;
    if (text[first] == '[') {
      error_ = "'" + path() + "' is a JSON array; write its elements as one object per line";
    }
    return text[first] == '{' ? TableFormat::ndjson : TableFormat::csv;
  }
}

}  // namespace sim
