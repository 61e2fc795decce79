#include "sim/files/packed_file.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "sim/files/encoder.h"

namespace sim {

namespace {

constexpr std::size_t kCollected = 128 * 1024;

class PlainEncoder final : public detail::Encoder {
 public:
  void write(std::string_view bytes, bool, AtomicFile& file) override {
    static_cast<void>(file.write(bytes));  // the file keeps its error
  }
};

std::unique_ptr<detail::Encoder> encoder_for(std::string_view path) {
  if (path.ends_with(".gz")) return detail::gzip_encoder();
  if (path.ends_with(".zst")) return detail::zstd_encoder();
  return std::make_unique<PlainEncoder>();
}

}  // namespace

PackedFile::PackedFile(std::string path)
    : file_(std::move(path)), encoder_(encoder_for(file_.path())) {
  collected_.reserve(kCollected);
}

PackedFile::~PackedFile() = default;

std::optional<std::string> PackedFile::write(std::string_view bytes) {
  while (!file_.error() && !bytes.empty()) {
    const auto fits = std::min(bytes.size(), kCollected - collected_.size());
    collected_.append(bytes.substr(0, fits));
    bytes.remove_prefix(fits);
    if (collected_.size() == kCollected) flush();
  }
  return file_.error();
}

std::optional<std::string> PackedFile::commit() {
  if (file_.error()) return file_.error();
  encoder_->write(collected_, true, file_);
  return file_.commit();
}

void PackedFile::flush() {
  encoder_->write(collected_, false, file_);
  collected_.clear();
}

}  // namespace sim
