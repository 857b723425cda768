#!/usr/bin/env python3
"""HALL-12x40 in SimPy (Debian: python3-simpy3), the dispatcher written by hand: SimPy has no queue that several
resources with different skills share. Prints: customers a second, mean wait, share within 15 min, share that left."""
import math
import random
import sys
import time
from collections import deque

import simpy

MINUTES = [8, 12, 6, 15, 20, 10, 25, 9, 14, 18, 30, 40]
SHARES = [.16, .14, .12, .10, .09, .08, .07, .07, .06, .05, .04, .02]
PROFILE = [.08, .10, .11, .10, .08, .05, .025, .02, .03, .055, .08, .085, .07, .055, .04, .02]
SIGMA = math.sqrt(math.log(1 + 0.8 ** 2))
MU = [math.log(1.35 * m) - SIGMA ** 2 / 2 for m in MINUTES]
ZONE = [z for z, n in enumerate([6, 4, 5, 5, 4, 4]) for _ in range(n)] + [-1] * 12


def resting(window, now):
    begin = 180 if window % 2 == 0 else 225
    return begin <= now < begin + 45


class Day:
    def __init__(self, env, rng, sums):
        self.env, self.rng, self.sums = env, rng, sums
        self.busy = [False] * 40
        self.waiting = [[deque(), deque()] for _ in range(6)]
        env.process(self.arrivals())
        for window in range(40):
            env.process(self.back(window))

    def arrivals(self):
        env, rng = self.env, self.rng
        for slot, share in enumerate(PROFILE):
            rate, at = 760 * share / 30, slot * 30.0
            while True:
                at += rng.expovariate(rate)
                if at >= slot * 30 + 30:
                    break
                yield env.timeout(at - env.now)
                self.arrive()

    def arrive(self):
        rng, now = self.rng, self.env.now
        item = rng.choices(range(12), SHARES)[0]
        citizen = (now, rng.lognormvariate(MU[item], SIGMA), rng.expovariate(1 / 60))
        priority = rng.random() < 0.06
        self.sums["tickets"] += 1
        for wanted in (item // 2, -1):
            for window in range(40):
                if ZONE[window] == wanted and not self.busy[window] and not resting(window, now):
                    self.start(window, citizen)
                    return
        self.waiting[item // 2][priority].append(citizen)

    def start(self, window, citizen):
        wait = self.env.now - citizen[0]
        self.sums["served"] += 1
        self.sums["wait"] += wait
        self.sums["within"] += wait <= 15
        self.busy[window] = True
        self.env.process(self.serve(window, citizen[1]))

    def serve(self, window, service):
        yield self.env.timeout(service)
        self.busy[window] = False
        if not resting(window, self.env.now):
            self.call(window)

    def back(self, window):
        yield self.env.timeout((180 if window % 2 == 0 else 225) + 45)
        if not self.busy[window]:
            self.call(window)

    def call(self, window):
        zones = range(6) if ZONE[window] == -1 else (ZONE[window],)
        while True:
            for priority in (True, False):
                heads = [self.waiting[z][priority] for z in zones if self.waiting[z][priority]]
                if heads:
                    break
            else:
                return
            citizen = min(heads, key=lambda queue: queue[0][0]).popleft()
            if self.env.now - citizen[0] > citizen[2]:
                self.sums["left"] += 1
                continue
            self.start(window, citizen)
            return


def main():
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    rng = random.Random(1)
    sums = dict.fromkeys(("tickets", "served", "wait", "within", "left"), 0)
    begun = time.process_time()
    for _ in range(days):
        env = simpy.Environment()
        Day(env, rng, sums)
        env.run()
    seconds = time.process_time() - begun
    print(sums["tickets"] / seconds, sums["wait"] / sums["served"], sums["within"] / sums["served"],
          sums["left"] / sums["tickets"])


main()
