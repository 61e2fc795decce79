// Zstandard (RFC 8878) by libzstd: any number of frames, skippable ones among them.
#include <new>
#include <zstd.h>
#include <zstd_errors.h>

#include "sim/files/decoder.h"

namespace sim::detail {

namespace {

constexpr int kWindowLogMost = 27;  // 128 MiB, what `zstd --long` asks for

class ZstdDecoder final : public Decoder {
 public:
  explicit ZstdDecoder(RawInput& input) : input_(input), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kWindowLogMost);
  }

  std::size_t read(std::span<char> into) override {
    ZSTD_outBuffer unpacked{into.data(), into.size(), 0};
    while (!error_ && unpacked.pos < unpacked.size) {
      const auto packed = input_.available();
      if (packed.empty() && !inside_frame_) break;
      const auto before = unpacked.pos;
      ZSTD_inBuffer source{packed.data(), packed.size(), 0};
      const auto outcome = ZSTD_decompressStream(stream_.get(), &unpacked, &source);
      input_.consume(source.pos);
      if (ZSTD_isError(outcome) != 0) {
        complain(outcome);
      } else if (packed.empty() && unpacked.pos == before) {
        error_ = "ends in the middle of its zstd data";
      } else {
        inside_frame_ = outcome != 0;
      }
    }
    return unpacked.pos;
  }

 private:
  void complain(std::size_t outcome) {
    const auto code = ZSTD_getErrorCode(outcome);
    if (code == ZSTD_error_memory_allocation) throw std::bad_alloc();
    if (code == ZSTD_error_frameParameter_windowTooLarge) {
      error_ = "needs a zstd window of more than 128 MiB; compress it with --long=27 or less";
    } else {
      error_ = "has corrupt zstd data (" + std::string(ZSTD_getErrorName(outcome)) + ")";
    }
  }

  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  RawInput& input_;
  std::unique_ptr<ZSTD_DStream, Free> stream_;
  bool inside_frame_ = false;
};

}  // namespace

std::unique_ptr<Decoder> zstd_decoder(RawInput& input) {
  return std::make_unique<ZstdDecoder>(input);
}

}  // namespace sim::detail
