// A value read from text, or why there is none; cheap enough for every field of every row.
#pragma once

namespace sim {

template <class T>
struct Parsed {
  T value{};
  const char* complaint = nullptr;  // the end of a sentence about the text; null when all is well

  explicit operator bool() const { return complaint == nullptr; }

  static Parsed failure(const char* why) { return {T{}, why}; }
};

}  // namespace sim
