// SHA-256 (FIPS 180-4, section 6.2), to name a text by its content.
#pragma once

#include <string>
#include <string_view>

namespace sim {

// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace sim
