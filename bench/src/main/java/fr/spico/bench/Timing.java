package fr.spico.bench;

import java.util.Arrays;
import java.util.Locale;

/// Repeats something after a warm-up and reports its quantiles.
///
/// @param millis sorted durations, in milliseconds
record Timing(String name, double[] millis) {

    interface Step {
        void run(int i) throws Exception;
    }

    static Timing of(String name, int warmUp, int runs, Step step) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            step.run(i);
        }
        double[] millis = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            step.run(warmUp + i);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return of(name, millis);
    }

    static Timing of(String name, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Timing(name, sorted);
    }

    double quantile(double q) {
        return millis[(int) Math.min(millis.length - 1, Math.ceil(q * millis.length) - 1)];
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"runs\":%d,\"p50\":%.2f,\"p95\":%.2f,\"p99\":%.2f,\"unit\":\"ms\"}",
                name,
                millis.length,
                quantile(0.5),
                quantile(0.95),
                quantile(0.99));
    }

    String ratioTo(Timing other) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s / %s\",\"p50\":%.2f,\"p95\":%.2f,\"unit\":\"ratio\"}",
                name,
                other.name,
                quantile(0.5) / other.quantile(0.5),
                quantile(0.95) / other.quantile(0.95));
    }
}
