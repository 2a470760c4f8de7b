package dev.torsion.enterprise.client.guard;

import java.util.function.Supplier;

import io.r2dbc.spi.Result;
import org.reactivestreams.Publisher;

/**
 * The execution of a statement by its driver.
 *
 * @param results executes it, when it is called
 * @param isBound whether it has parameters
 * @param inPortions whether the driver was told to fetch so many rows at a time
 */
public record Execution(Supplier<? extends Publisher<? extends Result>> results, boolean isBound, boolean inPortions) {

}
