// Tables of measures, a column each.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/kernel/check.h"
#include "sim/report/number_text.h"
#include "sim/report/page.h"

namespace sim::detail {

// The measure, and the title that fits above it.
struct MeasureColumn {
  std::string_view measure;
  std::string_view title;
};

inline std::string measure_cell(const std::vector<MeasuredReport>& measures,
                                std::string_view measure) {
  const auto found = std::ranges::find(measures, measure, &MeasuredReport::measure);
  check(found != measures.end(), "a report has all measures of its subject");
  const std::optional<double>& value = found->estimate.estimate;
  if (!value) return std::string(kNoValue);
  return found->unit == Unit::count ? mean_count_text(*value) : value_text(*value, found->unit);
}

// A row for each subject, which has a name and measures.
template <class Subject>
PageTable measure_table(std::string what, std::span<const MeasureColumn> columns,
                        const std::vector<Subject>& subjects) {
  PageTable table{{std::move(what)}, {}};
  for (const MeasureColumn& column : columns) table.titles.emplace_back(column.title);
  for (const Subject& subject : subjects) {
    std::vector<std::string> row{subject.name};
    for (const MeasureColumn& column : columns)
      row.push_back(measure_cell(subject.measures, column.measure));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace sim::detail
