// Finished points of sweeps in a folder, one file each, so that none is computed twice. Several
// processes, on several machines, may share the folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sim/sweep/point.h"

namespace sim {

// What a point is a function of.
struct PointKey {
  std::string version;     // of Headroom
  std::string scenario;    // SHA-256 of the resolved scenario, in which the seed is
  std::string recordings;  // SHA-256 of what the files that it reads hold; empty if it reads none

  // 64 hexadecimal digits, the name of the point's file.
  std::string text() const;
};

class PointStore {
 public:
  // The folder is made when the first point is kept.
  explicit PointStore(std::string folder) : folder_(std::move(folder)) {}

  std::filesystem::path path_of(const PointKey& key) const;
  bool has(const PointKey& key) const;

  struct Found {
    std::optional<PointResult> point;
    std::string trouble;  // a sentence, if the file is not that point whole
  };
  Found load(const PointKey& key) const;

  // The file appears whole or not at all. Returns what went wrong, as a sentence.
  [[nodiscard]] std::optional<std::string> keep(const PointKey& key,
                                                const PointResult& point) const;

 private:
  std::string folder_;
};

}  // namespace sim
