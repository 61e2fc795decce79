// The formats a report can be had in. A new one is one file and one line in kWriters.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "sim/measure/measurements.h"
#include "sim/report/report.h"

namespace sim {

// Each ends with a newline and depends on nothing but what it is given.
std::string write_text(const Report& report);      // one screen of 80 columns
std::string write_json(const Report& report);      // report.json
std::string write_markdown(const Report& report);  // for a pull request

// A row per window of the timeline, warm-up included; times in seconds; the mean of all runs that
// are added up. Empty where a window has no value.
std::string write_timeline(const Measurements& measured);

struct ReportWriter {
  std::string_view name;  // as in --format NAME
  std::string (*write)(const Report&);
};

inline constexpr std::array<ReportWriter, 3> kWriters = {{
    {"text", write_text},
    {"json", write_json},
    {"markdown", write_markdown},
}};

// Null if there is none of that name.
const ReportWriter* find_writer(std::string_view name);

// Makes the folder for reports if it is not there, and returns why not, as a sentence for the user.
[[nodiscard]] std::optional<std::string> make_report_folder(const std::string& folder);

// Writes report.json, summary.md and timeline.csv into a folder, which is made if it is not there;
// each file appears whole or not at all. Returns what went wrong, as a sentence for the user.
[[nodiscard]] std::optional<std::string> write_reports(const std::string& folder,
                                                       const Report& report,
                                                       const Measurements& measured);

}  // namespace sim
