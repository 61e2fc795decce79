// Text as numbered lines, out of a buffer that does not grow with the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/files/byte_source.h"

namespace sim {

// A line ends in "\n" or "\r\n", which are not part of it; the last one may lack it. A UTF-8
// byte-order mark at the beginning is passed over. Any byte may stand in a line, zero included.
class LineReader {
 public:
  static constexpr std::size_t kLongest = 1024 * 1024;  // bytes, for a text of several lines too

  enum class State {
    line,
    too_long,  // number() tells which; the reader stands after it
    end,
    failed  // the source has the error; a line cut short by it is not given
  };

  explicit LineReader(ByteSource& source);

  State next();

  // Valid until the next call of anything that is not const.
  std::string_view text() const {
    const char* const text = buffer_.data() + begin_;
    return {text, size_ > 0 && text[size_ - 1] == '\r' ? size_ - 1 : size_};
  }
  // Of the first line in text(), from 1.
  std::uint64_t number() const { return number_; }

  // Appends to text() the line end after it and the line that follows. False, with text() as it
  // was, if there is none, if it would be too long, or if the source fails.
  bool extend();
  // Takes back all extensions: what they added comes again.
  void retract();
  // The text comes again as the next one.
  void put_back();

 private:
  State next_slowly();
  std::optional<std::size_t> line_end(std::size_t from);
  std::size_t available() const { return end_ - begin_; }
  bool fill();
  void step_over();
  State pass_too_long();
  void skip_byte_order_mark();

  ByteSource& source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // of the text
  std::size_t end_ = 0;    // of what was read
  // Lengths from begin_ on, without the last line end.
  std::size_t size_ = 0;
  std::size_t first_size_ = 0;
  bool has_text_ = false;
  std::uint64_t number_ = 0;
  std::uint64_t lines_ = 0;  // in the text
};

}  // namespace sim
