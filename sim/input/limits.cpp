#include "sim/input/limits.h"

namespace sim::detail {

namespace {

std::string_view relation_in_words(Relation relation) {
  switch (relation) {
    case Relation::at_least:
      return "at least ";
    case Relation::at_most:
      return "at most ";
    case Relation::above:
      return "above ";
    case Relation::below:
      return "below ";
  }
  return "";
}

bool means_not_empty(Relation relation, const std::string& bound, bool is_size) {
  return is_size && relation == Relation::at_least && bound == "1";
}

}  // namespace

std::string limit_in_words(Relation relation, const std::string& bound, bool is_size) {
  if (means_not_empty(relation, bound, is_size)) return "Not empty";
  std::string words(relation_in_words(relation));
  words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words + bound + (is_size ? " long" : "");
}

std::string broken_limit(Relation relation, const std::string& bound, const std::string& actual,
                         bool is_size) {
  if (means_not_empty(relation, bound, is_size)) return "must not be empty";
  const std::string limit = std::string(relation_in_words(relation)) + bound;
  if (is_size) return "must be " + limit + " long, is " + actual;
  return "must be " + limit + ", is " + actual;
}

std::string doc_with_limits(std::string_view doc, const std::vector<LimitFact>& facts) {
  std::string text(doc);
  for (const LimitFact& fact : facts) text += " " + fact.words + ".";
  return text;
}

std::string schema_keyword(Relation relation, Measured measured) {
  if (measured == Measured::quantity) return {};
  if (measured == Measured::number) {
    switch (relation) {
      case Relation::at_least:
        return "minimum";
      case Relation::at_most:
        return "maximum";
      case Relation::above:
        return "exclusiveMinimum";
      case Relation::below:
        return "exclusiveMaximum";
    }
  }
  if (relation == Relation::above || relation == Relation::below) return {};
  const std::string end = relation == Relation::at_least ? "min" : "max";
  if (measured == Measured::text) return end + "Length";
  return end + (measured == Measured::map ? "Properties" : "Items");
}

}  // namespace sim::detail
