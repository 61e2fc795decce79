// Dead files: what no list builds and nobody includes.
#pragma once

#include "tests/tidy/source.h"

namespace tidy {

// Source files of sim/, models/ and tests/ that the nearest CMakeLists.txt at or above them does
// not name, so that they are not compiled, and folders with a list that no list above them adds.
Complaints unlisted_sources(const Tree& tree);

// Headers that no other file includes.
Complaints unused_headers(const Tree& tree);

}  // namespace tidy
