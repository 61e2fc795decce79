// What a field's value must keep to. A limit says so itself, to whom it may concern: the reader,
// who complains, and the schema.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/input/problem.h"
#include "sim/input/quantity.h"
#include "sim/input/value.h"

namespace sim {

namespace detail {
enum class Relation { at_least, at_most, above, below };
}  // namespace detail

// For numbers and quantities their value, for texts, lists and maps how long they are; for Money
// the amount in the smallest unit.
template <class T>
struct AtLeast {
  static constexpr auto kRelation = detail::Relation::at_least;
  T bound;
};
template <class T>
struct AtMost {
  static constexpr auto kRelation = detail::Relation::at_most;
  T bound;
};
template <class T>
struct Above {
  static constexpr auto kRelation = detail::Relation::above;
  T bound;
};
template <class T>
struct Below {
  static constexpr auto kRelation = detail::Relation::below;
  T bound;
};
// Both ends allowed.
template <class T>
struct Between {
  T lowest;
  T highest;
};
struct NotEmpty {};
struct SizeAtMost {
  std::int64_t most;
};

template <class T>
AtLeast(T) -> AtLeast<T>;
template <class T>
AtMost(T) -> AtMost<T>;
template <class T>
Above(T) -> Above<T>;
template <class T>
Below(T) -> Below<T>;
template <class T>
Between(T, T) -> Between<T>;

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsLocated : std::false_type {};
template <class T>
struct IsLocated<Located<T>> : std::true_type {};

template <class T>
concept Sized = requires(const T& value) { value.size(); };
template <class T>
concept WithMembers = requires { typename T::mapped_type; };

// What a limit compares of a value.
template <class T>
constexpr auto measured(const T& value) {
  if constexpr (IsLocated<T>::value) {
    return measured(value.value);
  } else if constexpr (std::same_as<T, Money>) {
    return value.minor;
  } else if constexpr (std::same_as<T, MoneyRate>) {
    return value.minor_per_hour;
  } else if constexpr (Sized<T>) {
    return static_cast<std::int64_t>(value.size());
  } else {
    return value;
  }
}

template <class T>
constexpr bool is_measured_by_size() {
  if constexpr (IsLocated<T>::value) {
    return is_measured_by_size<decltype(T::value)>();
  } else {
    return Sized<T>;
  }
}

// A limit's bound in the type that is compared: Above{0s} for nanoseconds, Above{0} for a double.
template <class Measure, class Bound>
constexpr Measure bound_as(const Bound& bound) {
  if constexpr (std::same_as<Measure, Bound> || std::same_as<Measure, Duration>) {
    return Measure{bound};
  } else if constexpr (std::same_as<Measure, Bytes>) {
    return Bytes{static_cast<std::int64_t>(bound)};
  } else if constexpr (std::is_arithmetic_v<Measure>) {
    static_assert(std::integral<Bound> || !std::integral<Measure>,
                  "a whole number is limited by a whole number");
    return static_cast<Measure>(bound);
  } else {
    return Measure{static_cast<double>(bound)};
  }
}

template <class Measure>
constexpr bool holds(Relation relation, const Measure& value, const Measure& bound) {
  switch (relation) {
    case Relation::at_least:
      return value >= bound;
    case Relation::at_most:
      return value <= bound;
    case Relation::above:
      return value > bound;
    case Relation::below:
      return value < bound;
  }
  return false;
}

template <class Measure>
std::string amount_in_words(const Measure& amount) {
  if constexpr (std::is_arithmetic_v<Measure>) {
    const Value number(amount);
    return number.is_number() ? number.literal() : "not a number";
  } else {
    return print(amount);
  }
}

// "at least 1", "at least 1 long".
std::string limit_in_words(Relation relation, const std::string& bound, bool is_size);
std::string broken_limit(Relation relation, const std::string& bound, const std::string& actual,
                         bool is_size);

// One limit as JSON Schema says it; no keyword where JSON Schema cannot.
struct LimitFact {
  std::string keyword{};
  Value bound{};
  std::string words{};
};

// "Time between two checks. Above 0s."
std::string doc_with_limits(std::string_view doc, const std::vector<LimitFact>& facts);

enum class Measured { number, text, list, map, quantity };
std::string schema_keyword(Relation relation, Measured measured);

template <class T>
constexpr Measured measured_as() {
  if constexpr (IsLocated<T>::value) {
    return measured_as<decltype(T::value)>();
  } else if constexpr (WithMembers<T>) {
    return Measured::map;
  } else if constexpr (std::same_as<T, std::string>) {
    return Measured::text;
  } else if constexpr (Sized<T>) {
    return Measured::list;
  } else if constexpr (std::is_arithmetic_v<T>) {
    return Measured::number;
  } else {
    return Measured::quantity;
  }
}

// Calls `visit` with each simple limit (one relation, one bound) that `limit` stands for.
template <class Limit, class Visit>
void for_each_relation(const Limit& limit, Visit visit) {
  if constexpr (std::same_as<Limit, NotEmpty>) {
    visit(AtLeast<std::int64_t>{1});
  } else if constexpr (std::same_as<Limit, SizeAtMost>) {
    visit(AtMost<std::int64_t>{limit.most});
  } else if constexpr (requires { limit.lowest; }) {
    visit(AtLeast{limit.lowest});
    visit(AtMost{limit.highest});
  } else {
    visit(limit);
  }
}

// What is wrong with `value`; empty if it keeps to the limit. An absent value keeps to all.
template <class T, class Limit>
std::string complaint_of(const T& value, const Limit& limit) {
  std::string complaint;
  if constexpr (IsOptional<T>::value) {
    if (value.has_value()) complaint = complaint_of(*value, limit);
  } else {
    for_each_relation(limit, [&](const auto& simple) {
      const auto measure = measured(value);
      const auto bound = bound_as<std::remove_const_t<decltype(measure)>>(simple.bound);
      if (!complaint.empty() || holds(simple.kRelation, measure, bound)) return;
      complaint = broken_limit(simple.kRelation, amount_in_words(bound), amount_in_words(measure),
                               is_measured_by_size<T>());
    });
  }
  return complaint;
}

template <class T, class Limit>
void add_facts(const Limit& limit, std::vector<LimitFact>& facts) {
  if constexpr (IsOptional<T>::value) {
    add_facts<typename T::value_type>(limit, facts);
  } else {
    for_each_relation(limit, [&](const auto& simple) {
      using Measure = decltype(measured(std::declval<const T&>()));
      const auto bound = bound_as<Measure>(simple.bound);
      LimitFact fact;
      fact.keyword = schema_keyword(simple.kRelation, measured_as<T>());
      if constexpr (std::is_arithmetic_v<Measure>) fact.bound = Value(bound);
      fact.words =
          limit_in_words(simple.kRelation, amount_in_words(bound), is_measured_by_size<T>());
      facts.push_back(std::move(fact));
    });
  }
}

}  // namespace detail

}  // namespace sim
