// How a step is read: as an object, or as a list of steps to be taken in parallel.
#include "models/steps/catalogue.h"

namespace sim {

void Codec<models::StepSpec>::read(models::StepSpec& step, const Value& value, Reading& reading) {
  if (value.kind() != Value::Kind::array) {
    StructCodec<models::StepSpec>::read(step, value, reading);
    return;
  }
  if (value.items().empty()) reading.complain(value, "must not be empty");
  auto& parallel = step.step.spec.emplace<models::Parallel::Spec>();
  Reading inner = reading.here();
  Codec<std::vector<models::StepSpec>>::read(parallel.parallel, value, inner);
}

Value Codec<models::StepSpec>::schema(SchemaMaker& maker) {
  Value either = Value::object();
  either["anyOf"] = Value::array();
  either["anyOf"].push_back(StructCodec<models::StepSpec>::schema(maker));
  either["anyOf"].push_back(maker.of<std::vector<models::StepSpec>>());
  return either;
}

}  // namespace sim
