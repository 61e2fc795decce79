// What stores know of fencing tokens: the highest that came with a write to a key (Kleppmann, "How
// to do distributed locking", 2016). One for all stores and lock services of a world.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace models {

class Fencing {
 public:
  // Writes under a lock that come after a write of somebody who got the lock later.
  struct Stale {
    std::int64_t let_through = 0;
    std::int64_t refused = 0;
  };

  // Returns the number of a lock service, from 1; `checked`: stores look at its tokens.
  std::uint64_t add_service(bool checked);
  // Grows with `grant`; unique over all services. Never 0.
  static std::uint64_t token(std::uint64_t service, std::uint64_t grant) {
    return service << kGrantBits | grant;
  }

  // From now on somebody may still write under an earlier lock on the key. What nobody contests
  // needs no memory, since the tokens that come with its writes only grow.
  void contest(std::uint64_t service, std::uint64_t key) { highest_.try_emplace({service, key}); }

  // Whether a store takes a write to the key that comes with this token; 0: with none.
  bool lets_through(std::uint64_t key, std::uint64_t token);

  const Stale& stale(std::uint64_t service) const { return services_[service - 1].stale; }
  void reset_counts();
  // For how many keys something is remembered.
  std::size_t contested() const { return highest_.size(); }

 private:
  static constexpr int kGrantBits = 52;

  struct Service {
    bool checked;
    Stale stale;
  };
  std::vector<Service> services_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t> highest_;  // by service and key
};

}  // namespace models
