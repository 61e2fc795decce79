// Data on its way from disk to disk, in chunks that take their turns with everything else there,
// and in pieces on the network between them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "models/node/node.h"
#include "sim/input/quantity.h"
#include "sim/kernel/task.h"

namespace models {

class Store;

// Lets at most so many bytes through per time.
class Pacer {
 public:
  explicit Pacer(const std::optional<sim::ByteRate>& rate) : rate_(rate) {}

  // From when on so many bytes may go; whoever asks next comes after them.
  sim::Instant admit(sim::Instant now, std::uint64_t bytes);

 private:
  std::optional<sim::ByteRate> rate_;
  sim::Instant next_{};
};

// From a node to a node; null stands for where backups are kept. Null pacers do not pace.
struct StreamWay {
  Node* from = nullptr;
  Node* to = nullptr;
  Pacer* out = nullptr;
  Pacer* in = nullptr;
};

class Streaming {
 public:
  // What is read or written at a time: operations beside it wait so long for the disk.
  static constexpr std::uint64_t kChunk = 1'000'000;  // bytes

  // What is sent at a time.
  static constexpr std::uint64_t kPiece = 50'000;  // bytes

  explicit Streaming(Store& store) : store_(store) {}

  // True once all is there; false as soon as `goes_on` says that nobody wants it any more.
  sim::Task<bool> move(StreamWay way, std::uint64_t bytes, std::function<bool()> goes_on);

 private:
  sim::Task<bool> read(Node* from, std::uint64_t bytes);
  sim::Task<bool> send(std::vector<Wire*> wires, std::uint64_t bytes);
  sim::Task<> send_on(std::vector<Wire*> wires, std::uint64_t bytes);
  sim::Task<bool> write(Node* to, std::uint64_t bytes);

  Store& store_;
};

}  // namespace models
