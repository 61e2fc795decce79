// Texts compressed in memory, for tests of what reads them.
#pragma once

#include <string>
#include <string_view>

#include "sim/files/packed_file.h"

#include "tests/sim/files/temporary_folder.h"

namespace sim::testing {

inline std::string packed_as(std::string_view suffix, std::string_view text) {
  const TemporaryFolder folder;
  const auto path = folder.file("packed" + std::string(suffix));
  PackedFile file(path);
  EXPECT_FALSE(file.write(text));
  EXPECT_FALSE(file.commit());
  return content_of(path);
}

inline std::string gzipped(std::string_view text) {
  return packed_as(".gz", text);
}
inline std::string zstandard(std::string_view text) {
  return packed_as(".zst", text);
}

}  // namespace sim::testing
