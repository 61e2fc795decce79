// Undoes one way of compressing; one decoder per encoding.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "sim/files/raw_input.h"

namespace sim::detail {

class Decoder {
 public:
  virtual ~Decoder() = default;

  // As ByteSource::read, without the errors of the file itself.
  virtual std::size_t read(std::span<char> into) = 0;

  // What is wrong with the compressed bytes, as the end of a sentence about the file.
  const std::optional<std::string>& error() const { return error_; }

 protected:
  std::optional<std::string> error_;
};

std::unique_ptr<Decoder> gzip_decoder(RawInput& input);
std::unique_ptr<Decoder> zstd_decoder(RawInput& input);

}  // namespace sim::detail
