// How quantities are read, written and described; part of codec.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sim/input/fields.h"
#include "sim/input/quantity.h"
#include "sim/input/reading.h"
#include "sim/input/schema.h"
#include "sim/input/value.h"

namespace sim {

namespace detail {

// The text of a quantity; of a number too, so that the complaint can say how it would be right.
const std::string* quantity_text(const Value& value, const Reading& reading,
                                 std::string_view example);
Value text_schema(std::string_view pattern, std::string_view description, std::string_view example);

template <class T, auto Parse>
struct QuantityCodec {
  static void read(T& out, const Value& value, Reading& reading) {
    const std::string* text = quantity_text(value, reading, Codec<T>::kExample);
    if (text == nullptr) return;
    auto parsed = Parse(*text);
    if (parsed) {
      out = std::move(*parsed.value);
    } else {
      reading.complain(value, std::move(parsed.complaint));
    }
  }
  static Value write(const T& quantity) { return Value(print(quantity)); }
  static std::string_view words() { return Codec<T>::kWords; }
};

inline ParsedQuantity<Duration> parse_plain_duration(std::string_view text) {
  return parse_duration(text);
}

}  // namespace detail

template <>
struct Codec<Duration> : detail::QuantityCodec<Duration, detail::parse_plain_duration> {
  static constexpr std::string_view kTypeName = "Duration";
  static constexpr std::string_view kWords = "duration";
  static constexpr std::string_view kExample = "250ms";
  static Value schema(SchemaMaker&);
};
template <>
struct Codec<Rate> : detail::QuantityCodec<Rate, parse_rate> {
  static constexpr std::string_view kTypeName = "Rate";
  static constexpr std::string_view kWords = "rate";
  static constexpr std::string_view kExample = "5000/s";
  static Value schema(SchemaMaker&);
};
template <>
struct Codec<Fraction> : detail::QuantityCodec<Fraction, parse_fraction> {
  static constexpr std::string_view kTypeName = "Fraction";
  static constexpr std::string_view kWords = "percentage";
  static constexpr std::string_view kExample = "12%";
  static Value schema(SchemaMaker&);
};
template <>
struct Codec<Bytes> : detail::QuantityCodec<Bytes, parse_bytes> {
  static constexpr std::string_view kTypeName = "Bytes";
  static constexpr std::string_view kWords = "bytes";
  static constexpr std::string_view kExample = "3TB";
  static Value schema(SchemaMaker&);
};
template <>
struct Codec<ByteRate> : detail::QuantityCodec<ByteRate, parse_byte_rate> {
  static constexpr std::string_view kTypeName = "ByteRate";
  static constexpr std::string_view kWords = "bytes per second";
  static constexpr std::string_view kExample = "150MB/s";
  static Value schema(SchemaMaker&);
};
template <>
struct Codec<Money> : detail::QuantityCodec<Money, parse_money> {
  static constexpr std::string_view kTypeName = "Money";
  static constexpr std::string_view kWords = "money";
  static constexpr std::string_view kExample = "25 EUR";
  static Value schema(SchemaMaker&);
};
template <>
struct Codec<MoneyRate> : detail::QuantityCodec<MoneyRate, parse_money_rate> {
  static constexpr std::string_view kTypeName = "MoneyRate";
  static constexpr std::string_view kWords = "money over time";
  static constexpr std::string_view kExample = "0.40 EUR/h";
  static Value schema(SchemaMaker&);
};

}  // namespace sim
