// Zstandard (RFC 8878) by libzstd: one frame, with a checksum.
#include <new>
#include <vector>
#include <zstd.h>

#include "sim/files/encoder.h"
#include "sim/kernel/check.h"

namespace sim::detail {

namespace {

class ZstdEncoder final : public Encoder {
 public:
  ZstdEncoder() : stream_(ZSTD_createCStream()), packed_(ZSTD_CStreamOutSize()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(stream_.get(), ZSTD_c_checksumFlag, 1);
  }

  void write(std::string_view bytes, bool is_last, AtomicFile& file) override {
    const auto mode = is_last ? ZSTD_e_end : ZSTD_e_continue;
    ZSTD_inBuffer source{bytes.data(), bytes.size(), 0};
    for (;;) {
      ZSTD_outBuffer packed{packed_.data(), packed_.size(), 0};
      const auto left = ZSTD_compressStream2(stream_.get(), &packed, &source, mode);
      check(ZSTD_isError(left) == 0, "zstd is used as it asks to be");
      if (file.write({packed_.data(), packed.pos})) return;
      if (is_last ? left == 0 : source.pos == source.size) return;
    }
  }

 private:
  struct Free {
    void operator()(ZSTD_CStream* stream) const { ZSTD_freeCStream(stream); }
  };

  std::unique_ptr<ZSTD_CStream, Free> stream_;
  std::vector<char> packed_;
};

}  // namespace

std::unique_ptr<Encoder> zstd_encoder() {
  return std::make_unique<ZstdEncoder>();
}

}  // namespace sim::detail
