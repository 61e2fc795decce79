#include "models/flows/slice.h"

namespace models {

void Slice::begin(sim::Instant due) {
  book_.begin(due);
}

void Slice::end(sim::Instant due, const PaymentEnd& ended) {
  book_.end(due, ended);
}

void Slice::finish(sim::Instant end) {
  book_.finish(end);
  measured_.time = clock_.lasted(end);
}

}  // namespace models
