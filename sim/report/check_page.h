// Several scenarios that were checked, as one page.
#pragma once

#include <span>

#include "sim/report/junit.h"
#include "sim/report/page.h"

namespace sim {

Page page_of(std::span<const Checked> all);

}  // namespace sim
