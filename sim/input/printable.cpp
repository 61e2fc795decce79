#include "sim/input/printable.h"

#include <cstddef>

namespace sim {

namespace {

void append_escaped(std::string& out, unsigned byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u00";
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 15U];
}

}  // namespace

std::string printable(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    // U+0080 to U+009F are C2 80 to C2 9F in UTF-8.
    const bool is_c1 =
        byte(i) == 0xC2 && i + 1 < text.size() && byte(i + 1) >= 0x80 && byte(i + 1) < 0xA0;
    if (is_c1) {
      append_escaped(plain, byte(++i));
    } else if (byte(i) < 0x20 || byte(i) == 0x7f) {
      append_escaped(plain, byte(i));
    } else {
      plain += text[i];
    }
  }
  return plain;
}

}  // namespace sim
