// How each type is read from JSON, written to it, described in the schema, and named in words. A
// type of one's own joins by having fields() (fields.h), by EnumNames, or by its own Codec:
//
//   template <>
//   struct sim::Codec<Step> : sim::StructCodec<Step> {           // all the rest as usual
//     static void read(Step& step, const Value& value, Reading& reading);
//   };
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/input/fields.h"
#include "sim/input/problem.h"
#include "sim/input/quantity_codec.h"
#include "sim/input/reading.h"
#include "sim/input/schema.h"
#include "sim/input/suggest.h"
#include "sim/input/value.h"

namespace sim {

// template <> struct sim::EnumNames<Order> {
//   static constexpr std::array<std::pair<Order, std::string_view>, 2> names = {...};
// };
template <class E>
struct EnumNames;

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires { EnumNames<E>::names.size(); };

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

namespace detail {

std::optional<std::int64_t> read_int64(const Value& value, const Reading& reading,
                                       std::int64_t lowest, std::int64_t highest);
std::optional<std::uint64_t> read_uint64(const Value& value, const Reading& reading,
                                         std::uint64_t highest);
Value whole_number_schema(bool is_signed);
Value list_schema(Value items);
Value tuple_schema(std::vector<Value> items);
Value map_schema(Value values);
Value choice_schema(const std::vector<std::string_view>& names);

bool is_list(const Value& value, const Reading& reading);
bool is_list_of(std::size_t size, const Value& value, const Reading& reading);
bool is_map(const Value& value, const Reading& reading);
bool is_name(const Value::Member& member, const Reading& reading);

// What kind of value a T is, for documentation.
template <class T>
std::string words_for() {
  if constexpr (requires { Codec<T>::words(); }) {
    return std::string(Codec<T>::words());
  } else {
    const std::string name = definition_name<T>();
    return name.empty() ? "object" : name;
  }
}

}  // namespace detail

template <>
struct Codec<bool> {
  static void read(bool& out, const Value& value, Reading& reading);
  static Value write(bool truth) { return Value(truth); }
  static Value schema(SchemaMaker&);
  static std::string_view words() { return "true or false"; }
};

template <>
struct Codec<double> {
  static void read(double& out, const Value& value, Reading& reading);
  static Value write(double number) { return Value(number); }
  static Value schema(SchemaMaker&);
  static std::string_view words() { return "number"; }
};

template <WholeNumber T>
struct Codec<T> {
  using Limits = std::numeric_limits<T>;
  static void read(T& out, const Value& value, Reading& reading) {
    if constexpr (std::signed_integral<T>) {
      const auto number = detail::read_int64(value, reading, Limits::min(), Limits::max());
      if (number) out = static_cast<T>(*number);
    } else {
      const auto number = detail::read_uint64(value, reading, Limits::max());
      if (number) out = static_cast<T>(*number);
    }
  }
  static Value write(T number) { return Value(number); }
  static Value schema(SchemaMaker&) { return detail::whole_number_schema(std::signed_integral<T>); }
  static std::string_view words() { return "whole number"; }
};

template <>
struct Codec<std::string> {
  static void read(std::string& out, const Value& value, Reading& reading);
  static Value write(const std::string& text) { return Value(text); }
  static Value schema(SchemaMaker&);
  static std::string_view words() { return "text"; }
};

// Whatever it is, as it is.
template <>
struct Codec<Value> {
  static void read(Value& out, const Value& value, Reading&) { out = value; }
  static Value write(const Value& value) { return value; }
  static Value schema(SchemaMaker&) { return Value::object(); }
  static std::string_view words() { return "anything"; }
};

template <NamedEnum E>
struct Codec<E> {
  static void read(E& out, const Value& value, Reading& reading) {
    if (value.is_text()) {
      for (const auto& [meaning, name] : EnumNames<E>::names) {
        if (value.text() == name) {
          out = meaning;
          return;
        }
      }
      reading.complain(value, not_known(value.text(), names()));
    } else {
      reading.complain(value, "must be one of: " + listed(names()));
    }
  }
  static Value write(const E& meant) {
    for (const auto& [meaning, name] : EnumNames<E>::names) {
      if (meaning == meant) return Value(name);
    }
    return Value();
  }
  static Value schema(SchemaMaker&) { return detail::choice_schema(names()); }
  static std::string words() { return "one of: " + listed(names()); }

