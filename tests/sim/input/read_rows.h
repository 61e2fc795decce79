// Reads a whole table into memory, for tests.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/table.h"

#include "tests/sim/files/temporary_folder.h"

namespace sim::testing {

struct ReadRow {
  std::uint64_t line = 0;
  std::vector<std::string> fields{};
  bool operator==(const ReadRow&) const = default;
};

struct ReadTable {
  std::vector<ReadRow> rows{};
  std::vector<std::pair<std::uint64_t, std::string>> malformed{};
  std::string failure{};
};

inline ReadTable read_rows(Table& table) {
  ReadTable all;
  Row row;
  for (;;) {
    switch (table.next(row)) {
      case RowState::row:
        all.rows.push_back({row.line, {row.fields.begin(), row.fields.end()}});
        break;
      case RowState::malformed:
        all.malformed.emplace_back(row.line, row.complaint);
        break;
      case RowState::failed:
        all.failure = row.complaint;
        return all;
      case RowState::end:
        return all;
    }
  }
}

// The file at `path`, which "FILE" stands for in the failure.
inline ReadTable read_file(const std::string& path, std::vector<WantedColumn> columns,
                           Table::Options options = {}) {
  Table table(path, std::move(columns), options);
  auto all = read_rows(table);
  if (const auto at = all.failure.find(path); at != std::string::npos) {
    all.failure.replace(at, path.size(), "FILE");
  }
  return all;
}

// A file of this name and content.
inline ReadTable read_rows(std::string_view name, std::string_view content,
                           std::vector<WantedColumn> columns, Table::Options options = {}) {
  const TemporaryFolder folder;
  return read_file(folder.with(name, content), std::move(columns), options);
}

}  // namespace sim::testing
