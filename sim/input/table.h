// Recorded load as a stream of rows, from CSV or NDJSON, plain or compressed, of any size.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/files/byte_source.h"
#include "sim/input/lines.h"
#include "sim/input/rows.h"

namespace sim {

enum class TableFormat {
  automatic,  // by the name, or else by the first character: '{' begins NDJSON, anything else CSV
  csv,
  ndjson
};

// What the name says before .gz or .zst: .csv and .tsv, .ndjson and .jsonl; automatic if nothing.
TableFormat format_by_name(std::string_view path);

// A tabulator for .tsv, also before .gz or .zst; else a comma.
char separator_by_name(std::string_view path);

// Memory is bounded by 4 MiB and what ByteSource needs, however long the file is.
class Table {
 public:
  struct Options {
    TableFormat format = TableFormat::automatic;
    std::optional<char> separator{};  // of CSV; by the name if not given
  };

  // Opens the file and looks for the columns in the header of a CSV file. What is wrong is told by
  // error(), which names the file; that an NDJSON file lacks a member shows only with its lines.
  Table(std::string path, std::vector<WantedColumn> columns, Options options);
  Table(std::string path, std::vector<WantedColumn> columns);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const std::optional<std::string>& error() const { return error_; }

  // After `end` or `failed` it is the same again. `row` is reused, so that reading allocates
  // nothing.
  RowState next(Row& row);

  const std::string& path() const { return source_.path(); }

 private:
  void open_csv(std::vector<WantedColumn> columns, std::optional<char> separator);
  TableFormat format_by_content();

  ByteSource source_;
  LineReader lines_;
  std::unique_ptr<detail::RowReader> reader_;
  std::optional<std::string> error_;
};

}  // namespace sim
