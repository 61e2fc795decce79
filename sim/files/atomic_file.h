// A file that is written whole or not at all: bytes go to a new file beside the target, which takes
// the target's place on commit() and is removed when the writing is abandoned, be it by a signal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/files/temporary_names.h"

namespace sim {

// Errors are sentences for the user. The first one stays: every later call returns it again and
// nothing takes the target's place. Writes are not buffered; hand over large pieces.
//
// A target that is a symbolic link keeps being one: the file it leads to is replaced. A target that
// is a device or a pipe (/dev/stdout) cannot be replaced and is written to directly.
class AtomicFile {
 public:
  explicit AtomicFile(std::string path);
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  [[nodiscard]] std::optional<std::string> write(std::string_view bytes);

  // Makes the bytes durable, then makes them the target, then makes that durable. Called at most
  // once; without it the target stays as it was.
  [[nodiscard]] std::optional<std::string> commit();

  const std::optional<std::string>& error() const { return error_; }
  const std::string& path() const { return path_; }

 private:
  void open_beside(const std::string& target);
  void open_directly();
  void settle_folder();
  void fail(std::string_view tried, int code);
  void close_and_remove();

  std::string path_;       // as the user wrote it
  std::string target_;     // what is replaced
  std::string temporary_;  // empty when the target is written to directly
  TemporaryName held_;     // the same, for a process that is ended by a signal
  int descriptor_ = -1;
  std::optional<std::string> error_;
};

// Replaces the file's content by `bytes`, whole or not at all.
[[nodiscard]] std::optional<std::string> write_whole_file(const std::string& path,
                                                          std::string_view bytes);

}  // namespace sim
