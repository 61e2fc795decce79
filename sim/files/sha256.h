// SHA-256 (FIPS 180-4, section 6.2), to name a text by its content.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

// Takes a text piece by piece.
class Sha256 {
 public:
  void add(std::string_view bytes);
  // 64 lower-case hexadecimal digits, of all that was added. Called once, at the end.
  std::string digits();

 private:
  // Section 5.3.3: the first 32 bits of the fractions of the square roots of the first 8 primes.
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string rest_;  // less than a block
  std::uint64_t length_ = 0;
};

std::string sha256(std::string_view bytes);

// Of a file as it is on the disk. Nothing, and a sentence in `why`, if it cannot be read.
std::optional<std::string> sha256_of_file(const std::string& path, std::string& why);

}  // namespace sim