 private:
  static std::vector<std::string_view> names() {
    std::vector<std::string_view> all;
    for (const auto& [_, name] : EnumNames<E>::names) all.push_back(name);
    return all;
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static void read(std::optional<T>& out, const Value& value, Reading& reading) {
    if (!out.has_value()) out.emplace();
    Codec<T>::read(*out, value, reading);
  }
  static Value write(const std::optional<T>& member) {
    return member.has_value() ? Codec<T>::write(*member) : Value();
  }
  static Value schema(SchemaMaker& maker) { return maker.of<T>(); }
  static std::string words() { return detail::words_for<T>(); }
};

template <class T>
struct Codec<Located<T>> {
  static void read(Located<T>& out, const Value& value, Reading& reading) {
    Codec<T>::read(out.value, value, reading);
    out.position = value.position();
    out.pointer = reading.pointer();
  }
  static Value write(const Located<T>& located) { return Codec<T>::write(located.value); }
  static Value schema(SchemaMaker& maker) { return maker.of<T>(); }
  static std::string words() { return detail::words_for<T>(); }
};

template <class T>
struct Codec<std::vector<T>> {
  static void read(std::vector<T>& out, const Value& value, Reading& reading) {
    if (!detail::is_list(value, reading)) return;
    out.clear();
    out.reserve(value.items().size());
    for (const Value& item : value.items()) {
      Reading inner = reading.at(out.size());
      T one{};
      Codec<T>::read(one, item, inner);
      out.push_back(std::move(one));
    }
  }
  static Value write(const std::vector<T>& list) {
    Value items = Value::array();
    for (const T& item : list) items.push_back(Codec<T>::write(item));
    return items;
  }
  static Value schema(SchemaMaker& maker) { return detail::list_schema(maker.of<T>()); }
  static std::string words() { return "list of " + detail::words_for<T>(); }
};

// An object whose names are free, but names: letters, digits, '_', '-', first a letter or '_'.
template <class T>
struct Codec<std::map<std::string, T>> {
  static void read(std::map<std::string, T>& out, const Value& value, Reading& reading) {
    if (!detail::is_map(value, reading)) return;
    out.clear();
    for (const Value::Member& member : value.members()) {
      if (!detail::is_name(member, reading)) continue;
      Reading inner = reading.at(member.name);
      Codec<T>::read(out[member.name], member.value, inner);
    }
  }
  static Value write(const std::map<std::string, T>& map) {
    Value object = Value::object();
    for (const auto& [name, value] : map) object[name] = Codec<T>::write(value);
    return object;
  }
  static Value schema(SchemaMaker& maker) { return detail::map_schema(maker.of<T>()); }
  static std::string words() { return "names, each with " + detail::words_for<T>(); }
};

template <class A, class B>
struct Codec<std::pair<A, B>> {
  static void read(std::pair<A, B>& out, const Value& value, Reading& reading) {
    if (!detail::is_list_of(2, value, reading)) return;
    Reading first = reading.at(std::size_t{0});
    Codec<A>::read(out.first, value.items()[0], first);
    Reading second = reading.at(std::size_t{1});
    Codec<B>::read(out.second, value.items()[1], second);
  }
  static Value write(const std::pair<A, B>& both) {
    Value items = Value::array();
    items.push_back(Codec<A>::write(both.first));
    items.push_back(Codec<B>::write(both.second));
    return items;
  }
  static Value schema(SchemaMaker& maker) {
    return detail::tuple_schema({maker.of<A>(), maker.of<B>()});
  }
  static std::string words() {
    return "[" + detail::words_for<A>() + ", " + detail::words_for<B>() + "]";
  }
};

template <class T, std::size_t N>
struct Codec<std::array<T, N>> {
  static void read(std::array<T, N>& out, const Value& value, Reading& reading) {
    if (!detail::is_list_of(N, value, reading)) return;
    for (std::size_t i = 0; i < N; ++i) {
      Reading inner = reading.at(i);
      Codec<T>::read(out[i], value.items()[i], inner);
    }
  }
  static Value write(const std::array<T, N>& list) {
    Value items = Value::array();
    for (const T& item : list) items.push_back(Codec<T>::write(item));
    return items;
  }
  static Value schema(SchemaMaker& maker) {
    return detail::tuple_schema(std::vector<Value>(N, maker.of<T>()));
  }
  static std::string words() {
    return "list of " + std::to_string(N) + " times " + detail::words_for<T>();
  }
};

// What a struct with fields() does; a Codec of one's own can inherit it and change parts.
template <class T>
struct StructCodec {
  static void read(T& out, const Value& value, Reading& reading) {
    Reader reader(value, reading, detail::shorthand_of<T>());
    if (!reader.readable()) return;
    out.fields(reader);
    reader.finish();
    if constexpr (HasVerify<T>) {
      if (!reader.troubled()) reader.verify(out);
    }
  }
  static Value write(const T& told) {
    T copy = told;  // fields() serves readers too, and so is not const
    Writer writer;
    copy.fields(writer);
    return writer.take();
  }
  static Value schema(SchemaMaker& maker) {
    SchemaFields fields(maker);
    T example{};
    example.fields(fields);
    return fields.schema(detail::shorthand_of<T>(), summary());
  }

 private:
  static constexpr std::string_view summary() {
    if constexpr (requires { T::kSummary; }) {
      return T::kSummary;
    } else {
      return {};
    }
  }
};

template <HasFields T>
struct Codec<T> : StructCodec<T> {};

// Nothing if there is any problem, also one from before.
template <class T>
std::optional<T> read(const Value& value, const Files& files, Problems& problems) {
  problems.know(files);
  std::optional<T> out(std::in_place);
  Reading reading(problems);
  Codec<T>::read(*out, value, reading);
  if (!problems.empty()) out.reset();
  return out;
}

template <class T>
Value write(const T& told) {
  return Codec<T>::write(told);
}

}  // namespace sim
