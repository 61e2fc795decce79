#include "models/arrivals/rates.h"

#include <utility>
#include <vector>

namespace models {

RateCurve RateOverTime::curve() const {
  return std::visit([](const auto& kind) { return kind.curve(); }, Rates::make(chosen.spec));
}

}  // namespace models

namespace sim {

using Chosen = OneOf<models::Rates>;

void Codec<models::RateOverTime>::read(models::RateOverTime& out, const Value& value,
                                       Reading& reading) {
  if (!value.is_array()) return Codec<Chosen>::read(out.chosen, value, reading);
  auto& profile = out.chosen.spec.emplace<models::Profile::Spec>();
  Codec<models::Profile::Spec>::read(profile, value, reading);
}

Value Codec<models::RateOverTime>::write(const models::RateOverTime& rate) {
  return Codec<Chosen>::write(rate.chosen);
}

Value Codec<models::RateOverTime>::schema(SchemaMaker& maker) {
  using Points = decltype(models::Profile::Spec::points);
  return detail::one_of_schema({}, {maker.of<Chosen>(), maker.of<Points>()});
}

}  // namespace sim
