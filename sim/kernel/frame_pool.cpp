#include "sim/kernel/frame_pool.h"

#include <memory>
#include <vector>

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

namespace sim::detail {

namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kChunksMost = 16;  // of a class; then it is of those that are many
constexpr std::size_t kLargeChunk = std::size_t{2} << 20;  // one huge page of x86-64 and arm64

struct Freed {
  std::size_t alignment;
  void operator()(std::byte* chunk) const { ::operator delete(chunk, std::align_val_t{alignment}); }
};
using Chunk = std::unique_ptr<std::byte, Freed>;

Chunk new_chunk(std::size_t size, std::size_t alignment) {
  void* const memory = ::operator new(size, std::align_val_t{alignment});
  return Chunk(static_cast<std::byte*>(memory), Freed{alignment});
}

// Frames lie about in the order in which they were freed, so where there are many, with small pages
// nearly each touch would also look for where its page is.
Chunk new_large_chunk() {
  Chunk chunk = new_chunk(kLargeChunk, kLargeChunk);
#if defined(MADV_HUGEPAGE)
  madvise(chunk.get(), kLargeChunk, MADV_HUGEPAGE);  // a wish: it may not be granted
#endif
  return chunk;
}

}  // namespace

void* refill_frames(std::size_t size_class) {
  static thread_local std::array<std::vector<Chunk>, kFrameClasses> chunks;
  const bool many = chunks[size_class].size() >= kChunksMost;
  chunks[size_class].push_back(many ? new_large_chunk()
                                    : new_chunk(kChunk, alignof(std::max_align_t)));
  std::byte* const chunk = chunks[size_class].back().get();
  const std::size_t size = size_class * kFrameStep;
  for (std::size_t i = (many ? kLargeChunk : kChunk) / size - 1; i > 0; --i) {
    free_frames[size_class] = new (chunk + i * size) FreeFrame{free_frames[size_class]};
  }
  return chunk;
}

}  // namespace sim::detail
