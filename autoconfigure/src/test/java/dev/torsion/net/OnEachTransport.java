package dev.torsion.net;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.torsion.net.reactor.IoTransport;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the tests of a class on every transport of Linux, each of which is given to its
 * constructor. One that the machine forbids is reported as aborted, with the reason, by
 * {@link TransportSupport#require}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@EnumSource(value = IoTransport.class, names = { "EPOLL", "IO_URING", "NIO" })
public @interface OnEachTransport {

}
