// gzip (RFC 1952) by zlib: one member, without a name and a date.
#include <new>
#include <vector>
#include <zlib.h>

#include "sim/files/encoder.h"
#include "sim/kernel/check.h"

namespace sim::detail {

namespace {

constexpr int kGzip = 16 + MAX_WBITS;  // zlib's way to ask for a gzip header, 32 KiB window
constexpr int kMemoryLevel = 8;        // zlib's default
constexpr std::size_t kPacked = 64 * 1024;

class GzipEncoder final : public Encoder {
 public:
  GzipEncoder() : packed_(kPacked) {
    const int outcome = deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip,
                                     kMemoryLevel, Z_DEFAULT_STRATEGY);
    if (outcome != Z_OK) throw std::bad_alloc();
  }
  GzipEncoder(const GzipEncoder&) = delete;
  GzipEncoder& operator=(const GzipEncoder&) = delete;
  ~GzipEncoder() override { deflateEnd(&stream_); }

  void write(std::string_view bytes, bool is_last, AtomicFile& file) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(packed_.data());
      stream_.avail_out = static_cast<uInt>(packed_.size());
      const int outcome = deflate(&stream_, is_last ? Z_FINISH : Z_NO_FLUSH);
      check(outcome != Z_STREAM_ERROR, "zlib is used as it asks to be");
      if (file.write({packed_.data(), packed_.size() - stream_.avail_out})) return;
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
  std::vector<char> packed_;
};

}  // namespace

std::unique_ptr<Encoder> gzip_encoder() {
  return std::make_unique<GzipEncoder>();
}

}  // namespace sim::detail
