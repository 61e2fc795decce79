// Compresses in one way; one encoder per encoding.
#pragma once

#include <memory>
#include <string_view>

#include "sim/files/atomic_file.h"

namespace sim::detail {

class Encoder {
 public:
  virtual ~Encoder() = default;

  // After an error, which `file` keeps, nothing more is written. The last piece, and only that, is
  // the end.
  virtual void write(std::string_view bytes, bool is_last, AtomicFile& file) = 0;
};

std::unique_ptr<Encoder> gzip_encoder();
std::unique_ptr<Encoder> zstd_encoder();

}  // namespace sim::detail
