// Finished points of sweeps in a folder.
#include "sim/sweep/store.h"

#include <system_error>

#include "sim/files/atomic_file.h"
#include "sim/files/sha256.h"
#include "sim/input/json.h"
#include "sim/input/scenario_file.h"

namespace sim {

namespace {

constexpr int kStoreFormat = 1;  // raised when a file of before would be read wrongly

// A file: what the point is of, the point, and a checksum of both.
struct PointFile {
  int format = kStoreFormat;
  std::string version;
  std::string scenario;
  std::string recordings;
  PointResult point;
  std::string checksum;

  void fields(auto& f) {
    f.required("format", format, "Of this file.");
    f.required("headroom", version, "Version that computed the point.");
    f.required("scenario", scenario, "SHA-256 of the resolved scenario.");
    f.required("recordings", recordings, "SHA-256 of the recorded load.");
    f.required("point", point, "What it came to.");
    f.required("checksum", checksum, "SHA-256 of this file with an empty checksum.");
  }
};

std::string checksum_of(PointFile file) {
  file.checksum.clear();
  return sha256(to_json(write(file), 0));
}

PointStore::Found refused(const std::string& path, const std::string& why) {
  return {.point = std::nullopt,
          .trouble = path + ": " + why + "; move it away to have the point computed again"};
}

}  // namespace

std::string PointKey::text() const {
  return sha256("format " + std::to_string(kStoreFormat) + "\n" + version + "\n" + scenario + "\n" +
                recordings + "\n");
}

std::filesystem::path PointStore::path_of(const PointKey& key) const {
  return std::filesystem::path(folder_) / (key.text() + ".json");
}

bool PointStore::has(const PointKey& key) const {
  std::error_code ignored;
  return std::filesystem::exists(path_of(key), ignored);
}

PointStore::Found PointStore::load(const PointKey& key) const {
  const std::string path = path_of(key).string();
  Problems problems;
  Files files;
  const auto text = read_whole_file(path, kJsonSizeLimit, {path, {}, {}}, problems);
  if (!text) return refused(path, problems[0].what);
  const auto json = parse_json(*text, files.add(path), problems);
  const auto file = json ? read<PointFile>(*json, files, problems) : std::nullopt;
  if (!file) return refused(path, "is not a finished point, or is damaged");
  if (file->checksum != checksum_of(*file))
    return refused(path, "is damaged: its checksum is another");
  const bool is_other = file->version != key.version || file->scenario != key.scenario ||
                        file->recordings != key.recordings || file->format != kStoreFormat;
  if (is_other) return refused(path, "is a point of another scenario, seed or version");
  return {.point = file->point, .trouble = {}};
}

std::optional<std::string> PointStore::keep(const PointKey& key, const PointResult& point) const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error && !std::filesystem::is_directory(folder_))
    return "cannot make the folder '" + folder_ + "': " + error.message();
  PointFile file{.version = key.version,
                 .scenario = key.scenario,
                 .recordings = key.recordings,
                 .point = point,
                 .checksum = {}};
  file.checksum = checksum_of(file);
  return write_whole_file(path_of(key).string(), to_json(write(file), 0) + "\n");
}

}  // namespace sim
