// Where a byte stands in a text, many bytes at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sim::detail {

inline constexpr std::size_t kBlock = 64;  // bytes, one for each bit of what is returned

// Bit i is set if byte i of the eight is `byte`, the first byte in memory being the lowest.
inline std::uint64_t places_in_word(char byte, const char* eight) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  constexpr std::uint64_t kLow = 0x7f * kEach;
  // Brings the lowest bits of eight bytes together in the highest byte.
  constexpr std::uint64_t kGather = 0x0102040810204080;
  std::uint64_t word = 0;
  std::memcpy(&word, eight, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  const std::uint64_t differs = word ^ (kEach * static_cast<unsigned char>(byte));
  const std::uint64_t same = ~(((differs & kLow) + kLow) | differs | kLow);  // 0x80 where it is
  return ((same >> 7U) * kGather) >> 56U;
}

// Bit i is set if text[i] is `byte`. `text` has at most kBlock bytes.
inline std::uint64_t places_of(char byte, std::string_view text) {
  std::uint64_t places = 0;
  if (text.size() < 8) {
    for (std::size_t i = 0; i < text.size(); ++i) places |= std::uint64_t{text[i] == byte} << i;
    return places;
  }
  std::size_t at = 0;
  for (; at + 8 < text.size(); at += 8) places |= places_in_word(byte, text.data() + at) << at;
  const std::size_t last = text.size() - 8;  // some of these bytes may have been looked at before
  return places | places_in_word(byte, text.data() + last) << last;
}

}  // namespace sim::detail
