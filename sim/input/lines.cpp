#include "sim/input/lines.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace sim {

namespace {
constexpr std::size_t kBuffer = 32 * 1024;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
}  // namespace

LineReader::LineReader(ByteSource& source) : source_(source), buffer_(kBuffer) {}

LineReader::State LineReader::next() {
  step_over();
  const char* const text = buffer_.data() + begin_;
  const void* const found = std::memchr(text, '\n', available());
  if (found == nullptr || number_ == 0) return next_slowly();
  size_ = first_size_ = static_cast<std::size_t>(static_cast<const char*>(found) - text);
  has_text_ = true;
  lines_ = 1;
  ++number_;
  return size_ > kLongest ? State::too_long : State::line;
}

// The first line, and those whose end has not been read yet.
LineReader::State LineReader::next_slowly() {
  auto size = line_end(0);
  if (!size) {
    if (available() > kLongest) return pass_too_long();
    if (source_.error()) return State::failed;
    if (available() == 0) return State::end;
    size = available();
  }
  size_ = first_size_ = *size;
  has_text_ = true;
  lines_ = 1;
  ++number_;
  if (number_ == 1) skip_byte_order_mark();
  return size_ > kLongest ? State::too_long : State::line;
}

bool LineReader::extend() {
  const auto from = size_ + 1;
  auto size = line_end(from);
  if (!size) {
    if (source_.error() || available() <= from) return false;
    size = available();
  }
  if (*size > kLongest) return false;
  size_ = *size;
  ++lines_;
  return true;
}

void LineReader::retract() {
  size_ = first_size_;
  lines_ = 1;
}

void LineReader::put_back() {
  has_text_ = false;
  --number_;
}

// The offset of the first '\n' at `from` or after; nothing if there is none, or none soon enough.
std::optional<std::size_t> LineReader::line_end(std::size_t from) {
  for (;;) {
    if (from < available()) {
      const char* text = buffer_.data() + begin_;
      if (const void* found = std::memchr(text + from, '\n', available() - from)) {
        return static_cast<std::size_t>(static_cast<const char*>(found) - text);
      }
      from = available();
    }
    if (available() > kLongest || !fill()) return std::nullopt;
  }
}

// Reads more after what there is; makes room by moving the text to the front, or else by growing.
bool LineReader::fill() {
  if (end_ == buffer_.size() && begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, available());
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() * 2);
  const auto got = source_.read(std::span(buffer_).subspan(end_));
  end_ += got;
  return got > 0;
}

void LineReader::step_over() {
  if (!has_text_) return;
  begin_ = std::min(begin_ + size_ + 1, end_);
  number_ += lines_ - 1;
  has_text_ = false;
}

// Drops bytes up to the end of the line, which is further away than the buffer could hold.
LineReader::State LineReader::pass_too_long() {
  ++number_;
  for (;;) {
    begin_ = end_;
    if (!fill()) return source_.error() ? State::failed : State::too_long;
    if (const auto size = line_end(0)) {
      begin_ += *size + 1;
      return State::too_long;
    }
  }
}

void LineReader::skip_byte_order_mark() {
  if (!text().starts_with(kByteOrderMark)) return;
  begin_ += kByteOrderMark.size();
  size_ -= kByteOrderMark.size();
  first_size_ = size_;
}

}  // namespace sim
