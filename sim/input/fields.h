// How a struct says what it can be told: one member template `fields` names each field once, and
// serves whoever asks: the Reader that fills the struct, the Writer that writes it out with all
// defaults, and the makers of the JSON Schema and of the documentation.
//
//   struct Health {
//     sim::Duration interval = 2s;
//     std::optional<sim::Duration> timeout;                       // absent: does not exist
//     void fields(auto& f) {
//       f.optional("interval", interval, "Time between two checks of a node.", sim::Above{0s});
//       f.optional("timeout", timeout, "How long to wait for the answer to a check.");
//     }
//     void verify(sim::Complaints& complaints) const;             // may be left out
//   };
//
// kShorthand (a field's name): a value that is not an object is read as that field alone.
// kTypeName: the name of its definition in the schema; needed by a struct that contains itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/input/limits.h"
#include "sim/input/reading.h"
#include "sim/input/value.h"

namespace sim {

// How a type is read from JSON, written to it, and described; see codec.h.
template <class T>
struct Codec;

// How something shares the object of the struct it is a member of; see kinds.h.
template <class T>
struct Inlined;

// Collects the names of a struct's fields.
class FieldNames {
 public:
  template <class T, class... Limits>
  void required(std::string_view name, const T&, std::string_view, Limits...) {
    all_.push_back(name);
    required_.push_back(name);
  }
  template <class T, class... Limits>
  void optional(std::string_view name, const T&, std::string_view, Limits...) {
    all_.push_back(name);
  }
  template <class What>
  void inlined(What& what) {
    Inlined<What>::visit(what, *this);
  }

  const std::vector<std::string_view>& all() const { return all_; }
  const std::vector<std::string_view>& needed() const { return required_; }

 private:
  std::vector<std::string_view> all_;
  std::vector<std::string_view> required_;
};

template <class T>
concept HasFields = requires(T& told, FieldNames& names) { told.fields(names); };

// Takes the complaints of a struct's verify(), which is called when the struct was read without a
// problem so far.
class Complaints {
 public:
  Complaints(const Value& value, const Reading& reading) : value_(value), reading_(reading) {}

  // Stands where the field was given, or where its object begins if it was not.
  void about(std::string_view field, std::string what);
  void here(std::string what) { reading_.complain(value_, std::move(what)); }

 private:
  const Value& value_;
  const Reading& reading_;
};

template <class T>
concept HasVerify = requires(const T& told, Complaints& complaints) { told.verify(complaints); };

namespace detail {

template <class T>
constexpr std::string_view shorthand_of() {
  if constexpr (requires { T::kShorthand; }) {
    return T::kShorthand;
  } else {
    return {};
  }
}

template <class T>
FieldNames names_of_fields() {
  FieldNames names;
  T example{};
  if constexpr (HasFields<T>) example.fields(names);
  return names;
}

// A kind that an object may name by having a member called so.
struct KeyedChoice {
  std::string_view name;
  FieldNames (*fields)();
};

}  // namespace detail

// Fills a struct from a JSON object. Remembers which fields were asked for: all others are
// problems.
class Reader {
 public:
  // A value that is no object is a problem, unless there is a shorthand.
  Reader(const Value& value, const Reading& reading, std::string_view shorthand);

  // False if there is nothing to read fields from; that has been complained about.
  bool readable() const { return object_ != nullptr || bare_ != nullptr; }

  template <class T, class... Limits>
  void required(std::string_view name, T& member, std::string_view doc, Limits... limits) {
    if (const Value* given = take(name)) {
      read_into(name, member, *given, limits...);
    } else {
      complain_missing(name, doc);
    }
  }

  // Left as it is when not given.
  template <class T, class... Limits>
  void optional(std::string_view name, T& member, std::string_view, Limits... limits) {
    if (const Value* given = take(name)) read_into(name, member, *given, limits...);
  }

  // `what` takes its fields from the same object.
  template <class What>
  void inlined(What& what) {
    Inlined<What>::read(what, *this);
  }

  // Fields of a further struct from the same object, verified if nothing was wrong so far.
  template <class T>
  void fields_of(T& told) {
    if constexpr (HasFields<T>) told.fields(*this);
    if constexpr (HasVerify<T>) {
      if (!troubled()) verify(told);
    }
  }
  template <class T>
  void verify(const T& told) {
    Complaints complaints(value_, reading_);
    told.verify(complaints);
  }

  // Which of `choices` the object names by one of its members; complains if none or several.
  std::optional<std::size_t> choose(std::span<const detail::KeyedChoice> choices);

  // Complains about members that nobody asked for. Call once, at the end.
  void finish();

  // True if there were problems since this reader was made.
  bool troubled() const { return reading_.problems().count() != problems_before_; }

 private:
  const Value* take(std::string_view name);
  void complain_missing(std::string_view name, std::string_view doc);
  void complain_unknown(const Value::Member& member, bool& is_kind);

  template <class T, class... Limits>
  void read_into(std::string_view name, T& member, const Value& given, const Limits&... limits) {
    Reading inner = bare_ != nullptr ? reading_.here() : reading_.at(name);
    [[maybe_unused]] const std::size_t before = reading_.problems().count();
    Codec<T>::read(member, given, inner);
    if constexpr (sizeof...(Limits) > 0) {
      if (reading_.problems().count() != before) return;
      (complain_if_any(given, inner, detail::complaint_of(member, limits)), ...);
    }
  }
  static void complain_if_any(const Value& given, const Reading& at, std::string complaint) {
    if (!complaint.empty()) at.complain(given, std::move(complaint));
  }

  const Value& value_;
  const Reading& reading_;
  std::size_t problems_before_;
  const Value* object_ = nullptr;
  const Value* bare_ = nullptr;
  std::string_view shorthand_;
  std::vector<std::string_view> known_;
  std::vector<std::string_view> kinds_wanted_;
};

// Writes a struct as a JSON object with every field, given or not; absent optionals are left out.
class Writer {
 public:
  template <class T, class... Limits>
  void required(std::string_view name, const T& member, std::string_view, Limits...) {
    if constexpr (detail::IsOptional<T>::value) {
      if (!member.has_value()) return;
    }
    object_[name] = Codec<T>::write(member);
  }
  template <class T, class... Limits>
  void optional(std::string_view name, const T& member, std::string_view doc, Limits... limits) {
    required(name, member, doc, limits...);
  }
  template <class What>
  void inlined(What& what) {
    Inlined<What>::visit(what, *this);
  }

  Value take() { return std::move(object_); }

 private:
  Value object_ = Value::object();
};

}  // namespace sim
