"""Erlang's formulas for one stationary queue: callers come at random, are served in turn, and nobody hangs up.

Load is in erlangs: contacts × handling time ÷ time, the mean number of people at work. All functions take numbers or
numpy arrays alike, of any size: they go through the Poisson distribution, so hundreds of people overflow nothing.
Source: A. K. Erlang, "Solution of some problems in the theory of probabilities", 1917; checked against two packages.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincc, gammaln, xlogy

Numbers = NDArray[np.float64]

ROUNDING = 1e-9
"""8.5 ÷ 0.85 is a hair above 10 on a machine; it still needs 10 people, not 11."""


def exactly(load: ArrayLike, people: ArrayLike) -> Numbers:
    """The chance that exactly so many would be at work if there were people without end (Poisson)."""
    load, people = np.asarray(load, float), np.asarray(people, float)
    chance: Numbers = np.exp(xlogy(people, load) - load - gammaln(people + 1))
    return chance


def waiting(load: ArrayLike, people: ArrayLike) -> Numbers:
    """The share of contacts that wait at all (Erlang C), 0..1; 1 where the load is as much as the people, or more."""
    load, people = np.broadcast_arrays(np.asarray(load, float), np.asarray(people, float))
    enough = (people > load) & (load > 0)
    a, c = np.where(enough, load, 0.5), np.where(enough, people, 1.0)
    refused = exactly(a, c) / gammaincc(c + 1, a)
    return np.where(enough, c * refused / (c - a * (1 - refused)), np.where(load > 0, 1.0, 0.0))


def service_level(load: ArrayLike, people: ArrayLike, within: ArrayLike) -> Numbers:
    """The share served `within` so many handling times, 0..1; 0 where the queue would grow without end."""
    load, people = np.asarray(load, float), np.asarray(people, float)
    spare = people - load
    left = np.exp(-np.maximum(spare, 0) * np.asarray(within, float))
    return np.where((spare > 0) | (load == 0), 1 - waiting(load, people) * left, 0.0)


def mean_wait(load: ArrayLike, people: ArrayLike) -> Numbers:
    """The mean wait of all contacts, in handling times; NaN where the queue would grow without end."""
    load, people = np.broadcast_arrays(np.asarray(load, float), np.asarray(people, float))
    spare = people - load
    wait = waiting(load, people) / np.where(spare > 0, spare, 1)
    return np.where(spare > 0, wait, np.where(load > 0, np.nan, 0.0))


def whole(people: ArrayLike) -> NDArray[np.int64]:
    """So many people, rounded up to whole ones."""
    return np.ceil(np.asarray(people, float) - ROUNDING).astype(np.int64)


def fewest(load: ArrayLike, occupancy: ArrayLike) -> NDArray[np.int64]:
    """The fewest people who can keep up with the load and are at work no more than `occupancy` of their time."""
    load = np.asarray(load, float)
    keeping_up = np.where(load > 0, np.floor(load) + 1, 0).astype(np.int64)
    return np.maximum(keeping_up, whole(load / np.asarray(occupancy, float)))


def required(load: ArrayLike, share: ArrayLike, within: ArrayLike, occupancy: ArrayLike) -> NDArray[np.int64]:
    """The fewest people who serve `share` of the contacts `within` so many handling times; none without a load.

    `occupancy`: the most of their time that they may be at work, 0..1.
    """
    load, share, within, occupancy = np.broadcast_arrays(
        *(np.asarray(part, float) for part in (load, share, within, occupancy))
    )
    shape = load.shape
    load, share, within = load.ravel(), share.ravel(), within.ravel()
    people = fewest(load, occupancy.ravel())
    short = np.flatnonzero(service_level(load, people, within) < share)
    while short.size:
        people[short] += 1
        short = short[service_level(load[short], people[short], within[short]) < share[short]]
    return people.reshape(shape)
