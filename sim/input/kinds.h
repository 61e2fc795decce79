// Kinds<A, B, C>: the kinds of a thing that a scenario can name. The list is the whole registry:
// reading, complaints that list the known names, making, schema and documentation come from it.
//
// A kind is a class with kName, kSummary (one sentence) and `struct Spec` (what it can be told, see
// fields.h), made from its Spec and whatever the users of the catalogue pass along. To give a list
// a name in the schema: struct Balancing : sim::Kinds<...> { static constexpr ... kTypeName; };
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/schema.h"

namespace sim {

struct KindName {
  std::string_view name;
  std::string_view summary;
};

template <class... K>
struct Kinds {
  using Spec = std::variant<typename K::Spec...>;
  using Any = std::variant<K...>;

  static constexpr std::size_t kCount = sizeof...(K);

  static constexpr std::array<KindName, kCount> list() {
    return {KindName{K::kName, K::kSummary}...};
  }
  static std::string_view name_of(const Spec& spec) { return list()[spec.index()].name; }

  // True if `Demand` holds for every kind; catalogues state their concept with it.
  template <auto Demand>
  static consteval bool all() {
    return (Demand.template operator()<K>() && ...);
  }

  // Calls visit.operator()<Kind, index>() for each kind, in order.
  template <class Visit>
  static void for_each(Visit visit) {
    [&visit]<std::size_t... I>(std::index_sequence<I...>) {
      (visit.template operator()<K, I>(), ...);
    }(std::make_index_sequence<kCount>{});
  }

  // Kind{spec, args...} for the kind whose spec this is.
  template <class... Args>
  static Any make(const Spec& spec, Args&&... args) {
    return make_from<0>(spec, std::forward<Args>(args)...);
  }

 private:
  template <std::size_t I, class... Args>
  static Any make_from(const Spec& spec, Args&&... args) {
    if constexpr (I + 1 < kCount) {
      if (spec.index() != I) return make_from<I + 1>(spec, std::forward<Args>(args)...);
    }
    return Any(std::in_place_index<I>, std::get<I>(spec), std::forward<Args>(args)...);
  }
};

// One of the kinds of a list, named by value:
//   "round_robin"  |  {"ring": {"points": 160}}  |  {"exponential": "6ms"}  |  "0.4ms"
// The third is the shorthand of the kind's Spec; the last is that of the one kind in the list that
// has `static constexpr bool kBare = true`, if there is one.
template <class List>
struct OneOf {
  typename List::Spec spec{};

  OneOf() = default;
  template <class Chosen>
    requires(!std::same_as<std::remove_cvref_t<Chosen>, OneOf> &&
             std::constructible_from<typename List::Spec, Chosen>)
  OneOf(Chosen&& chosen) : spec(std::forward<Chosen>(chosen)) {}

  std::string_view kind() const { return List::name_of(spec); }
  bool operator==(const OneOf&) const = default;
};

// One of the kinds of a list, named by which member an object has, the kind's fields beside it:
//   {"call": "risk.score", "timeout": "80ms"}
// That member is a required field of the kind's Spec, called as the kind. Where a kind has a field
// called as another kind ({"lock": "account", "wait": "1s"}), the kind that knows both is meant.
// In another struct's fields, f.inlined(what) lets both share the object.
template <class List>
struct Keyed {
  typename List::Spec spec{};

  Keyed() = default;
  template <class Chosen>
    requires(!std::same_as<std::remove_cvref_t<Chosen>, Keyed> &&
             std::constructible_from<typename List::Spec, Chosen>)
  Keyed(Chosen&& chosen) : spec(std::forward<Chosen>(chosen)) {}

  std::string_view kind() const { return List::name_of(spec); }
  bool operator==(const Keyed&) const = default;
};

namespace detail {

template <class Kind>
concept BareKind = requires {
  requires bool { Kind::kBare };
};

// A kind without its type.
struct KindFacts {
  std::string_view name;
  std::string_view summary;
  bool is_bare;
  FieldNames (*fields)();
};

// Which kind a value names, and what it tells it: nothing if only the name was given. `inside` says
// that it was told under the kind's name.
struct ChosenKind {
  std::size_t index;
  const Value* told;
  bool inside;
};

// Complains if the value names no kind, or one that must be told more.
std::optional<ChosenKind> choose_kind(const Value& value, const Reading& reading,
                                      std::span<const KindFacts> kinds);

Value kind_schema(const KindFacts& kind, Value spec);
Value one_of_schema(const std::vector<std::string_view>& names, std::vector<Value> others);
std::string joined_names(std::span<const KindFacts> kinds, std::string_view between);

template <class List>
std::vector<KindFacts> facts_of() {
  std::vector<KindFacts> facts;
  List::for_each([&facts]<class Kind, std::size_t I>() {
    facts.push_back(
        {Kind::kName, Kind::kSummary, BareKind<Kind>, &names_of_fields<typename Kind::Spec>});
  });
  return facts;
}

// Makes `spec` the default Spec of the kind with this index and calls `visit` with it.
template <class List, class Visit>
void emplace_kind(typename List::Spec& spec, std::size_t index, Visit visit) {
  List::for_each([&]<class Kind, std::size_t I>() {
    if (I == index) visit(spec.template emplace<I>());
  });
}

template <class Spec>
SchemaFields schema_fields_of(SchemaMaker& maker) {
  SchemaFields fields(maker);
  Spec example{};
  if constexpr (HasFields<Spec>) example.fields(fields);
  return fields;
}

template <class Spec>
Value schema_of_spec(SchemaMaker& maker) {
  if constexpr (HasFields<Spec>) {
    return maker.of<Spec>();
  } else {
    return SchemaFields(maker).schema({}, {});
  }
}

}  // namespace detail

template <class List>
struct Codec<OneOf<List>> {
  static void read(OneOf<List>& out, const Value& value, Reading& reading) {
    const auto kinds = detail::facts_of<List>();
    const auto chosen = detail::choose_kind(value, reading, kinds);
    if (!chosen) return;
    Reading inner = chosen->inside ? reading.at(kinds[chosen->index].name) : reading.here();
    detail::emplace_kind<List>(out.spec, chosen->index, [&]<class Spec>(Spec& spec) {
      // Named alone it is told nothing, which may be too little.
      Value nothing = Value::object();
      nothing.set_position(value.position());
      read_spec(spec, chosen->told != nullptr ? *chosen->told : nothing, inner);
    });
  }

