// What of a lock service can only be judged as a whole.
#include "models/locks/lock_spec.h"

namespace models {

void LockSpec::verify(sim::Complaints& complaints) const {
  if (!lease) {
    complaints.here("needs a lease: how long a node that is not heard keeps its locks");
    return;
  }
  if (beat() > *lease) complaints.about("heartbeat", "must not be longer than the lease");
  if (lag > 0s && replication == LockReplication::majority)
    complaints.about("lag", "goes with asynchronous replication; a majority forgets nothing");
}

}  // namespace models

namespace sim {

void Codec<models::LockSpec>::read(models::LockSpec& spec, const Value& value, Reading& reading) {
  const Value told = models::with_preset(value, models::PresetOf::locks, reading);
  StructCodec<models::LockSpec>::read(spec, told, reading);
}

}  // namespace sim
