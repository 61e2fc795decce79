// The bytes of a file as they were before it was compressed: plain, gzip and zstd are told apart by
// how the file begins, whatever its name.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace sim {

namespace detail {
class RawInput;
class Decoder;
}  // namespace detail

// Streams: memory is bounded by 1 MiB and the window of the compressed file, which is at most
// 128 MiB (zstd --long=27); a file that asks for more is refused. Compressed files may have several
// members or frames. Reads pipes as well as files.
class ByteSource {
 public:
  // Opens the file. What is wrong with it is told by error(), at the latest when read() gives 0.
  explicit ByteSource(std::string path);
  ~ByteSource();

  // Fills `into`, which is not empty, from its beginning; fewer bytes than fit do not mean the end.
  // 0 means the end if error() is empty. An error stays, and comes after all bytes before it.
  std::size_t read(std::span<char> into);

  // A sentence for the user that names the file.
  const std::optional<std::string>& error() const { return error_; }
  const std::string& path() const { return path_; }

 private:
  void refuse_foreign_formats();

  std::string path_;
  std::optional<std::string> error_;
  std::unique_ptr<detail::RawInput> raw_;
  std::unique_ptr<detail::Decoder> decoder_;
};

}  // namespace sim
