// Who may include whom: the drawing of the rooms, so that it cannot become a lie.
#pragma once

#include "tests/tidy/source.h"

namespace tidy {

// Includes in sim/ and models/ that go against the arrows, that do not name a file of the tree by
// its full path, or that bring in a library where it is not wrapped.
Complaints against_the_arrows(const Tree& tree);

}  // namespace tidy
