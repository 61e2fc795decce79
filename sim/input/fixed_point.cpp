#include "sim/input/fixed_point.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "sim/kernel/check.h"

namespace sim {

namespace {

constexpr const char* kNoNumber = "is not a number";
constexpr const char* kTooLarge = "is too large";
constexpr int kMostExponent = 1000;

// A number taken apart, its digits still text.
struct Digits {
  std::string_view whole;
  std::string_view fraction;
  int exponent = 0;
  bool negative = false;
};

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  const auto digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

// From behind the 'e'. Larger ones than make sense are as good as kMostExponent.
bool take_exponent(std::string_view text, int& exponent) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto digits = take_digits(text);
  if (digits.empty() || !text.empty()) return false;
  int size = 0;
  for (const char digit : digits) size = std::min(size * 10 + (digit - '0'), kMostExponent);
  exponent = negative ? -size : size;
  return true;
}

bool take_apart(std::string_view text, Digits& digits) {
  digits.negative = text.starts_with('-');
  if (digits.negative || text.starts_with('+')) text.remove_prefix(1);
  digits.whole = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits.fraction = take_digits(text);
  }
  if (digits.whole.empty() && digits.fraction.empty()) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  return take_exponent(text.substr(1), digits.exponent);
}

// Gathers digits from the left into a whole number of at most `places` of them.
class Gathering {
 public:
  explicit Gathering(std::int64_t places) : places_(places) {}

  void add(std::string_view digits) {
    for (const char digit : digits) add(static_cast<unsigned>(digit - '0'));
  }

  // Zeros for the places that no digit took.
  void fill_up() {
    while (places_ > 0 && value_ != 0 && !too_large_) add(0U);
  }

  std::uint64_t value() const { return value_; }
  bool too_large() const { return too_large_; }
  bool left_some() const { return left_some_; }

 private:
  void add(unsigned digit) {
    if (places_-- <= 0) {
      left_some_ = left_some_ || digit != 0;
      return;
    }
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value_ > kMost / 10 || (value_ == kMost / 10 && digit > kMost % 10)) {
      too_large_ = true;
    } else {
      value_ = value_ * 10 + digit;
    }
  }

  std::int64_t places_;
  std::uint64_t value_ = 0;
  bool too_large_ = false;
  bool left_some_ = false;
};

// Most numbers, in one go: up to 18 digits, all of which count, with a point or none.
bool take_plainly(std::string_view text, int decimals, std::int64_t& value) {
  constexpr std::array<std::uint64_t, 19> kPowers = [] {
    std::array<std::uint64_t, 19> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  constexpr int kMostDigits = static_cast<int>(kPowers.size()) - 1;
  if (text.empty() || text.size() > kPowers.size()) return false;
  const char* const end = text.data() + text.size();
  const char* after_point = nullptr;
  std::uint64_t digits = 0;  // has room for one more than are taken
  for (const char* at = text.data(); at != end; ++at) {
    const unsigned digit = static_cast<unsigned char>(*at) - unsigned{'0'};
    if (digit < 10) {
      digits = digits * 10 + digit;
    } else if (*at == '.' && after_point == nullptr) {
      after_point = at + 1;
    } else {
      return false;
    }
  }
  const bool has_point = after_point != nullptr;
  const int places = decimals - (has_point ? static_cast<int>(end - after_point) : 0);
  const int count = static_cast<int>(text.size()) - (has_point ? 1 : 0);
  if (count == 0 || places < 0 || count + places > kMostDigits) return false;
  value = static_cast<std::int64_t>(digits * kPowers[static_cast<std::size_t>(places)]);
  return true;
}

}  // namespace

Parsed<std::int64_t> parse_fixed_point(std::string_view text, int decimals, Excess excess) {
  using Result = Parsed<std::int64_t>;
  std::int64_t plain = 0;
  if (take_plainly(text, decimals, plain)) return {plain, nullptr};
  Digits digits;
  if (!take_apart(text, digits)) return Result::failure(kNoNumber);
  Gathering gathering(static_cast<std::int64_t>(digits.whole.size()) + digits.exponent + decimals);
  gathering.add(digits.whole);
  gathering.add(digits.fraction);
  gathering.fill_up();
  if (gathering.too_large()) return Result::failure(kTooLarge);
  if (gathering.left_some() && excess == Excess::refused) {
    return Result::failure("has more decimals than its unit");
  }
  const auto value = static_cast<std::int64_t>(gathering.value());
  return {digits.negative ? -value : value, nullptr};
}

void append_fixed_point(std::int64_t value, int decimals, std::string& text) {
  constexpr int kMostDigits = 20;
  check(decimals >= 0 && decimals < kMostDigits, "a number has from 0 to 19 decimals");
  auto size = static_cast<std::uint64_t>(value);
  if (value < 0) {
    text += '-';
    size = 0 - size;
  }
  std::array<char, kMostDigits> digits{};
  const auto [end, _] = std::to_chars(digits.data(), digits.data() + digits.size(), size);
  const int count = static_cast<int>(end - digits.data());
  for (int place = std::max(count, decimals + 1); place > 0; --place) {
    if (place == decimals) text += '.';
    text += place > count ? '0' : digits[static_cast<std::size_t>(count - place)];
  }
}

}  // namespace sim
