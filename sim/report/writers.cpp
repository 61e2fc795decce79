// Finding a format, and writing the files of a report.
#include "sim/report/writers.h"

#include <filesystem>
#include <system_error>

#include "sim/files/atomic_file.h"

namespace sim {

const ReportWriter* find_writer(std::string_view name) {
  for (const ReportWriter& writer : kWriters) {
    if (writer.name == name) return &writer;
  }
  return nullptr;
}

std::optional<std::string> make_report_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error || std::filesystem::is_directory(folder)) return std::nullopt;
  return "cannot make the folder '" + folder + "': " + error.message();
}

std::optional<std::string> write_reports(const std::string& folder, const Report& report,
                                         const Measurements& measured) {
  if (auto wrong = make_report_folder(folder)) return wrong;
  const std::filesystem::path path(folder);
  const auto put = [&](const char* name, const std::string& text) {
    return write_whole_file((path / name).string(), text);
  };
  if (auto wrong = put("report.json", write_json(report))) return wrong;
  if (auto wrong = put("summary.md", write_markdown(report))) return wrong;
  return put("timeline.csv", write_timeline(measured));
}

}  // namespace sim
