// Rows of a table, one after the other: what every format of recorded load comes down to.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

enum class RowState {
  row,
  malformed,  // Row::complaint says why; reading may go on with the next row
  end,
  failed  // Row::complaint says why and names the file; nothing more comes
};

struct Row {
  // Where the row begins, from 1.
  std::uint64_t line = 0;
  // The wanted columns in the order they were asked for, without quoting and escapes; empty where
  // an optional one is absent. Valid until the next row is read.
  std::vector<std::string_view> fields{};
  std::string complaint{};
};

struct WantedColumn {
  std::string name;
  bool optional = false;
};

namespace detail {

class RowReader {
 public:
  virtual ~RowReader() = default;
  virtual RowState next(Row& row) = 0;
};

}  // namespace detail

}  // namespace sim
