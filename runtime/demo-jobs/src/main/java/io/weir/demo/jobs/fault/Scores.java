package io.weir.demo.jobs.fault;

/** Computes for the sake of computing. */
final class Scores {
    private Scores() {}

    /** Some xorshift rounds: no optimiser can leave one out. */
    static long of(long number, int rounds) {
        long score = number + 1;
        for (int round = 0; round < rounds; round++) {
            score ^= score << 13;
            score ^= score >>> 7;
            score ^= score << 17;
        }
        return score;
    }
}
