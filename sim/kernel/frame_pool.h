// Memory for coroutine frames: freed frames of one size wait in a list for the next of that size,
// so that starting a coroutine costs a few instructions. The lists belong to the thread, because a
// World and its coroutines live on one thread; they hold memory, never anything a model could see.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define SIM_FRAMES_FROM_HEAP 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SIM_FRAMES_FROM_HEAP 1
#endif
#endif

namespace sim::detail {

inline constexpr std::size_t kFrameStep = 32;     // bytes between two size classes
inline constexpr std::size_t kFrameClasses = 65;  // frames up to 2048 bytes are pooled
inline constexpr std::size_t kFrameChunk = std::size_t{64} * 1024;

struct FreeFrame {
  FreeFrame* next;
};
inline constinit thread_local std::array<FreeFrame*, kFrameClasses> free_frames{};

// Takes a fresh chunk from the heap, cuts it into frames of the class and returns one of them.
inline void* refill_frames(std::size_t size_class) {
  static thread_local std::vector<std::unique_ptr<std::byte[]>> chunks;
  const std::size_t size = size_class * kFrameStep;
  const std::size_t count = kFrameChunk / size;
  std::byte* const chunk = chunks.emplace_back(new std::byte[count * size]).get();
  for (std::size_t i = count - 1; i > 0; --i) {
    free_frames[size_class] = new (chunk + i * size) FreeFrame{free_frames[size_class]};
  }
  return chunk;
}

inline void* new_frame(std::size_t size) {
#if defined(SIM_FRAMES_FROM_HEAP)
  return ::operator new(size);  // so that the sanitizer sees each frame
#else
  const std::size_t size_class = (size + kFrameStep - 1) / kFrameStep;
  if (size_class >= kFrameClasses) [[unlikely]]
    return ::operator new(size);
  FreeFrame* const frame = free_frames[size_class];
  if (frame == nullptr) [[unlikely]]
    return refill_frames(size_class);
  free_frames[size_class] = frame->next;
  return frame;
#endif
}

inline void delete_frame(void* frame, [[maybe_unused]] std::size_t size) noexcept {
#if defined(SIM_FRAMES_FROM_HEAP)
  ::operator delete(frame);
#else
  const std::size_t size_class = (size + kFrameStep - 1) / kFrameStep;
  if (size_class >= kFrameClasses) [[unlikely]] {
    ::operator delete(frame);
    return;
  }
  free_frames[size_class] = new (frame) FreeFrame{free_frames[size_class]};
#endif
}

// For containers that live as short as frames do.
template <class T>
struct FrameAllocator {
  using value_type = T;
  FrameAllocator() = default;
  template <class Other>
  FrameAllocator(const FrameAllocator<Other>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(new_frame(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept {
    delete_frame(memory, count * sizeof(T));
  }
  bool operator==(const FrameAllocator&) const = default;
};

}  // namespace sim::detail
