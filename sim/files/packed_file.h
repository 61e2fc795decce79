// A file written in small pieces, compressed as its name asks, and whole or not at all.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sim/files/atomic_file.h"

namespace sim {

namespace detail {
class Encoder;
}  // namespace detail

// `.gz` and `.zst` are compressed by gzip and zstd; any other name is plain. The same bytes give
// the same file: there is no date in it. Errors as in AtomicFile: sentences, the first one stays.
// Memory is bounded by 4 MiB.
class PackedFile {
 public:
  explicit PackedFile(std::string path);
  ~PackedFile();

  [[nodiscard]] std::optional<std::string> write(std::string_view bytes);

  // Called at most once; without it the target stays as it was.
  [[nodiscard]] std::optional<std::string> commit();

  const std::optional<std::string>& error() const { return file_.error(); }

 private:
  void flush();

  AtomicFile file_;
  std::unique_ptr<detail::Encoder> encoder_;
  std::string collected_;
};

}  // namespace sim
