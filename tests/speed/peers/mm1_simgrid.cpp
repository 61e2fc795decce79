// M/M/1 on SimGrid, each customer an actor that holds a semaphore: mm1_simgrid CUSTOMERS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <simgrid/s4u.hpp>
#include <xbt/random.hpp>

namespace s4u = simgrid::s4u;

int main(int count, char** arguments) {
  s4u::Engine engine(&count, arguments);
  const long customers = std::atol(arguments[1]);
  s4u::NetZone* const zone = s4u::create_full_zone("world");
  s4u::Host* const host = zone->create_host("host", 1e9);
  zone->seal();
  const s4u::SemaphorePtr server = s4u::Semaphore::create(1);
  simgrid::xbt::random::set_mersenne_seed(1);
  using simgrid::xbt::random::exponential;  // of a rate
  double stays = 0;
  s4u::Actor::create("arrivals", host, [&] {
    for (long i = 0; i < customers; ++i) {
      s4u::this_actor::sleep_for(exponential(1.0));
      s4u::Actor::create("customer", host, [&] {
        const double came = s4u::Engine::get_clock();
        server->acquire();
        s4u::this_actor::sleep_for(exponential(1 / 0.9));
        server->release();
        stays += s4u::Engine::get_clock() - came;
      });
    }
  });
  const auto began = std::chrono::steady_clock::now();
  engine.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::printf("%.6f %.6f\n", took.count(), stays / static_cast<double>(customers));
}