  static Value write(const OneOf<List>& one) {
    Value told = std::visit([](const auto& spec) { return write_spec(spec); }, one.spec);
    if (told.members().empty()) return Value(one.kind());
    Value object = Value::object();
    object[one.kind()] = std::move(told);
    return object;
  }

  static Value schema(SchemaMaker& maker) {
    std::vector<std::string_view> plain;
    std::vector<Value> others;
    List::for_each([&]<class Kind, std::size_t I>() {
      using Spec = typename Kind::Spec;
      const auto facts = detail::facts_of<List>()[I];
      const FieldNames names = facts.fields();
      if (names.needed().empty()) plain.push_back(Kind::kName);
      others.push_back(detail::kind_schema(facts, detail::schema_of_spec<Spec>(maker)));
      if constexpr (detail::BareKind<Kind>) {
        others.push_back(detail::schema_fields_of<Spec>(maker).field_schema(Spec::kShorthand));
      }
    });
    return detail::one_of_schema(plain, std::move(others));
  }

  static std::string type_name() {
    if constexpr (requires { List::kTypeName; }) {
      return std::string(List::kTypeName);
    } else {
      return detail::joined_names(detail::facts_of<List>(), "_or_");
    }
  }
  static std::string words() {
    return "one of: " + detail::joined_names(detail::facts_of<List>(), ", ");
  }

 private:
  template <class Spec>
  static void read_spec(Spec& spec, const Value& value, Reading& reading) {
    if constexpr (HasFields<Spec>) {
      Codec<Spec>::read(spec, value, reading);
    } else {
      Reader reader(value, reading, {});
      if (reader.readable()) reader.finish();
    }
  }
  template <class Spec>
  static Value write_spec(const Spec& spec) {
    if constexpr (HasFields<Spec>) {
      return Codec<Spec>::write(spec);
    } else {
      return Value::object();
    }
  }
};

// A struct that shares the object of the struct it is a member of.
template <class T>
struct Inlined {
  static void read(T& what, Reader& reader) { reader.fields_of(what); }
  template <class Visitor>
  static void visit(T& what, Visitor& visitor) {
    what.fields(visitor);
  }
};

template <class List>
struct Inlined<Keyed<List>> {
  static void read(Keyed<List>& keyed, Reader& reader) {
    std::vector<detail::KeyedChoice> choices;
    for (const auto& kind : detail::facts_of<List>()) choices.push_back({kind.name, kind.fields});
    if (const auto chosen = reader.choose(choices)) {
      detail::emplace_kind<List>(keyed.spec, *chosen, [&](auto& spec) { reader.fields_of(spec); });
    }
  }

  static void visit(Keyed<List>& keyed, Writer& writer) {
    std::visit([&](auto& spec) { spec.fields(writer); }, keyed.spec);
  }

  // A kind's fields are known only once the kind is.
  static void visit(Keyed<List>&, FieldNames& names) {
    for (const KindName& kind : List::list()) names.optional(kind.name, kind, {});
  }

  // All kinds, one after the other: for whoever describes what there may be.
  template <class Describer>
  static void visit(Keyed<List>&, Describer& describer) {
    List::for_each([&]<class Kind, std::size_t I>() {
      describer.begin_alternative(Kind::kName, Kind::kSummary);
      typename Kind::Spec example{};
      example.fields(describer);
    });
    describer.end_alternatives();
  }
};

template <class List>
struct Codec<Keyed<List>> {
  static void read(Keyed<List>& keyed, const Value& value, Reading& reading) {
    Reader reader(value, reading, {});
    if (!reader.readable()) return;
    reader.inlined(keyed);
    reader.finish();
  }
  static Value write(const Keyed<List>& keyed) {
    Keyed<List> copy = keyed;
    Writer writer;
    writer.inlined(copy);
    return writer.take();
  }
  static Value schema(SchemaMaker& maker) {
    SchemaFields fields(maker);
    Keyed<List> example{};
    fields.inlined(example);
    return fields.schema({}, {});
  }
  static std::string words() {
    return "one of: " + detail::joined_names(detail::facts_of<List>(), ", ");
  }
};

}  // namespace sim
