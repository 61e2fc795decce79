#include "sim/input/schema.h"

#include <algorithm>

#include "sim/kernel/check.h"

namespace sim {

namespace {

// In draft-07 whatever stands beside a "$ref" is ignored.
Value beside_reference(Value schema) {
  if (schema.find("$ref") == nullptr) return schema;
  Value all = Value::object();
  all["allOf"].push_back(std::move(schema));
  return all;
}

bool is_closed_object(const Value& schema) {
  return schema.find("properties") != nullptr;
}

// The outermost object may say more than its own fields.
void allow_remarks(Value& schema) {
  if (is_closed_object(schema)) {
    schema["properties"]["$schema"]["type"] = Value("string");
    schema["properties"]["//"] = Value::object();
  }
  if (Value* const alternatives = schema.find("anyOf")) {
    for (Value& alternative : alternatives->items()) allow_remarks(alternative);
  }
}

void add_names(const Value& schema, Value& names) {
  if (const Value* const fields = schema.find("properties")) {
    for (const Value::Member& field : fields->members()) names[field.name] = Value(true);
  }
  if (const Value* const alternatives = schema.find("anyOf")) {
    for (const Value& alternative : alternatives->items()) add_names(alternative, names);
  }
}

Value extension_schema(const Value& body) {
  Value names = Value::object();
  names["extends"]["type"] = Value("string");
  names["extends"]["description"] =
      Value("Another scenario, relative to this file, of which this one changes parts.");
  add_names(body, names);
  Value schema = Value::object();
  schema["properties"] = std::move(names);
  schema["additionalProperties"] = Value(false);
  return schema;
}

}  // namespace

Value SchemaMaker::definitions() const {
  Value all = Value::object();
  for (const auto& [name, definition] : definitions_) all[name] = definition.schema;
  return all;
}

Value SchemaMaker::reference(std::string name, const char* type, bool named_by_hand,
                             Value (*schema)(SchemaMaker&)) {
  const std::string wanted = name;
  for (int number = 2; definitions_.contains(name) && definitions_[name].type != type; ++number) {
    check(!named_by_hand, "types of different meaning have different names in the schema");
    name = wanted + "_" + std::to_string(number);
  }
  if (!definitions_.contains(name)) {
    definitions_[name].type = type;  // first, so that a type that contains itself ends here
    Value made = schema(*this);
    definitions_[name].schema = std::move(made);
  }
  Value reference = Value::object();
  reference["$ref"] = Value("#/definitions/" + name);
  return reference;
}

Value SchemaFields::described(Value schema, std::string_view doc, std::optional<Value> unless_given,
                              const std::vector<detail::LimitFact>& facts) {
  Value described = beside_reference(std::move(schema));
  std::string words(doc);
  for (const detail::LimitFact& fact : facts) {
    if (fact.keyword.empty()) {
      words += " " + fact.words + ".";
    } else {
      described[fact.keyword] = fact.bound;
    }
  }
  if (!words.empty()) described["description"] = Value(words);
  if (unless_given) described["default"] = std::move(*unless_given);
  return described;
}

void SchemaFields::add(std::string_view name, Value schema, bool required) {
  auto& fields = in_alternative_ ? alternatives_.back().fields : fields_;
  fields.push_back({std::string(name), std::move(schema), required});
}

void SchemaFields::begin_alternative(std::string_view, std::string_view summary) {
  alternatives_.push_back({std::string(summary), {}});
  in_alternative_ = true;
}

Value SchemaFields::object_schema(const Alternative* alternative) const {
  Value schema = Value::object();
  schema["type"] = Value("object");
  if (alternative != nullptr) schema["description"] = Value(alternative->summary);
  schema["properties"] = Value::object();
  Value required = Value::array();
  const auto describe = [&](const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      schema["properties"][field.name] = field.schema;
      if (field.required) required.push_back(Value(field.name));
    }
  };
  if (alternative != nullptr) describe(alternative->fields);
  describe(fields_);
  if (!required.items().empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = Value(false);
  return schema;
}

Value SchemaFields::schema(std::string_view shorthand, std::string_view summary) const {
  std::vector<Value> forms;
  if (alternatives_.empty()) forms.push_back(object_schema(nullptr));
  for (const Alternative& alternative : alternatives_) {
    forms.push_back(object_schema(&alternative));
  }
  if (!shorthand.empty()) forms.push_back(field_schema(shorthand));

  Value whole = Value::object();
  if (forms.size() == 1) {
    whole = std::move(forms.front());
  } else {
    whole["anyOf"] = Value::array();
    for (Value& form : forms) whole["anyOf"].push_back(std::move(form));
  }
  if (!summary.empty()) whole["description"] = Value(summary);
  return whole;
}

Value SchemaFields::field_schema(std::string_view name) const {
  const auto found = std::ranges::find(fields_, name, &Field::name);
  check(found != fields_.end(), "a shorthand is one of the fields");
  return found->schema;
}

namespace detail {

Value schema_document(std::string_view title, std::string_view id, Value body, Value definitions) {
  Value whole = Value::object();
  whole["$schema"] = Value("http://json-schema.org/draft-07/schema#");
  whole["$id"] = Value(id);
  whole["title"] = Value(title);
  whole["type"] = Value("object");
  allow_remarks(body);
  whole["if"]["required"].push_back(Value("extends"));
  whole["then"] = extension_schema(body);
  whole["else"] = std::move(body);
  whole["definitions"] = std::move(definitions);
  return whole;
}

}  // namespace detail

}  // namespace sim
