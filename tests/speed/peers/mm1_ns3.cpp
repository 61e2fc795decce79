// M/M/1 on ns-3, in bare events, as its models are written: mm1_ns3 CUSTOMERS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <ns3/core-module.h>

namespace {

class Counter {
 public:
  explicit Counter(long customers) : left_(customers) {}

  void arrive() {
    line_.push_back(ns3::Simulator::Now());
    if (line_.size() == 1) serve();
    if (--left_ > 0)
      ns3::Simulator::Schedule(ns3::Seconds(exponential(1.0)), &Counter::arrive, this);
  }
  double stays() const { return stays_; }

 private:
  double exponential(double mean) { return chance_->GetValue(mean, 0); }
  void serve() { ns3::Simulator::Schedule(ns3::Seconds(exponential(0.9)), &Counter::leave, this); }
  void leave() {
    stays_ += (ns3::Simulator::Now() - line_.front()).GetSeconds();
    line_.pop_front();
    if (!line_.empty()) serve();
  }

  long left_;
  std::deque<ns3::Time> line_;
  ns3::Ptr<ns3::ExponentialRandomVariable> chance_ =
      ns3::CreateObject<ns3::ExponentialRandomVariable>();
  double stays_ = 0;
};

}  // namespace

int main(int, char** arguments) {
  const long customers = std::atol(arguments[1]);
  ns3::GlobalValue::Bind("SchedulerType", ns3::StringValue("ns3::PriorityQueueScheduler"));
  Counter counter(customers);
  ns3::Simulator::Schedule(ns3::Seconds(0), &Counter::arrive, &counter);
  const auto began = std::chrono::steady_clock::now();
  ns3::Simulator::Run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::printf("%.6f %.6f\n", took.count(), counter.stays() / static_cast<double>(customers));
}
