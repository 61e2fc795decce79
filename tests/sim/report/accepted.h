// Texts that are compared with what has been accepted before.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <string>

namespace sim {

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Compares with a file of tests/sim/report/expected.
inline void expect_as_accepted(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(HEADROOM_EXPECTED) / name;
  if (std::getenv("HEADROOM_ACCEPT") != nullptr) std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(content_of(path), text)
      << "The new text:\n"
      << text
      << "If it is right, run this test again with HEADROOM_ACCEPT=1 in the environment, which "
         "writes it to "
      << path << ".";
}

}  // namespace sim
