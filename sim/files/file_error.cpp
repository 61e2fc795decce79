#include "sim/files/file_error.h"

#include <system_error>

namespace sim::detail {

std::string file_error(std::string_view tried, std::string_view path, int code) {
  std::string text = "cannot ";
  text.append(tried).append(" '").append(path).append("': ");
  return text + std::generic_category().message(code);
}

}  // namespace sim::detail
