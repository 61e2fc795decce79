// The JSON Schema (draft-07) made from the definitions that read the scenario.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/fields.h"
#include "sim/input/limits.h"
#include "sim/input/value.h"

namespace sim {

class SchemaMaker;

namespace detail {

// Its address stands for the type.
template <class T>
struct TypeTag {
  static constexpr char kTag = 0;
};

// The name of a type's definition; empty for one that is written out wherever it is used.
template <class T>
std::string definition_name() {
  if constexpr (requires { T::kTypeName; }) {
    return std::string(T::kTypeName);
  } else if constexpr (requires { Codec<T>::kTypeName; }) {
    return std::string(Codec<T>::kTypeName);
  } else if constexpr (requires { Codec<T>::type_name(); }) {
    return Codec<T>::type_name();
  } else {
    return {};
  }
}

}  // namespace detail

// Gathers the definitions that schemas refer to.
class SchemaMaker {
 public:
  // The schema of T, or a reference to it if it has a name. Two types of one name are a bug, except
  // that lists of kinds without a kTypeName are told apart by a number.
  template <class T>
  Value of() {
    const std::string name = detail::definition_name<T>();
    if (name.empty()) return Codec<T>::schema(*this);
    constexpr bool kNamedByHand = !requires { Codec<T>::type_name(); };
    return reference(name, &detail::TypeTag<T>::kTag, kNamedByHand, &Codec<T>::schema);
  }

  // An object of name to schema.
  Value definitions() const;

 private:
  struct Definition {
    const char* type = nullptr;
    Value schema{};
  };
  Value reference(std::string name, const char* type, bool named_by_hand,
                  Value (*schema)(SchemaMaker&));

  std::map<std::string, Definition> definitions_;
};

// Makes the schema of one object from its fields.
class SchemaFields {
 public:
  explicit SchemaFields(SchemaMaker& maker) : maker_(maker) {}

  template <class T, class... Limits>
  void required(std::string_view name, const T&, std::string_view doc, Limits... limits) {
    add(name, field<T>(doc, std::nullopt, limits...), true);
  }
  template <class T, class... Limits>
  void optional(std::string_view name, const T& member, std::string_view doc, Limits... limits) {
    std::optional<Value> unless_given;
    if constexpr (!detail::IsOptional<T>::value) unless_given = Codec<T>::write(member);
    add(name, field<T>(doc, std::move(unless_given), limits...), false);
  }
  template <class What>
  void inlined(What& what) {
    Inlined<What>::visit(what, *this);
  }

  // Fields added between these belong to one alternative of several.
  void begin_alternative(std::string_view name, std::string_view summary);
  void end_alternatives() { in_alternative_ = false; }

  // `shorthand` and `summary` may be empty.
  Value schema(std::string_view shorthand, std::string_view summary) const;
  Value field_schema(std::string_view name) const;

 private:
  struct Field {
    std::string name;
    Value schema;
    bool required;
  };
  struct Alternative {
    std::string summary;
    std::vector<Field> fields;
  };

  template <class T, class... Limits>
  Value field(std::string_view doc, std::optional<Value> unless_given, const Limits&... limits) {
    std::vector<detail::LimitFact> facts;
    (detail::add_facts<T>(limits, facts), ...);
    return described(maker_.of<T>(), doc, std::move(unless_given), facts);
  }
  static Value described(Value schema, std::string_view doc, std::optional<Value> unless_given,
                         const std::vector<detail::LimitFact>& facts);
  void add(std::string_view name, Value schema, bool required);
  Value object_schema(const Alternative* alternative) const;

  SchemaMaker& maker_;
  std::vector<Field> fields_;
  std::vector<Alternative> alternatives_;
  bool in_alternative_ = false;
};

namespace detail {

// The whole schema file around the schema of the outermost object.
Value schema_document(std::string_view title, std::string_view id, Value body, Value definitions);

}  // namespace detail

// The JSON Schema of files that hold a T. Such a file may also say "$schema", and "extends": then
// it is a patch, of which only the names of the outermost fields are checked.
template <class T>
Value schema(std::string_view title, std::string_view id) {
  SchemaMaker maker;
  Value body = Codec<T>::schema(maker);
  return detail::schema_document(title, id, std::move(body), maker.definitions());
}

}  // namespace sim
