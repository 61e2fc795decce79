// gzip (RFC 1952) by zlib: any number of members, then nothing or zeros.
#include <algorithm>
#include <limits>
#include <new>
#include <string_view>
#include <zlib.h>

#include "sim/files/decoder.h"

namespace sim::detail {

namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib's way to ask for a gzip header, 32 KiB window

class GzipDecoder final : public Decoder {
 public:
  explicit GzipDecoder(RawInput& input) : input_(input) {
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  GzipDecoder(const GzipDecoder&) = delete;
  GzipDecoder& operator=(const GzipDecoder&) = delete;
  ~GzipDecoder() override { inflateEnd(&stream_); }

  std::size_t read(std::span<char> into) override {
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = static_cast<uInt>(std::min(into.size(), kMost));
    const auto asked = stream_.avail_out;
    while (!error_ && stream_.avail_out > 0) {
      if (!inside_member_ && !enter_member()) break;
      inflate_some();
    }
    return asked - stream_.avail_out;
  }

 private:
  // False at the end of the file, and when something else than a member follows.
  bool enter_member() {
    if (members_ > 0) skip_padding();
    const auto next = input_.peek(2);
    if (next.empty()) return false;
    if (!next.starts_with("\x1f\x8b")) {
      error_ = "has other data after its gzip part";
      return false;
    }
    inflateReset(&stream_);
    ++members_;
    inside_member_ = true;
    return true;
  }

  // Some archives are filled up with zeros; gzip itself passes over them too.
  void skip_padding() {
    for (auto next = input_.available(); next.starts_with('\0'); next = input_.available()) {
      input_.consume(std::min(next.find_first_not_of('\0'), next.size()));
    }
  }

  void inflate_some() {
    const auto packed = input_.available();
    if (packed.empty()) {
      error_ = "ends in the middle of its gzip data";
      return;
    }
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(packed.size());
    const int outcome = inflate(&stream_, Z_NO_FLUSH);
    input_.consume(packed.size() - stream_.avail_in);
    if (outcome == Z_STREAM_END) {
      inside_member_ = false;
    } else if (outcome == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (outcome != Z_OK) {
      error_ = "has corrupt gzip data";
      if (stream_.msg != nullptr) *error_ += " (" + std::string(stream_.msg) + ")";
    }
  }

  RawInput& input_;
  z_stream stream_{};
  bool inside_member_ = false;
  std::size_t members_ = 0;
};

}  // namespace

std::unique_ptr<Decoder> gzip_decoder(RawInput& input) {
  return std::make_unique<GzipDecoder>(input);
}

}  // namespace sim::detail
