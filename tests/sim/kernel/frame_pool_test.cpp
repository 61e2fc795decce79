// Memory for coroutine frames is given once at a time, aligned, and given again.
#include "sim/kernel/frame_pool.h"

#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>
#include <set>
#include <vector>

namespace sim::detail {
namespace {

struct Frame {
  void* memory;
  std::size_t size;
  unsigned char mark;
};

Frame marked_frame(std::size_t size, std::size_t number) {
  const Frame frame{new_frame(size), size, static_cast<unsigned char>(number * 37)};
  std::memset(frame.memory, frame.mark, frame.size);
  return frame;
}

bool is_untouched(const Frame& frame) {
  const std::vector<unsigned char> expected(frame.size, frame.mark);
  return std::memcmp(frame.memory, expected.data(), frame.size) == 0;
}

TEST(FramePool, frames_of_all_sizes_are_apart_and_aligned) {
  std::vector<Frame> frames;
  for (std::size_t size = sizeof(FreeFrame); size <= 2200; size += 7) {
    for (int copy = 0; copy < 20; ++copy) frames.push_back(marked_frame(size, frames.size()));
  }
  for (const Frame& frame : frames) {
    EXPECT_TRUE(is_untouched(frame)) << frame.size;
    const auto address = reinterpret_cast<std::uintptr_t>(frame.memory);
    EXPECT_EQ(address % __STDCPP_DEFAULT_NEW_ALIGNMENT__, 0U) << frame.size;
    delete_frame(frame.memory, frame.size);
  }
}

TEST(FramePool, outlasts_its_first_chunk) {
  std::set<void*> frames;
  for (std::size_t i = 0; i < 3 * kFrameChunk / kFrameStep; ++i) frames.insert(new_frame(32));
  EXPECT_EQ(frames.size(), 3 * kFrameChunk / kFrameStep);
  for (void* const frame : frames) delete_frame(frame, 32);
}

TEST(FramePool, a_freed_frame_is_the_next_of_its_size_and_of_no_other) {
#if defined(SIM_FRAMES_FROM_HEAP)
  GTEST_SKIP() << "under the address sanitizer frames come from the heap";
#else
  void* const freed = new_frame(100);
  delete_frame(freed, 100);
  void* const larger = new_frame(200);
  void* const same = new_frame(101);
  EXPECT_NE(larger, freed);
  EXPECT_EQ(same, freed);
  delete_frame(larger, 200);
  delete_frame(same, 101);
#endif
}

}  // namespace
}  // namespace sim::detail
