"""M/M/1 on SimPy, each customer a process: mm1_simpy.py CUSTOMERS"""
import random
import sys
import time

import simpy


def main():
    customers = int(sys.argv[1])
    world = simpy.Environment()
    server = simpy.Resource(world, capacity=1)
    chance = random.Random(1)
    stays = []

    def customer():
        came = world.now
        with server.request() as turn:
            yield turn
            yield world.timeout(chance.expovariate(1 / 0.9))
        stays.append(world.now - came)

    def arrive():
        for _ in range(customers):
            yield world.timeout(chance.expovariate(1.0))
            world.process(customer())

    world.process(arrive())
    began = time.perf_counter()
    world.run()
    print(f"{time.perf_counter() - began:.6f} {sum(stays) / len(stays):.6f}")


main()
