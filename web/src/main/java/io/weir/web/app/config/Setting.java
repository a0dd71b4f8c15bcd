package io.weir.web.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one key of the config file: the record component's name in snake case. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
    /** What it is, for docs/configuration.md. */
    String help();

    /** The value when the key is missing, as written in the file; empty for none. */
    String defaultsTo() default "";

    /** Whether the key must be there. */
    boolean required() default false;
}
