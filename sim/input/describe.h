// What a struct can be told, as a table for people: the same definitions once more.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/json.h"
#include "sim/input/kinds.h"

namespace sim {

struct FieldDoc {
  std::string name;
  std::string type;            // "duration", "list of text", "one of: fifo, lifo"
  std::string unless_given{};  // as JSON; empty if required, or if absent means there is none
  std::string doc;             // with its limits: "... Above 0s."
  bool required = false;
  std::string kind{};  // the kind this field belongs to, if only one has it
};

// Collects a FieldDoc for each field.
class FieldDocs {
 public:
  template <class T, class... Limits>
  void required(std::string_view name, const T&, std::string_view doc, Limits... limits) {
    add<T>(name, doc, limits...).required = true;
  }
  template <class T, class... Limits>
  void optional(std::string_view name, const T& member, std::string_view doc, Limits... limits) {
    FieldDoc& field = add<T>(name, doc, limits...);
    if constexpr (!detail::IsOptional<T>::value) {
      field.unless_given = to_json(Codec<T>::write(member), 0);
    }
  }
  template <class What>
  void inlined(What& what) {
    Inlined<What>::visit(what, *this);
  }
  void begin_alternative(std::string_view name, std::string_view) { kind_ = name; }
  void end_alternatives() { kind_.clear(); }

  std::vector<FieldDoc> take() { return std::move(docs_); }

 private:
  template <class T, class... Limits>
  FieldDoc& add(std::string_view name, std::string_view doc, const Limits&... limits) {
    std::vector<detail::LimitFact> facts;
    (detail::add_facts<T>(limits, facts), ...);
    docs_.push_back({.name = std::string(name),
                     .type = detail::words_for<T>(),
                     .doc = detail::doc_with_limits(doc, facts),
                     .kind = kind_});
    return docs_.back();
  }

  std::vector<FieldDoc> docs_;
  std::string kind_;
};

// The fields of T in order; those of the kinds it may be told in the same object follow one
// another.
template <class T>
std::vector<FieldDoc> describe() {
  FieldDocs docs;
  T example{};
  if constexpr (HasFields<T>) example.fields(docs);
  return docs.take();
}

}  // namespace sim
