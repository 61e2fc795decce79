// What the operating system says about a file, as one sentence for the user.
#pragma once

#include <string>
#include <string_view>

namespace sim::detail {

// "cannot open 'a.csv': No such file or directory", from what was tried and an errno value.
std::string file_error(std::string_view tried, std::string_view path, int code);

}  // namespace sim::detail
