#include "sim/files/byte_source.h"

#include <array>
#include <string_view>
#include <utility>

#include "sim/files/decoder.h"
#include "sim/files/raw_input.h"

namespace sim {

namespace {

using namespace std::string_view_literals;

struct Foreign {
  std::size_t offset;
  std::string_view signature;
  std::string_view complaint;
};

// What people also have at hand, by the signatures in the specifications of the formats.
constexpr std::array kForeign{
    Foreign{0, "\xfd\x37zXZ\0"sv, "is compressed with xz; plain, gzip and zstd can be read"},
    Foreign{4, "1AY&SY"sv, "is compressed with bzip2; plain, gzip and zstd can be read"},
    Foreign{0, "\x04\x22\x4d\x18"sv, "is compressed with lz4; plain, gzip and zstd can be read"},
    Foreign{0, "PK\x03\x04"sv, "is a zip archive; plain, gzip and zstd can be read"},
    Foreign{0, "PAR1"sv, "is a Parquet file; CSV and NDJSON can be read"},
    Foreign{0, "\xff\xfe"sv, "is UTF-16 text; convert it to UTF-8"},
    Foreign{0, "\xfe\xff"sv, "is UTF-16 text; convert it to UTF-8"},
};

constexpr std::size_t kLongestBeginning = 10;

bool is_zstd(std::string_view beginning) {
  if (beginning.starts_with("\x28\xb5\x2f\xfd"sv)) return true;
  return beginning.size() >= 4 && beginning.substr(1, 3) == "\x2a\x4d\x18"sv &&
         (static_cast<unsigned char>(beginning[0]) & 0xf0U) == 0x50U;  // a skippable frame
}

class PlainDecoder final : public detail::Decoder {
 public:
  explicit PlainDecoder(detail::RawInput& input) : input_(input) {}
  std::size_t read(std::span<char> into) override { return input_.read(into); }

 private:
  detail::RawInput& input_;
};

}  // namespace

ByteSource::ByteSource(std::string path)
    : path_(std::move(path)), raw_(std::make_unique<detail::RawInput>(path_)) {
  const auto beginning = raw_->peek(kLongestBeginning);
  if (raw_->error()) {
    error_ = raw_->error();
  } else if (beginning.starts_with("\x1f\x8b"sv)) {
    decoder_ = detail::gzip_decoder(*raw_);
  } else if (is_zstd(beginning)) {
    decoder_ = detail::zstd_decoder(*raw_);
  } else {
    refuse_foreign_formats();
    decoder_ = std::make_unique<PlainDecoder>(*raw_);
  }
}

ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> into) {
  if (error_) return 0;
  const auto got = decoder_->read(into);
  if (got > 0) return got;
  // A file that cannot be read also looks like one that ends too early; the cause is told.
  if (raw_->error()) {
    error_ = raw_->error();
  } else if (decoder_->error()) {
    error_ = "'" + path_ + "' " + *decoder_->error();
  }
  return 0;
}

void ByteSource::refuse_foreign_formats() {
  const auto beginning = raw_->peek(kLongestBeginning);
  for (const auto& foreign : kForeign) {
    if (beginning.size() <= foreign.offset) continue;
    if (!beginning.substr(foreign.offset).starts_with(foreign.signature)) continue;
    error_ = "'" + path_ + "' " + std::string(foreign.complaint);
  }
}

}  // namespace sim
